import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { ElSelect } from 'element-plus';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { answer } from '../../../fake';
import { call, Problem } from '../../api/call';
import { entered, session } from '../../session';
import View from './View.vue';

// Work that takes no time.
vi.mock('../../../fake/job', async (original) => ({ ...(await original<typeof import('../../../fake/job')>()), work: () => Promise.resolve() }));
vi.mock('../../api/call', async (original) => ({ ...(await original<typeof import('../../api/call')>()), call: vi.fn(), Channel: class { onmessage = (): void => undefined; } }));

type Args = Record<string, unknown>;
const nothing = { render: () => null };

/** Answers of the program that differ from the usual ones. */
let other: Record<string, (args: Args) => unknown> = {};

enableAutoUnmount(afterEach);
beforeEach(() => {
  entered({ rights: ['read', 'edit_retailer', 'edit_case'], read_only: false } as never);
  other = { desk_pick: () => ['/home/clerk/零售户台账.xlsx'] };
  vi.mocked(call).mockReset();
  vi.mocked(call).mockImplementation(((command: string, args: Args = {}) => {
    const special = other[command];
    return special === undefined ? answer(command, args) : Promise.resolve().then(() => special(args));
  }));
});

const asked = (command: string) => vi.mocked(call).mock.calls.filter(([name]) => name === command).map(([, args]) => args);

async function opened(address = '/import?noun=retailer') {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/import', component: View }, { path: '/retailer', name: 'retailer', component: nothing }] });
  await router.push(address);
  const page = mount({ template: '<RouterView />' }, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  const click = async (selector: string) => {
    await page.get(selector).trigger('click');
    await flushPromises();
  };
  const until = (claim: () => void) => vi.waitFor(claim, { timeout: 10_000 });
  const step = () => page.get('h2').text();
  const toPlan = async () => {
    await click('[data-test=pick]');
    await click('[data-test=next]');
    await click('[data-test=next]');
    await until(() => { expect(step()).toContain('预览差异'); });
    await flushPromises();
  };
  return { page, router, click, until, step, toPlan };
}

describe('the import wizard', () => {
  it('goes from the ledger to the result, and the import is undone as one operation', async () => {
    other.operation_undo = () => ({ op_id: 'op', op: '导入零售户台账', count: 31 });
    const { page, click, until, step } = await opened('/import');
    expect(step()).toContain('选择台账');
    await click('[data-test=ledger-retailer]');
    expect(step()).toContain('选择文件');
    await click('[data-test=pick]');
    expect(page.findAll('.sheets tbody tr').map((it) => it.text())).toContain('2026年案件24案件');
    await click('[data-test=next]');
    expect(step()).toContain('匹配列');
    await click('[data-test=next]');
    await until(() => { expect(step()).toContain('预览差异'); });
    expect(page.get('[data-test=next]').text()).toBe('写入档案（31 条）');
    await click('[data-test=next]');
    await until(() => { expect(step()).toContain('结果'); });
    expect(page.get('.counts').text()).toBe('新增28变更3相同7拒绝2');
    await click('[data-test=undo]');
    expect(page.text()).toContain('已撤销这次导入');
    expect(asked('operation_undo')).toHaveLength(1);
    expect(page.find('[data-test=undo]').exists()).toBe(false);
  });

  it('shows refused rows first, then warnings, in words', async () => {
    const { page, toPlan, until } = await opened();
    await toPlan();
    await until(() => { expect(page.findAll('#plan-rows tbody tr').map((it) => it.findAll('td')[1]?.text())).toEqual(['拒绝', '拒绝', '新增', '新增']); });
    expect(page.get('#plan-rows').text()).toContain('许可证号应为12位数字，这里是11位');
    expect(page.get('[role=tab][aria-selected=true]').text()).toContain('拒绝 2 行');
  });

  it('shows what changes with the words 原 and 新', async () => {
    const { page, toPlan, click, until } = await opened();
    await toPlan();
    await click('#plan-changed');
    await until(() => { expect(page.findAll('#plan-rows tbody tr')).toHaveLength(3); });
    expect(page.get('#plan-rows tbody tr').text()).toMatch(/分类：原\s*守法经营户\s*→\s*新\s*重点监控户/);
    expect(page.text()).toContain('空着的格子不会清除');
  });

  it('names a needed column that is missing, and goes on once it is matched by hand', async () => {
    other.import_columns = async (args) => {
      const read = await answer('import_columns', args) as { missing: string[]; columns: { header: string; field: string | null }[] };
      const owner = (args.mapping as Record<string, string>).经营者;
      for (const it of read.columns) if (it.header === '经营者') it.field = owner ?? null;
      return { ...read, missing: owner === 'owner_name' ? [] : ['负责人'] };
    };
    const { page, click } = await opened();
    await click('[data-test=pick]');
    await click('[data-test=next]');
    expect(page.get('[data-test=missing]').text()).toContain('还缺必须的列：负责人');
    expect(page.get<HTMLButtonElement>('[data-test=next]').element.disabled).toBe(true);
    const select = page.findAllComponents(ElSelect)[3];
    (select?.vm.$emit as (event: string, value: string) => void)('update:modelValue', '负责人');
    await flushPromises();
    expect(page.find('[data-test=missing]').exists()).toBe(false);
    expect(page.findAll('tbody tr')[3]?.text()).toContain('刚才改的');
    await click('[data-test=next]');
    expect(asked('import_plan')[0]).toMatchObject({ noun: 'retailer', sheet: '零售户台账', mapping: { 经营者: 'owner_name' } });
  });

  it('suggests the ledger that a sheet looks like', async () => {
    const { page, click } = await opened();
    await click('[data-test=pick]');
    await page.findAll('.sheets input')[1]?.trigger('change');
    expect(page.text()).toContain('“2026年案件”看起来是案件台账，不是零售户台账。');
    await click('[data-test=take-other]');
    await click('[data-test=next]');
    expect(asked('import_columns')[0]).toMatchObject({ noun: 'case', sheet: '2026年案件' });
  });

  it('says that nothing was written when it is stopped, and can go on', async () => {
    const { page, toPlan, click, step, until } = await opened();
    await toPlan();
    other.import_apply = () => { throw new Problem('已停止。', { kind: 'stopped' }); };
    await click('[data-test=next]');
    expect(step()).toContain('预览差异');
    expect(page.text()).toContain('已停止，档案里什么也没有写');
    expect(session.problem).toBe('');
    other = {};
    await click('[data-test=next]');
    await until(() => { expect(step()).toContain('结果'); });
  });

  it('keeps what was chosen on the way back', async () => {
    const { page, toPlan, click, step } = await opened();
    await toPlan();
    await click('[data-test=back]');
    expect(step()).toContain('匹配列');
    await click('[data-test=back]');
    expect(page.text()).toContain('零售户台账.xlsx');
    expect(page.get<HTMLInputElement>('.sheets input').element.checked).toBe(true);
  });

  it('gives refused rows back as a file', async () => {
    const { page, toPlan, click } = await opened();
    await toPlan();
    other.desk_pick = ({ pick }) => [`/home/clerk/${(pick as { name: string }).name}`];
    await click('[data-test=errors]');
    expect(page.text()).toContain('已把 2 行错误行存到：/home/clerk/零售户台账-错误行.xlsx');
  });

  it('gives the plan up when the page is left', async () => {
    const { router, toPlan } = await opened();
    await toPlan();
    await router.push('/retailer');
    await flushPromises();
    expect(asked('import_drop')).toHaveLength(1);
  });

  it('shows the sentence of a file that is no ledger', async () => {
    other.desk_pick = () => ['/home/clerk/通知.docx'];
    other.import_look = () => { throw new Problem('这不是表格文件。', { kind: 'invalid' }); };
    const { click, page } = await opened();
    await click('[data-test=pick]');
    expect(session.problem).toBe('这不是表格文件。');
    expect(page.get<HTMLButtonElement>('[data-test=next]').element.disabled).toBe(true);
  });
});
