import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from '../../api/call';
import type { VerifyKind, VerifyReport } from '../../api/types';
import { createRoutes } from '../../routes';
import { entered } from '../../session';
import View from './View.vue';

vi.mock('../../api/call', async (original) => ({
  ...(await original<typeof import('../../api/call')>()),
  call: vi.fn(),
  Channel: class { onmessage = () => undefined; },
}));

const fine: VerifyReport = { ok: true, damaged: false, checked: [{ title: '零售户', count: 513 }], kinds: [], said: '2026-11-27 16:50 体检，用时3秒' };
const kind = (code: string, message: string, id: string | null = null, needs = true): VerifyKind => ({
  code, title: `${code}一类`, needs, count: 1, findings: [{ message, noun: id === null ? null : 'retailer', id }],
});

async function checked(report: VerifyReport) {
  vi.mocked(call).mockResolvedValue(report);
  const page = mount(View, { global: { plugins: [createRoutes()] } });
  await page.get('.verify-run').trigger('click');
  await flushPromises();
  return page;
}

describe('the check-up of the data', () => {
  beforeEach(() => {
    entered({ rights: ['read', 'rebuild'], read_only: false } as never);
    vi.mocked(call).mockReset();
  });

  it('says when all is well, and what was looked at in numbers', async () => {
    const page = await checked(fine);
    expect(page.get('.result').text()).toContain('全部正常');
    expect(page.get('.checked').text()).toContain('零售户513');
  });

  it('says when it was, and tells what needs nothing done as that', async () => {
    const page = await checked({ ...fine, kinds: [kind('kept_for_a_reason', '零售户“好再来”的身份证号按原因保留。', 'r1', false)] });
    expect(page.get('.result').text()).toContain('2026-11-27 16:50 体检，用时3秒');
    expect(page.text()).toContain('不必处理，供核对');
    expect(page.text()).not.toContain('要处理的');
  });

  it('links a finding to its record, and only where there is one', async () => {
    const page = await checked({ ...fine, ok: false, damaged: true, kinds: [kind('attachment_missing', '附件“营业执照”不见了。', 'r1'), kind('attachment_orphan', '有一个附件没有记录指向它。')] });
    const items = page.findAll('.findings li');
    expect(items[0]?.get('a').attributes('href')).toBe('#/retailer/r1');
    expect(items[1]?.find('a').exists()).toBe(false);
    expect(page.text()).toContain('有内容损坏');
  });

  it('offers to rebuild the search only when the search is stale', async () => {
    const page = await checked({ ...fine, ok: false, kinds: [kind('search_stale', '有2条记录搜不到。')] });
    expect(page.text()).toContain('没有损坏');
    vi.mocked(call).mockClear();
    vi.mocked(call).mockResolvedValue(fine);
    await page.get('.verify-rebuild').trigger('click');
    await flushPromises();
    expect(vi.mocked(call).mock.calls[0]?.[1]).toMatchObject({ rebuild: true });
    expect(page.find('.verify-rebuild').exists()).toBe(false);
  });

  it('puts what is to be dealt with before the rest, each kind with how many there are, a long one folded', async () => {
    const many = Array.from({ length: 8 }, (_, n) => ({ message: `检查记录第${String(n)}条`, noun: null, id: null }));
    const page = await checked({ ...fine, ok: false, kinds: [
      { ...kind('visit_alone', ''), title: '检查只有一名检查人', count: 31, findings: many },
      kind('case_order', '案件送达日期早于处罚决定日期。', 'c1'),
      kind('case_gap', '缺第5号。', 'c2', false),
    ] });
    expect(page.get('.result').text()).toContain('查出 32 处要处理');
    expect(page.findAll('h2').map((it) => it.text()).slice(0, 2)).toEqual(['要处理的', '不必处理，供核对']);
    const kinds = page.findAll('.kind');
    expect(kinds[0]?.get('summary').text()).toBe('检查只有一名检查人 31 处');
    expect(kinds.map((it) => it.attributes('open') !== undefined)).toEqual([false, true, true]);
  });
});
