// A form on a table of its own: a record with a field of each kind, and a program whose answers a test decides.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { vi } from 'vitest';
import type { Records } from '../src/api/record';
import type { Alike, Check, Draft, Field, FieldKind, FieldProblem, Form, Noun, Saved } from '../src/api/types';
import { stubRoutes } from './routes';
import { keysNow } from '../src/shared/keys';
import type { FormDesk, FormLayout } from '../src/shared/form/layout';
import RecordForm from '../src/shared/form/RecordForm.vue';

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
export const draft = (fields: Record<string, string> = {}): Draft => ({ fields, attendance: [], goods: [], measures: [] });
export const error = (name: string, message: string): FieldProblem => ({ field: name, severity: 'error', code: 'x', message, because: null });
export const saved: Saved = { id: 'r1', number: '1', title: '好再来', revision: 2, warnings: [], done: { op_id: 'o', op: '保存', count: 1 } };
export const other: Alike = { id: 'r9', noun: 'retailer', number: '619999110333', title: '老王烟酒', field: 'trade_name', why: '许可证号相同', exact: true };
export const refusal = (kind: string, fields: Record<string, string> = {}) => Object.assign(new Error('被拒绝'), { kind, fields });

const check = (): Check => ({ problems: [], echoes: {}, alike: [] });
const form = (): Form => ({ noun: 'retailer', id: null, revision: 0, title: '', draft: draft(), kept: null });

/** What the program will say. */
export const says = { answer: check(), form: form() };
let wrapper: VueWrapper | undefined;

export const records = {
  noun: 'retailer' as Noun,
  fields: vi.fn(() => Promise.resolve(FIELDS)),
  form: vi.fn(() => Promise.resolve(says.form)),
  check: vi.fn<(id: string | null, draft: Draft) => Promise<Check>>(),
  save: vi.fn<(id: string | null, revision: number, draft: Draft, reason: string | null) => Promise<Saved>>(),
  keepDraft: vi.fn<(id: string | null, draft: Draft) => Promise<null>>(),
  dropDraft: vi.fn(() => Promise.resolve(null)),
  distinct: vi.fn(() => Promise.resolve(null)),
};
export const desk = { records: records as unknown as Records, today: () => '2026-11-27', saved: vi.fn(), tell: vi.fn(), note: vi.fn(), fail: vi.fn(), beforeLeaving: vi.fn<FormDesk['beforeLeaving']>(() => () => undefined) } satisfies FormDesk;

/** Opens the form. */
export async function opened(id: string | null = null, from: Record<string, string> = {}) {
  const router = stubRoutes();
  await router.push('/about');
  wrapper = mount(RecordForm, { props: { desk, layout, id, from }, global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  // Vue takes no event of the very millisecond in which its listener came.
  await vi.advanceTimersByTimeAsync(1);
  return wrapper;
}

/** The input that a title labels. */
export function input(title: string): { element: HTMLInputElement; type: (text: string) => Promise<void>; leave: () => Promise<void>; note: () => string } {
  const label = [...document.querySelectorAll('label')].find((it) => it.textContent.replace('*', '') === title);
  const element = document.getElementById(label?.getAttribute('for') ?? '') as HTMLInputElement;
  return {
    element,
    type: async (text) => { element.focus(); element.value = text; element.dispatchEvent(new Event('input', { bubbles: true })); await flushPromises(); },
    leave: async () => { element.dispatchEvent(new FocusEvent('blur')); element.dispatchEvent(new FocusEvent('focusout', { bubbles: true })); await flushPromises(); await vi.advanceTimersByTimeAsync(200); },
    note: () => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? '',
  };
}

export const press = async (keys: string) => { keysNow.findLast((it) => it.keys === keys)?.run(); await flushPromises(); };
const button = (name: string) => [...document.querySelectorAll('button')].find((it) => it.textContent.trim() === name);
export const click = async (name: string) => { button(name)?.click(); await flushPromises(); };

/** Takes the form away. */
export function close(): void {
  wrapper?.unmount();
  wrapper = undefined;
}

/** Begins a test: nothing was asked yet, nothing is wrong. */
export function begin(): void {
  vi.useFakeTimers();
  vi.clearAllMocks();
  records.check.mockReset().mockImplementation(() => Promise.resolve(says.answer));
  records.save.mockReset().mockResolvedValue(saved);
  records.keepDraft.mockReset().mockResolvedValue(null);
  Object.assign(says, { answer: check(), form: form() });
}

/** Ends a test. */
export function end(): void {
  close();
  vi.useRealTimers();
}
