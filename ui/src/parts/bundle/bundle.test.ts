import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer } from '../../../fake';
import { call } from '../../api/call';
import { entered } from '../../session';
import CheckBundle from './CheckBundle.vue';
import NextBundle from './NextBundle.vue';
import View from './View.vue';

vi.mock('../../api/call', async (original) => ({
  ...(await original<typeof import('../../api/call')>()),
  call: vi.fn(),
  Channel: class { onmessage = () => undefined; },
}));

const plan = { kind: 'delta', name: '619999-A-000015.zip', stream: 'A', sequence: 15, changes: 0, lines: [], left_out: [], after: '接着第14号数据包' };
const asked = (name: string) => vi.mocked(call).mock.calls.filter(([command]) => command === name).map(([, args]) => args);

describe('bundles', () => {
  beforeEach(() => {
    entered({ rights: ['read', 'bundle'], read_only: false, bureau_code: '619999' } as never);
    vi.mocked(call).mockReset();
    vi.mocked(call).mockImplementation(answer);
  });

  it('lists every finding of a bundle that is not sound, and warns of it', async () => {
    const page = mount(CheckBundle);
    await page.get('.check-file').trigger('click');
    await page.get('.check-key').trigger('click');
    await flushPromises();
    await page.get('.check-run').trigger('click');
    await flushPromises();
    expect(page.text()).toContain('没有通过，查出 2 处问题');
    expect(page.findAll('tbody tr')).toHaveLength(2);
    expect(page.text()).toContain('签名对不上');
  });

  it('checks with our own key when no other is chosen', async () => {
    const page = mount(CheckBundle);
    await page.get('.check-file').trigger('click');
    await flushPromises();
    await page.get('.check-run').trigger('click');
    await flushPromises();
    expect(asked('bundle_verify')).toMatchObject([{ key: null }]);
    expect(page.text()).toContain('核验通过');
  });

  it('forgets the result when another file is chosen', async () => {
    const page = mount(CheckBundle);
    await page.get('.check-file').trigger('click');
    await flushPromises();
    await page.get('.check-run').trigger('click');
    await flushPromises();
    await page.get('.check-file').trigger('click');
    await flushPromises();
    expect(page.text()).not.toContain('核验通过');
  });

  it('says what would be in the next one and what never leaves', async () => {
    const page = mount(NextBundle);
    await flushPromises();
    expect(page.findAll('tbody tr').map((row) => row.text())).toContain('零售户7');
    expect(page.text()).toContain('举报人的姓名、电话、证件号：存在另一个库里');
    await page.get('input[type=radio]:not(:checked)').setValue(true);
    await flushPromises();
    expect(asked('bundle_plan')).toEqual([{ full: false }, { full: true }]);
    expect(page.findAll('tbody tr').map((row) => row.text())).toContain('零售户513');
  });

  it('writes no bundle of nothing', async () => {
    vi.mocked(call).mockResolvedValue(plan);
    const page = mount(NextBundle);
    await flushPromises();
    expect(page.text()).toContain('没有变动');
    expect(page.get('.bundle-export').attributes('disabled')).toBeDefined();
  });

  it('knows that the first one is full', async () => {
    vi.mocked(call).mockResolvedValue({ ...plan, kind: 'full', changes: 9, lines: [{ noun: 'retailer', title: '零售户', count: 3 }], after: '这是本数据流的第一个包，须为全量。' });
    const page = mount(NextBundle);
    await flushPromises();
    const [delta, full] = page.findAll<HTMLInputElement>('input[type=radio]');
    expect(full?.element.checked).toBe(true);
    expect(page.get('.bundle-export').attributes('disabled')).toBeUndefined();
    expect(delta?.element.disabled).toBe(true);
  });

  it('writes the next one where she says, and the ledger has it', async () => {
    const page = mount(View);
    await flushPromises();
    const before = page.findAll('code[title]').length;
    vi.mocked(call).mockImplementation(((command: string, args: Record<string, unknown>) => {
      if (command === 'bundle_export') return Promise.resolve({ name: '619999-A-000015.zip', path: `${args.folder as string}/619999-A-000015.zip` });
      return answer(command, args);
    }) as never);
    await page.get('.bundle-export').trigger('click');
    await flushPromises();
    expect(asked('bundle_export')).toMatchObject([{ full: false, folder: '/media/usb' }]);
    expect(page.text()).toContain('已导出 619999-A-000015.zip');
    expect(asked('bundle_list')).toHaveLength(2);
    expect(before).toBe(14);
  });
});
