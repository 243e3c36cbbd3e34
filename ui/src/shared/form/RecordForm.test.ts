import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Records } from '../../api/record';
import type { Alike, Check, Draft, Field, FieldKind, FieldProblem, Form, Saved } from '../../api/types';
import { stubRoutes } from '../../../fake/routes';
import { keysNow } from '../keys';
import type { FormDesk, FormLayout } from './layout';
import RecordForm from './RecordForm.vue';

const field = (name: string, title: string, kind: FieldKind = 'text', more: Partial<Field> = {}): Field =>
  ({ name, title, kind, choices: [], required: false, listed: true, sortable: true, filtered: true, form: true, secret: false, ...more });

const FIELDS = [
  field('trade_name', '名称', 'text', { required: true }),
  field('owner_id_number', '身份证号码', 'id_card'),
  field('valid_to', '有效期至', 'day'),
  field('sticks', '数量', 'sticks'),
  field('class', '分类', 'choice', { choices: ['守法经营户', '非重点监控户', '重点监控户'] }),
  field('sued', '诉讼', 'yes_no'),
  field('remark', '备注', 'long'),
];

const layout: FormLayout = { noun: '零售户', groups: [{ title: '基本信息', fields: ['trade_name', 'owner_id_number', 'valid_to', 'sticks', 'class', 'sued'] }] };
const draft = (fields: Record<string, string> = {}): Draft => ({ fields, attendance: [], goods: [] });
const error = (name: string, message: string): FieldProblem => ({ field: name, severity: 'error', code: 'x', message });
const saved: Saved = { id: 'r1', number: '1', title: '好再来', revision: 2, warnings: [], done: { op_id: 'o', op: '保存', count: 1 } };
const other: Alike = { id: 'r9', noun: 'retailer', number: '619999110333', title: '老王烟酒', field: 'trade_name', why: '许可证号相同', exact: true };
const refusal = (kind: string, fields: Record<string, string> = {}) => Object.assign(new Error('被拒绝'), { kind, fields });

let answer: Check;
let form: Form;
let wrapper: VueWrapper | undefined;

const records = {
  noun: 'retailer' as const,
  fields: vi.fn(() => Promise.resolve(FIELDS)),
  form: vi.fn(() => Promise.resolve(form)),
  check: vi.fn<(id: string | null, draft: Draft) => Promise<Check>>(),
  save: vi.fn<(id: string | null, revision: number, draft: Draft, reason: string | null) => Promise<Saved>>(),
  keepDraft: vi.fn<(id: string | null, draft: Draft) => Promise<null>>(),
  dropDraft: vi.fn(() => Promise.resolve(null)),
  distinct: vi.fn(() => Promise.resolve(null)),
};
const desk = { records: records as unknown as Records, today: () => '2026-11-27', saved: vi.fn(), tell: vi.fn(), note: vi.fn(), fail: vi.fn(), beforeLeaving: vi.fn(() => () => undefined) } satisfies FormDesk;

async function opened(id: string | null = null, from: Record<string, string> = {}) {
  const router = stubRoutes();
  await router.push('/about');
  wrapper = mount(RecordForm, { props: { desk, layout, id, from }, global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  // Vue takes no event of the very millisecond in which its listener came.
  await vi.advanceTimersByTimeAsync(1);
  return wrapper;
}

/** The input that a title labels. */
function input(title: string): { element: HTMLInputElement; type: (text: string) => Promise<void>; leave: () => Promise<void>; note: () => string } {
  const label = [...document.querySelectorAll('label')].find((it) => it.textContent.replace('*', '') === title);
  const element = document.getElementById(label?.getAttribute('for') ?? '') as HTMLInputElement;
  return {
    element,
    type: async (text) => { element.focus(); element.value = text; element.dispatchEvent(new Event('input', { bubbles: true })); await flushPromises(); },
    leave: async () => { element.dispatchEvent(new FocusEvent('blur')); element.dispatchEvent(new FocusEvent('focusout', { bubbles: true })); await flushPromises(); await vi.advanceTimersByTimeAsync(200); },
    note: () => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? '',
  };
}

const press = async (keys: string) => { keysNow.findLast((it) => it.keys === keys)?.run(); await flushPromises(); };
const button = (name: string) => [...document.querySelectorAll('button')].find((it) => it.textContent.trim() === name);
const click = async (name: string) => { button(name)?.click(); await flushPromises(); };

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  records.check.mockReset().mockImplementation(() => Promise.resolve(answer));
  records.save.mockReset().mockResolvedValue(saved);
  records.keepDraft.mockReset().mockResolvedValue(null);
  answer = { problems: [], echoes: {}, alike: [] };
  form = { noun: 'retailer', id: null, revision: 0, title: '', draft: draft(), kept: null };
});
afterEach(() => { wrapper?.unmount(); wrapper = undefined; vi.useRealTimers(); });

describe('a form', () => {
  it('shows all wrong fields at once when she saves, goes to the first, and does not save', async () => {
    await opened();
    answer = { ...answer, problems: [error('owner_id_number', '身份证号末位校验不对。'), error('trade_name', '请填写名称。')] };
    await press('Ctrl+S');
    expect(input('名称').note()).toContain('请填写名称。');
    expect(input('身份证号码').note()).toContain('身份证号末位校验不对。');
    expect(document.body.textContent).toContain('有 2 处需要改正');
    expect(document.activeElement).toBe(input('名称').element);
    expect(records.save).not.toHaveBeenCalled();
  });

  it('calls nothing wrong that she has not touched', async () => {
    await opened();
    answer = { ...answer, problems: [error('trade_name', '请填写名称。'), error('valid_to', '没有这一天。')] };
    await input('有效期至').type('11-31');
    await vi.advanceTimersByTimeAsync(200);
    expect(input('有效期至').note()).toBe('');
    await input('有效期至').leave();
    expect(input('有效期至').note()).toContain('没有这一天。');
    expect(input('名称').note()).toBe('');
    expect(input('名称').element.getAttribute('aria-invalid')).toBe('false');
  });

  it('asks once when typing pauses, and the last answer wins', async () => {
    await opened();
    records.check.mockClear();
    let late: (check: Check) => void = () => undefined;
    records.check.mockReturnValueOnce(new Promise((resolve) => { late = resolve; }));
    await input('数量').type('2');
    await input('数量').type('2条');
    await vi.advanceTimersByTimeAsync(200);
    expect(records.check).toHaveBeenCalledTimes(1);
    answer = { ...answer, echoes: { sticks: '460支' } };
    await input('数量').type('2条3包');
    await vi.advanceTimersByTimeAsync(200);
    late({ problems: [], echoes: { sticks: '400支' }, alike: [] });
    await flushPromises();
    expect(input('数量').note()).toBe('460支');
    expect(records.check.mock.lastCall?.[1].fields.sticks).toBe('2条3包');
  });

  it.each([
    ['20110314', '20110314'], ['110314', '110314'], ['3-14', '3-14'], ['今', '今'], ['昨', '昨'], ['２０１１０３１４', '20110314'],
  ])('sends the date %s as typed and shows what it was understood as', async (typed, sent) => {
    await opened();
    answer = { ...answer, echoes: { valid_to: '2011-03-14 星期一' } };
    await input('有效期至').type(typed);
    await input('有效期至').leave();
    expect(input('有效期至').element.value).toBe(sent);
    expect(records.check.mock.lastCall?.[1].fields.valid_to).toBe(sent);
    expect(input('有效期至').note()).toBe('2011-03-14 星期一');
  });

  it('groups an identity number for reading and leaves what is typed alone', async () => {
    await opened();
    answer = { ...answer, echoes: { owner_id_number: '男，1975年3月2日生' } };
    await input('身份证号码').type('61999919750302123ｘ');
    await input('身份证号码').leave();
    expect(input('身份证号码').element.value).toBe('61999919750302123X');
    expect(input('身份证号码').note()).toBe('619999 19750302 123X　男，1975年3月2日生');
  });

  it('neither checks nor saves nor walks on while an input method composes', async () => {
    await opened();
    records.check.mockClear();
    const { element } = input('名称');
    element.focus();
    element.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    element.value = 'hao';
    element.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await vi.advanceTimersByTimeAsync(500);
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }));
    expect(document.activeElement).toBe(element);
    expect(records.check).not.toHaveBeenCalled();
    element.value = '好再来';
    element.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await vi.advanceTimersByTimeAsync(500);
    expect(records.check).toHaveBeenCalledTimes(1);
    expect(records.check.mock.lastCall?.[1].fields.trade_name).toBe('好再来');
  });

  it('goes to the next field on Enter, and stays in a long text', async () => {
    await opened();
    input('名称').element.focus();
    input('名称').element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    expect(document.activeElement).toBe(input('身份证号码').element);
    const long = input('备注').element;
    long.focus();
    const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    long.dispatchEvent(enter);
    expect(enter.defaultPrevented).toBe(false);
    expect(records.save).not.toHaveBeenCalled();
  });

  it('takes a choice by the initials of its pinyin', async () => {
    await opened();
    await input('分类').type('zd');
    await input('分类').leave();
    expect(input('分类').element.value).toBe('重点监控户');
  });

  it('saves, drops the draft and says so', async () => {
    await opened(null, { trade_name: '好再来' });
    await press('Ctrl+S');
    expect(records.save).toHaveBeenCalledWith(null, 0, expect.objectContaining({ fields: expect.objectContaining({ trade_name: '好再来' }) as unknown }), null);
    expect(records.dropDraft).toHaveBeenCalled();
    expect(desk.saved).toHaveBeenCalledWith(saved);
  });

  it('saves and opens an empty form', async () => {
    await opened();
    await input('名称').type('好再来');
    await press('Ctrl+Enter');
    expect(desk.saved).toHaveBeenCalledWith(saved);
    expect(input('名称').element.value).toBe('');
    expect(document.activeElement).toBe(input('名称').element);
    await press('Ctrl+S');
    expect(records.save).toHaveBeenCalledTimes(2);
  });

  it('saves once, however often she presses', async () => {
    await opened();
    await Promise.all([press('Ctrl+S'), press('Ctrl+S')]);
    expect(records.save).toHaveBeenCalledTimes(1);
  });

  it('shows what a refused save found wrong beside its field', async () => {
    await opened();
    records.save.mockRejectedValueOnce(refusal('invalid', { trade_name: '名称太长。' }));
    await press('Ctrl+S');
    expect(input('名称').note()).toContain('名称太长。');
    expect(document.body.textContent).toContain('有 1 处需要改正');
  });
});

describe('a draft', () => {
  it('is kept within a second after typing stops, and when the page is hidden or left', async () => {
    await opened();
    await input('名称').type('好');
    await vi.advanceTimersByTimeAsync(1000);
    expect(records.keepDraft).toHaveBeenCalledTimes(1);
    await input('名称').type('好再');
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await flushPromises();
    expect(records.keepDraft).toHaveBeenCalledTimes(2);
    await input('名称').type('好再来');
    wrapper?.unmount();
    wrapper = undefined;
    await flushPromises();
    expect(records.keepDraft.mock.lastCall?.[1].fields.trade_name).toBe('好再来');
  });

  it('is not kept of a form nobody typed into', async () => {
    await opened(null, { trade_name: '好再来' });
    wrapper?.unmount();
    wrapper = undefined;
    await vi.advanceTimersByTimeAsync(2000);
    expect(records.keepDraft).not.toHaveBeenCalled();
  });

  it('is taken up again, can be given up, and found again', async () => {
    form = { ...form, kept: { at: '2026-11-27 16:50', draft: draft({ trade_name: '没存的' }) } };
    await opened();
    expect(input('名称').element.value).toBe('没存的');
    expect(document.body.textContent).toContain('已接上 2026-11-27 16:50 没有保存的内容');
    await click('放弃这些内容');
    expect(input('名称').element.value).toBe('');
    expect(records.dropDraft).toHaveBeenCalled();
    await click('找回');
    expect(input('名称').element.value).toBe('没存的');
  });

  it('does not cover what she came with', async () => {
    form = { ...form, kept: { at: '2026-11-27 16:50', draft: draft({ trade_name: '没存的' }) } };
    await opened(null, { trade_name: '另一户' });
    expect(input('名称').element.value).toBe('另一户');
    await click('接着填那一份');
    expect(input('名称').element.value).toBe('没存的');
  });

  it('stays when she goes back, and she is told', async () => {
    await opened();
    await input('名称').type('好再来');
    await press('Esc');
    expect(desk.note).toHaveBeenCalledWith('没有保存，填的内容留着；下次打开接着填。');
    expect(records.dropDraft).not.toHaveBeenCalled();
  });
});

describe('a record that is there already', () => {
  it('is saved again only with a reason', async () => {
    answer = { ...answer, alike: [other] };
    await opened();
    await press('Ctrl+S');
    expect(records.save).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(input('确认不是重复，理由').element);
    await input('确认不是重复，理由').type('两证一户');
    await press('Ctrl+S');
    expect(records.save).toHaveBeenCalledWith(null, 0, expect.anything(), '两证一户');
  });

  it('in a number that only one may have is wrong, whatever the reason', async () => {
    answer = { ...answer, alike: [other], problems: [error('trade_name', '已登记给“老王烟酒”。')] };
    await opened();
    await press('Ctrl+S');
    expect(input('名称').note()).toContain('已登记给“老王烟酒”。');
    expect(document.body.textContent).toContain('打开');
    expect(document.body.textContent).not.toContain('确认不是重复');
  });

  it('that only looks the same can be told apart, and the program learns it', async () => {
    answer = { ...answer, alike: [{ ...other, exact: false }] };
    await opened();
    await click('不是同一个');
    expect(document.body.textContent).not.toContain('老王烟酒');
    expect(records.distinct).not.toHaveBeenCalled();
    await press('Ctrl+S');
    expect(records.distinct).toHaveBeenCalledWith('r1', 'r9');
  });
});

describe('a conflict', () => {
  it('keeps what she typed, takes the rest from the other, and names what both changed', async () => {
    form = { ...form, id: 'r1', revision: 1, draft: draft({ trade_name: '好再来', remark: '', sticks: '1条' }) };
    await opened('r1');
    await input('名称').type('好又来');
    records.save.mockRejectedValueOnce(refusal('conflict'));
    await press('Ctrl+S');
    expect(document.querySelector('[role=alert].form-note')?.textContent).toContain('被拒绝');
    form = { ...form, revision: 2, draft: draft({ trade_name: '好运来', remark: '新备注', sticks: '1条' }) };
    await click('载入最新内容，保留我填的');
    expect(input('名称').element.value).toBe('好又来');
    expect(input('备注').element.value).toBe('新备注');
    expect(document.body.textContent).toContain('名称（别人填的：好运来）');
    await press('Ctrl+S');
    expect(records.save.mock.lastCall?.[1]).toBe(2);
  });
});
