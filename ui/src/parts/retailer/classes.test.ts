import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { called, fakeCall, program } from '../../../fake/program';
import BatchBar from '../../shared/list/BatchBar.vue';
import type { ListVerbs } from '../../shared/list/verbs';
import ClassTable from '../../shared/view/ClassTable.vue';
import ClassPanel from './ClassPanel.vue';

vi.mock('../../api/call', async (original) => fakeCall(await original()));

describe('one class for many shops', () => {
  beforeEach(() => { program(); called.length = 0; });

  it('is chosen, explained, and given at once', async () => {
    const panel = mount(ClassPanel, { props: { ids: ['r1', 'r2'] } });
    await panel.get('form').trigger('submit');
    expect(panel.get('[role=alert]').text()).toBe('请选一个分类。');
    await panel.get('select').setValue('非重点监控户');
    await panel.get('form').trigger('submit');
    await flushPromises();
    expect(panel.get('[role=alert]').text()).toContain('分类依据必填');
    await panel.findAll('input')[0]?.setValue('港口片区集中整治');
    await panel.get('form').trigger('submit');
    await flushPromises();
    expect(called.at(-1)).toEqual(['class_set', { ids: ['r1', 'r2'], draft: { class: '非重点监控户', reason: '港口片区集中整治', on: '', by: '' } }]);
    expect(panel.emitted('done')?.[0]).toMatchObject([{ count: 2 }]);
  });

  it('can be taken away, which is a choice too', async () => {
    const panel = mount(ClassPanel, { props: { ids: ['r1'] } });
    await panel.get('select').setValue('取消分类');
    await panel.findAll('input')[0]?.setValue('户主已经更换');
    await panel.get('form').trigger('submit');
    await flushPromises();
    expect(called.at(-1)?.[1]).toMatchObject({ draft: { class: '' } });
  });
});

describe('the bar of ticked rows', () => {
  it('asks for more than a value where a decision is made on them', async () => {
    const ticked = [{ id: 'r1', number: '', title: '一', removed: false }, { id: 'r2', number: '', title: '二', removed: true }];
    const finished = vi.fn();
    const bar = mount(BatchBar, {
      props: {
        ticked, total: 2, whole: true, fields: [], batch: [], pair: undefined, acts: [], panel: { title: '成批分类', component: ClassPanel },
        writable: true, exportable: false, prints: false, verbs: { busy: { value: false }, finished } as unknown as ListVerbs,
      },
    });
    await bar.get('[data-test=batch-panel]').trigger('click');
    const panel = bar.getComponent(ClassPanel);
    expect(panel.props('ids')).toEqual(['r1']);
    panel.vm.$emit('done', { op_id: 'op', op: '成批分类', count: 1 });
    expect(finished).toHaveBeenCalledOnce();
  });
});

describe('the classes of a shop', () => {
  it('say since when, why, by which rule and who decided; what was not followed says so', () => {
    const table = mount(ClassTable, {
      props: {
        classes: [
          { on: '2026-10-08', dated: true, class: '重点监控户', mark: 'danger', reason: '继续观察', rule: '', by: '李强', kept_from: '非重点监控户' },
          { on: '2025-03-11', dated: true, class: '重点监控户', mark: 'danger', reason: '12个月内有案件1起', rule: '有案件', by: '李强', kept_from: '' },
          { on: '2024-02-05', dated: false, class: '守法经营户', mark: 'success', reason: '', rule: '', by: '王芳', kept_from: '' },
        ],
      },
    });
    const rows = table.findAll('tbody tr').map((row) => row.findAll('td').map((it) => it.text()));
    expect(rows).toEqual([
      ['2026-10-08', '保持不变', '建议列为非重点监控户，没有采纳：继续观察', '李强'],
      ['2025-03-11', '重点监控户', '12个月内有案件1起（本局口径：有案件）', '李强'],
      ['2024-02-05（登记日）', '守法经营户', '（没有写依据）', '王芳'],
    ]);
  });
});
