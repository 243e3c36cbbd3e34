import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { ElSelect } from 'element-plus';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, ref } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { answer } from '../../../fake';
import type { Records } from '../../api/record';
import type { Done, Query } from '../../api/types';
import type { ListDesk } from '../../shared/list/layout';
import { blank } from '../../shared/list/query';
import RecordList from '../../shared/list/RecordList.vue';
import RecordTable from '../../shared/list/RecordTable.vue';
import { sections } from './sections';

const nothing = { render: () => null };
const noun = 'retailer';

function fakeRecords() {
  const ask = (command: string, args: object = {}) => answer(command, { noun, ...args });
  return {
    noun,
    fields: vi.fn(() => ask('record_fields')),
    list: vi.fn((query: Query, offset: number, limit: number) => ask('record_list', { query, offset, limit })),
    ids: vi.fn((query: Query) => ask('record_ids', { query })),
    remove: vi.fn((ids: string[], removed: boolean) => Promise.resolve({ op_id: 'op', op: removed ? '作废' : '恢复', count: ids.length })),
    change: vi.fn((ids: string[]) => Promise.resolve({ op_id: 'op', op: '批量修改', count: ids.length })),
    exportTo: vi.fn(() => Promise.resolve(12)),
  };
}

const kept = new Map<string, unknown>();
function fakeDesk() {
  return {
    preference: vi.fn(<T>(key: string, otherwise: T) => Promise.resolve((kept.get(key) ?? otherwise) as T)),
    keep: vi.fn((key: string, value: unknown) => { kept.set(key, value); return Promise.resolve(null); }),
    saveTo: vi.fn((_: string, name: string) => Promise.resolve<string | null>(`/home/clerk/${name}`)),
    may: vi.fn(() => true),
    mayEdit: vi.fn(() => true),
    fail: vi.fn(),
    tell: vi.fn<(done: Done) => void>(),
    note: vi.fn<(sentence: string) => void>(),
    print: vi.fn(),
    today: () => '2026-11-27',
    changes: ref(0),
    places: new Map<string, string>(),
  };
}

async function opened(address = '/retailer', records = fakeRecords(), desk = fakeDesk()) {
  const Page = defineComponent({ components: { RecordList }, setup: () => ({ records: records as unknown as Records, desk: desk as ListDesk, layout: sections.list }), template: '<RecordList :records="records" :layout="layout" :desk="desk" />' });
  const names = ['paste', 'alike', 'class', 'retailer-new', 'retailer-view', 'retailer-edit', 'import', 'print'];
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/retailer', name: noun, component: Page }, ...names.map((name) => ({ path: `/${name}/:id?`, name, component: nothing }))],
  });
  await router.push(address);
  const page = mount({ template: '<RouterView />' }, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  const lastQuery = () => records.list.mock.lastCall?.[0];
  const tick = (at: number) => page.findAll('tbody input[type=checkbox]')[at]?.trigger('click');
  const button = (name: string) => page.get<HTMLButtonElement>(`[data-test=${name}]`);
  return { page, router, records, desk, lastQuery, tick, button };
}

enableAutoUnmount(afterEach);
beforeEach(() => {
  kept.clear();
  kept.set('list.retailer.size', 20);
});

describe('a list page', () => {
  it('offers nothing to click before all stands in its place, then shows the first page, its columns and how many there are', async () => {
    const early = await opened('/retailer', { ...fakeRecords(), fields: vi.fn(() => new Promise<never>(() => undefined)) });
    expect(early.page.find('[role=toolbar]').exists()).toBe(false);
    const { page } = await opened();
    expect(page.findAll('tbody tr')).toHaveLength(20);
    expect(page.findAll('th').map((it) => it.text().replace(/[↕↑↓]/, ''))).toEqual(['', '企业（字号）名称', '许可证号', '负责人', '分类', '状态', '有效期至', '应备资料', '联系电话', '经营地址', '操作']);
    expect(page.text()).toContain('57');
  });

  it('asks for the words when Enter is pressed, but not while an input method composes', async () => {
    const { page, records, lastQuery } = await opened();
    const box = page.get<HTMLInputElement>('.keyword input');
    await box.setValue('副食');
    const before = records.list.mock.calls.length;
    await box.trigger('keydown', { key: 'Enter', isComposing: true });
    await box.trigger('keydown', { key: 'Enter', keyCode: 229 });
    expect(records.list.mock.calls).toHaveLength(before);
    await box.trigger('keydown', { key: 'Enter', keyCode: 13 });
    expect(lastQuery()?.text).toBe('副食');
  });

  it('turns conditions into chips, and × takes one away', async () => {
    const query = { ...blank(), conditions: [{ field: 'class', compare: 'equals', value: '重点监控户' }, { field: 'valid_to', compare: 'at_most', value: '2027-1-1' }] };
    const { page, lastQuery } = await opened(`/retailer?q=${encodeURIComponent(JSON.stringify(query))}`);
    expect(page.findAll('.chip').map((it) => it.text())).toEqual(['分类 等于 重点监控户', '有效期至 不晚于 2027-1-1']);
    await page.findAll('.chip button')[0]?.trigger('click');
    expect(lastQuery()?.conditions.map((it) => it.field)).toEqual(['valid_to']);
  });

  it('reads what the workbench asks, and names it', async () => {
    const { page, lastQuery } = await opened(`/retailer?q=${encodeURIComponent('{"due":"licence_expiring"}')}`);
    expect(lastQuery()?.due).toBe('licence_expiring');
    expect(page.get('.chip').text()).toBe('许可证30日内到期');
  });

  it('shows a refused value in words and asks nothing else of it', async () => {
    const { page, desk } = await opened();
    await page.get('.bound input').setValue('十一月底');
    await page.get('[data-test=search]').trigger('click');
    await flushPromises();
    expect(page.get('[role=alert]').text()).toContain('看不懂');
    expect(page.find('.asked.wrong').exists()).toBe(true);
    expect(desk.fail).not.toHaveBeenCalled();
  });

  it('sorts up, down and not at all by a header', async () => {
    const { page, lastQuery } = await opened();
    const asked: unknown[] = [];
    for (let n = 0; n < 3; n += 1) {
      await page.findAll('.sort')[1]?.trigger('click');
      await flushPromises();
      asked.push([lastQuery()?.sort, lastQuery()?.down, page.findAll('th')[2]?.attributes('aria-sort')]);
    }
    expect(asked).toEqual([['licence_no', false, 'ascending'], ['licence_no', true, 'descending'], [null, false, 'none']]);
  });

  it('enables the toolbar by what is ticked', async () => {
    const { tick, button, page } = await opened(`/retailer?q=${encodeURIComponent('{"removed":"all"}')}`);
    const enabled = () => ['edit', 'remove', 'restore'].map((it) => !button(it).element.disabled);
    expect(enabled()).toEqual([false, false, false]);
    await tick(0);
    expect(enabled()).toEqual([true, true, false]);
    await tick(1);
    expect(enabled()).toEqual([false, true, false]);
    await tick(0);
    await tick(1);
    await tick(17);
    expect(page.findAll('tbody tr')[17]?.classes()).toContain('void');
    expect(enabled()).toEqual([false, false, true]);
  });

  it('makes the ticked ones void as one operation and tells it', async () => {
    const { tick, button, records, desk, page } = await opened();
    await tick(0);
    await tick(2);
    expect(page.get('.batch').text()).toContain('已勾选 2 条');
    await button('batch-remove').trigger('click');
    await flushPromises();
    expect(records.remove).toHaveBeenCalledExactlyOnceWith(['retailer-0', 'retailer-2'], true, null);
    expect(desk.tell).toHaveBeenCalledWith({ op_id: 'op', op: '作废', count: 2 });
    expect(page.find('.batch').exists()).toBe(false);
  });

  it('is all keyboard in the table', async () => {
    const { page, router } = await opened();
    const row = (at: number) => page.findAll('tbody tr')[at];
    await row(0)?.trigger('keydown', { key: 'ArrowDown' });
    await flushPromises();
    expect(document.activeElement).toBe(row(1)?.element);
    await row(1)?.trigger('keydown', { key: ' ' });
    expect(page.get('.batch').text()).toContain('已勾选 1 条');
    await row(1)?.trigger('keydown', { key: 'a', ctrlKey: true });
    expect(page.get('.batch').text()).toContain('已勾选 20 条');
    await row(1)?.trigger('keydown', { key: 'Escape' });
    expect(page.find('.batch').exists()).toBe(false);
    await row(1)?.trigger('keydown', { key: 'Enter' });
    await flushPromises();
    expect(router.currentRoute.value).toMatchObject({ name: 'retailer-view', params: { id: 'retailer-1' } });
  });

  it('ticks all that was found, beyond the page', async () => {
    const { tick, button, page } = await opened();
    await tick(0);
    await button('tick-all').trigger('click');
    await flushPromises();
    expect(page.get('.batch').text()).toContain('已勾选 57 条');
  });

  it('remembers columns', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const first = await opened();
    (first.page.getComponent(RecordTable).vm.$emit as (event: string, ...args: unknown[]) => void)('width', 'phone', 12);
    vi.advanceTimersByTime(500);
    vi.useRealTimers();
    expect(kept.get('list.retailer.columns')).toContainEqual({ field: 'phone', width: 12, shown: true });
    kept.set('list.retailer.columns', [{ field: 'town', width: 12, shown: true }, { field: 'phone', width: 8, shown: false }]);
    const { page } = await opened();
    const heads = page.findAll('th').map((it) => it.text().replace(/[↕↑↓]/, ''));
    expect(heads.slice(1, 3)).toEqual(['企业（字号）名称', '乡镇']);
    expect(heads).not.toContain('联系电话');
  });

  it('opens with the view that is her standard', async () => {
    kept.set('list.retailer.views', [{ name: '重点户', standard: true, query: { ...blank(), conditions: [{ field: 'class', compare: 'equals', value: '重点监控户' }] } }]);
    const { page, lastQuery } = await opened();
    expect(lastQuery()?.conditions[0]?.value).toBe('重点监控户');
    expect(page.get('.views').text()).toContain('重点户');
  });

  it('exports what the conditions find, says how many and where', async () => {
    const { button, records, desk } = await opened();
    await button('export').trigger('click');
    await vi.dynamicImportSettled();
    await flushPromises();
    const go = document.querySelector<HTMLButtonElement>('[data-test=export-go]');
    expect(go?.textContent).toBe('导出 57 条');
    go?.click();
    await flushPromises();
    expect(records.exportTo).toHaveBeenCalledExactlyOnceWith('导出零售户', blank(), expect.arrayContaining(['trade_name', 'licence_no']), '/home/clerk/零售户台账2026-11-27.xlsx');
    expect(desk.note).toHaveBeenCalledWith('已导出 12 条：/home/clerk/零售户台账2026-11-27.xlsx');
  });

  it('queues the ticked ones for printing', async () => {
    const { tick, button, desk, router } = await opened();
    await tick(3);
    await button('batch-print').trigger('click');
    await flushPromises();
    expect(desk.print).toHaveBeenCalledWith('retailer', [{ id: 'retailer-3', number: '619999110111', title: '宋明家超市' }]);
    expect(router.currentRoute.value.name).toBe('print');
  });

  it('says what to do when nothing is there, and how to loosen when nothing is found', async () => {
    const records = fakeRecords();
    records.list.mockResolvedValue({ rows: [], total: 0 });
    const { page, button, router } = await opened('/retailer', records);
    expect(page.get('.empty').text()).toContain('还没有零售户');
    await button('empty-import').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value).toMatchObject({ name: 'import', query: { noun: 'retailer' } });
    const asked = await opened(`/retailer?q=${encodeURIComponent('{"text":"没有这家"}')}`, records);
    expect(asked.page.get('.empty').text()).toContain('没有符合条件的记录');
    await asked.button('empty-reset').trigger('click');
    expect(asked.lastQuery()).toEqual(blank());
  });

  it('shows what may not be written to no buttons that write', async () => {
    const desk = fakeDesk();
    desk.may.mockImplementation(((right: string) => right === 'read') as never);
    desk.mayEdit.mockReturnValue(false);
    const { page } = await opened('/retailer', fakeRecords(), desk);
    for (const name of ['add', 'remove', 'import', 'export']) expect(page.find(`[data-test=${name}]`).exists()).toBe(false);
  });

  it('keeps to the latest question when answers come late', async () => {
    const { page, records } = await opened();
    let late: (rows: unknown) => void = () => undefined;
    records.list.mockImplementationOnce(() => new Promise((resolve) => { late = resolve; }));
    await page.get('.keyword input').setValue('慢');
    await page.get('[data-test=search]').trigger('click');
    await page.get('.keyword input').setValue('副食');
    await page.get('[data-test=search]').trigger('click');
    await flushPromises();
    const shown = page.findAll('tbody tr').length;
    late({ rows: [], total: 0 });
    await flushPromises();
    expect(page.findAll('tbody tr')).toHaveLength(shown);
  });

  it('gives the ticked ones one value as one operation', async () => {
    const { tick, button, page, records, desk } = await opened();
    await tick(0);
    await tick(1);
    await button('batch-change').trigger('click');
    const chosen = (at: number, word: string) => {
      (page.findAllComponents(ElSelect).filter((it) => (it.element as HTMLElement).closest('.batch') !== null)[at]?.vm.$emit as (event: string, value: string) => void)('update:modelValue', word);
    };
    chosen(0, 'market');
    await flushPromises();
    chosen(1, '乡村');
    await flushPromises();
    expect(button('batch-apply').text()).toBe('改 2 条');
    await button('batch-apply').trigger('click');
    await flushPromises();
    expect(records.change).toHaveBeenCalledExactlyOnceWith(['retailer-0', 'retailer-1'], 'market', '乡村');
    expect(desk.tell).toHaveBeenCalledOnce();
  });

  it('saves what is asked as a view, and refuses a name twice', async () => {
    const query = { ...blank(), text: '副食' };
    const { button } = await opened(`/retailer?q=${encodeURIComponent(JSON.stringify(query))}`);
    await button('views').trigger('click');
    await flushPromises();
    const name = document.querySelector<HTMLInputElement>('.el-dialog input[type=text]');
    const save = async () => {
      if (name !== null) {
        name.value = '副食店';
        name.dispatchEvent(new Event('input'));
      }
      document.querySelector<HTMLElement>('[data-test=save-view]')?.click();
      await flushPromises();
    };
    await save();
    expect(kept.get('list.retailer.views')).toEqual([{ name: '副食店', query, standard: false }]);
    await save();
    expect(document.querySelector('.el-dialog [role=alert]')?.textContent).toBe('已有同名的视图，请换一个名称。');
    expect(kept.get('list.retailer.views')).toHaveLength(1);
  });
});
