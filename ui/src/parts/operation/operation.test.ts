import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { call, Problem } from '../../api/call';
import type { Operation } from '../../api/types';
import { createRoutes } from '../../routes';
import { entered } from '../../session';
import View from './View.vue';

vi.mock('../../api/call', async (original) => ({ ...(await original<typeof import('../../api/call')>()), call: vi.fn() }));

const operation = (op_id: string, op: string, more: Partial<Operation> = {}): Operation =>
  ({ op_id, op, by: '王芳', at: '2026-11-27 17:20', count: 1, undone: false, undoes: false, can_undo: true, ...more });

let log: Operation[] = [];
let refusal: Problem | undefined;

const asked = (name: string) => vi.mocked(call).mock.calls.filter(([command]) => command === name).map(([, args]) => args);

async function opened() {
  const page = mount(View, { global: { plugins: [createRoutes()] } });
  await flushPromises();
  return page;
}

describe('the log of operations', () => {
  beforeEach(() => {
    entered({ rights: ['read', 'edit_case'], read_only: false } as never);
    refusal = undefined;
    log = [operation('o2', '修改零售户 王建家便利店'), operation('o1', '导出数据包', { can_undo: false }), operation('o0', '新增案件', { undone: true, can_undo: false })];
    vi.mocked(call).mockReset();
    vi.mocked(call).mockImplementation(((command: string, args: Record<string, unknown>) => {
      if (command === 'operation_list') return refusal === undefined ? Promise.resolve({ rows: log, total: log.length }) : Promise.reject(refusal);
      if (command === 'operation_show') return Promise.resolve({ total: 60, rows: [{ noun: 'retailer', noun_title: '零售户', id: 'r1', title: '王建家便利店', made: false, removed: false, differences: [{ field: 'phone', title: '电话', before: '13786145220', after: '' }] }] });
      log = log.map((it) => (it.op_id === args.opId ? { ...it, undone: true, can_undo: false } : it));
      return Promise.resolve({ op_id: 'o3', op: '修改零售户 王建家便利店', count: 1 });
    }) as never);
  });

  it('undoes an operation, and shows it as undone', async () => {
    const page = await opened();
    expect(page.findAll('.row-undo')).toHaveLength(1);
    await page.get('.row-undo').trigger('click');
    await flushPromises();
    expect(asked('operation_undo')).toEqual([{ opId: 'o2' }]);
    expect(page.findAll('.row-undo')).toHaveLength(0);
    expect(page.get('tbody tr').text()).toContain('已撤销');
  });

  it('shows the logins alone, keeping who and when was asked for', async () => {
    const page = await opened();
    await page.get('#log-by').setValue('王芳');
    await page.get('.filter-logins').trigger('click');
    await flushPromises();
    expect(asked('operation_list').at(-1)?.['filter']).toEqual({ text: '登录', by: '王芳', from: '', to: '' });
  });

  it('shows what changed only where something did: a login changed nothing', async () => {
    log = [operation('o2', '登录', { count: 0, can_undo: false }), operation('o1', '修改零售户')];
    const rows = (await opened()).findAll('tbody tr');
    expect(rows.map((row) => row.find('.row-show').exists())).toEqual([false, true]);
    expect(rows.map((row) => row.get('.number').text())).toEqual(['', '1']);
  });

  it('offers nothing to undo to who may not write', async () => {
    entered({ rights: ['read'], read_only: false } as never);
    expect((await opened()).find('.row-undo').exists()).toBe(false);
  });

  it('shows what an operation changed, old beside new, with a link', async () => {
    const page = await opened();
    await page.get('.row-show').trigger('click');
    await flushPromises();
    const inner = page.get('.changes');
    expect(inner.text()).toContain('原 13786145220新（空）');
    expect(inner.get('a').attributes('href')).toBe('#/retailer/r1');
    expect(inner.text()).toContain('还有 59 条');
  });

  it('asks by what was searched for, not by what is being typed', async () => {
    const page = await opened();
    await page.get('#log-text').setValue('导入');
    expect(asked('operation_list')).toHaveLength(1);
    await page.get('#log-text').trigger('keydown', { key: 'Enter', isComposing: true });
    expect(asked('operation_list')).toHaveLength(1);
    await page.get('#log-text').trigger('keydown', { key: 'Enter' });
    await flushPromises();
    expect(asked('operation_list')[1]).toMatchObject({ filter: { text: '导入' } });
  });

  it('says beside the field that a day is no day', async () => {
    const page = await opened();
    refusal = new Problem('日期看不懂。', { kind: 'invalid', fields: { from: '日期“十一月”看不懂，请写成 2026-3-14。' } });
    await page.get('#log-from').setValue('十一月');
    await page.get('.filter-search').trigger('click');
    await flushPromises();
    expect(page.get('#log-from-problem').text()).toContain('看不懂');
    expect(page.get('#log-from').attributes('aria-invalid')).toBe('true');
  });
});
