import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { answer } from '../../../fake';
import { call, Problem } from '../../api/call';
import * as session from '../../session';
import View from './View.vue';

vi.mock('../../api/call', async (original) => ({
  ...(await original<typeof import('../../api/call')>()),
  call: vi.fn(),
  Channel: class { onmessage = () => undefined; },
}));

async function opened(month: string) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: View }] });
  await router.push(`/?month=${month}`);
  const page = mount(View, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  return page;
}

const exports = () => vi.mocked(call).mock.calls.filter(([command]) => command === 'selfcheck_export');

describe('the self-check of a month', () => {
  beforeEach(() => {
    session.entered({ rights: ['read', 'print', 'bundle', 'sign'], read_only: false } as never);
    vi.mocked(call).mockReset();
    vi.mocked(call).mockImplementation(((command: string, args: Record<string, unknown>) =>
      command === 'selfcheck_export' ? Promise.resolve([`${String(args.folder)}/自查报告.pdf`]) : answer(command, args)) as never);
  });

  it('shows every figure with numerator and denominator, and — where there is nothing to divide by', async () => {
    const page = await opened('2026-10');
    const rows = page.findAll('tbody tr').map((row) => row.text());
    expect(rows[0]).toContain('案件移送率—00');
    expect(rows.some((row) => row.includes('培训达标率62.50%58100%✗ 未达标'))).toBe(true);
    page.unmount();
  });

  it('is not signed before the month is typed', async () => {
    const page = await opened('2026-10');
    await page.get('.month-sign').trigger('click');
    const yes = () => page.get('.sign-yes').attributes('disabled');
    expect(yes()).toBeDefined();
    await page.get('#sign-month').setValue('2026-09');
    expect(yes()).toBeDefined();
    expect(page.text()).toContain('月份不对');
    await page.get('#sign-month').trigger('keydown', { key: 'Enter' });
    expect(exports()).toHaveLength(0);
    for (const month of ['２０２６年１０月', '202610', '2026-10']) {
      await page.get('#sign-month').setValue(month);
      expect(yes()).toBeUndefined();
    }
    await page.get('.sign-yes').trigger('click');
    await flushPromises();
    expect(exports()[0]?.[1]).toMatchObject({ period: '2026-10', sign: true, folder: '/media/usb' });
    expect(page.text()).toContain('/media/usb/自查报告.pdf');
    page.unmount();
  });

  it('leaves without a signature when only the package is asked for', async () => {
    const page = await opened('2026-10');
    await page.get('.month-export').trigger('click');
    await flushPromises();
    expect(exports()[0]?.[1]).toMatchObject({ sign: false });
    page.unmount();
  });

  it('offers no second signature, and says who signed', async () => {
    const page = await opened('2026-09');
    expect(page.find('.month-sign').exists()).toBe(false);
    expect(page.text()).toContain('王芳 于');
    page.unmount();
  });

  it('reads the month anew when signing was refused half way', async () => {
    vi.mocked(call).mockImplementation(((command: string, args: Record<string, unknown>) =>
      command === 'selfcheck_export' ? Promise.reject(new Problem('已签署结月，但报告没有写全。')) : answer(command, args)) as never);
    const page = await opened('2026-10');
    await page.get('.month-sign').trigger('click');
    await page.get('#sign-month').setValue('2026-10');
    vi.mocked(call).mockClear();
    await page.get('.sign-yes').trigger('click');
    await flushPromises();
    expect(session.session.problem).toBe('已签署结月，但报告没有写全。');
    expect(vi.mocked(call).mock.calls.map(([command]) => command)).toContain('selfcheck_show');
    page.unmount();
  });
});
