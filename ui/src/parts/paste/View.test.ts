import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { called, fakeCall, program } from '../../../fake/program';
import { answers, plannedRows } from '../../../fake/paste.answers';
import { stubRoutes } from '../../../fake/routes';
import View from './View.vue';

vi.mock('../../api/call', async (original) => fakeCall(await original()));

/** As Excel puts it on the clipboard. */
const COPIED = '许可证号\t店名\t经营者\t店址\t客户经理\r\n619999110001\t好再来\t宋明\t"城关镇\n人民路3号"\t朱文\r\n61999911002\t西关烟酒\t贺强\t城关镇西关3号\t朱文\r\n';

let page: VueWrapper;
const last = (command: string) => called.filter(([name]) => name === command).at(-1)?.[1];
const settle = async () => { await vi.advanceTimersByTimeAsync(600); await flushPromises(); };

async function opened() {
  page = mount(View, { props: { noun: 'retailer' }, global: { plugins: [stubRoutes()] }, attachTo: document.body });
  await flushPromises();
}

async function paste(selector: string, text: string) {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: () => text } });
  page.get(selector).element.dispatchEvent(event);
  await flushPromises();
  await settle();
}

describe('pasted cells', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    answers.paste_keep?.({ cells: [] });
    program({ import_rows: () => ({ rows: plannedRows(), total: plannedRows().length }) });
  });
  afterEach(() => { page.unmount(); vi.useRealTimers(); });

  it('find their header, and say at each cell what is wrong with it', async () => {
    await opened();
    await paste('.zone', COPIED);
    expect(page.findAll('thead select').map((it) => (it.element as HTMLSelectElement).value)).toEqual(['licence_no', 'trade_name', 'owner_name', 'address', 'own']);
    expect(page.findAll('tbody tr')).toHaveLength(2);
    const cell = page.get('[data-cell="1-0"]');
    expect(cell.attributes('aria-invalid')).toBe('true');
    expect(cell.element.parentElement?.textContent).toContain('这里是11位');
    expect(page.text()).toContain('新增 1 行，变更 0 行，相同 0 行，有错 1 行');
  });

  it('are corrected in place, checked anew, and kept', async () => {
    await opened();
    await paste('.zone', COPIED);
    await page.get('[data-cell="1-0"]').setValue('619999110025');
    expect(last('paste_plan')).not.toMatchObject({ cells: expect.arrayContaining([expect.arrayContaining(['619999110025'])]) as unknown });
    await settle();
    expect(page.text()).toContain('新增 2 行');
    expect((last('paste_keep') as { cells: string[][] }).cells[2]?.[0]).toBe('619999110025');
    page.unmount();
    await opened();
    await settle();
    expect((page.get('[data-cell="1-0"]').element as HTMLInputElement).value).toBe('619999110025');
  });

  it('without a header wait until their columns are chosen; two columns do not fill one field', async () => {
    await opened();
    await paste('.zone', '619999110001\t好再来\n619999110025\t西关烟酒\n');
    expect(page.findAll('tbody tr')).toHaveLength(2);
    const [first, second] = page.findAll('thead select');
    await first?.setValue('trade_name');
    await second?.setValue('trade_name');
    await settle();
    expect((first?.element as HTMLSelectElement).value).toBe('');
    expect((last('paste_plan') as { cells: string[][] }).cells[0]).toEqual(['第1列', '企业（字号）名称']);
  });

  it('take a block laid over them, further rows too', async () => {
    await opened();
    await paste('.zone', COPIED);
    await paste('[data-cell="1-1"]', '新名\t新人\n第三户\t第三人');
    expect(page.findAll('tbody tr')).toHaveLength(3);
    expect((page.get('[data-cell="2-2"]').element as HTMLInputElement).value).toBe('第三人');
  });

  it('that are sound are written at once, the others stay', async () => {
    await opened();
    await paste('.zone', COPIED);
    vi.useRealTimers();
    await page.get('[data-test=write]').trigger('click');
    await vi.waitFor(() => { expect(page.findAll('tbody tr')).toHaveLength(1); });
    expect(called.some(([command]) => command === 'import_apply')).toBe(true);
    expect((page.get('[data-cell="0-1"]').element as HTMLInputElement).value).toBe('西关烟酒');
    vi.useFakeTimers();
  });

  it('go nowhere while an input method composes', async () => {
    await opened();
    await paste('.zone', COPIED);
    const cell = page.get('[data-cell="0-1"]').element as HTMLInputElement;
    cell.focus();
    cell.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
    await flushPromises();
    expect(document.activeElement).toBe(cell);
    cell.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await flushPromises();
    expect((document.activeElement as HTMLElement).dataset['cell']).toBe('1-1');
  });
});
