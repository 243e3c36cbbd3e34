import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from '../../api/call';
import type { AlikePairs, Merge } from '../../api/types';
import { createRoutes } from '../../routes';
import { entered } from '../../session';
import View from './View.vue';

vi.mock('../../api/call', async (original) => ({
  ...(await original<typeof import('../../api/call')>()),
  call: vi.fn(),
}));

const one = { id: 'r1', number: '619999110001', title: '好再来商店' };
const other = { id: 'r2', number: '619999110002', title: '好再来烟酒店' };
const found: AlikePairs = { rows: [{ one, other, why: '联系电话相同' }], total: 1 };
const plan: Merge = {
  kept: { ...one, revision: 2, holds: '许可证 1' },
  away: { ...other, revision: 3, holds: '许可证 1 · 案件 2' },
  fields: [
    { name: 'phone', title: '联系电话', kept: '13900000001', away: '13900000001', differs: false },
    { name: 'trade_name', title: '户名', kept: one.title, away: other.title, differs: true },
    { name: 'town', title: '乡镇', kept: '', away: '城关镇', differs: false },
  ],
  both: ['营业执照'],
};

async function opened(chosen: boolean) {
  vi.mocked(call).mockImplementation(async (command) => {
    await Promise.resolve();
    return command === 'retailer_pairs' ? found : command === 'retailer_beside' ? plan : { op_id: 'op', op: '合并零售户', count: 5 };
  });
  const router = createRoutes();
  const page = mount(View, { props: { kept: chosen ? 'r1' : null, away: chosen ? 'r2' : null }, global: { plugins: [router] } });
  await flushPromises();
  return { page, router };
}

describe('the page of files that may be of one retailer', () => {
  beforeEach(() => {
    entered({ rights: ['read', 'edit_retailer'], read_only: false } as never);
    vi.mocked(call).mockReset();
  });

  it('tells two files apart, and asks no more', async () => {
    const { page } = await opened(false);
    expect(page.text()).toContain('联系电话相同');
    await page.get('[aria-label="不是同一户：好再来商店 与 好再来烟酒店"]').trigger('click');
    await flushPromises();
    expect(call).toHaveBeenCalledWith('record_distinct', { noun: 'retailer', id: 'r1', other: 'r2' });
  });

  it('lays on top what differs, and says what comes from the other', async () => {
    const { page } = await opened(true);
    const rows = page.findAll('section[aria-label="并排核对"] tbody tr').map((row) => row.text());
    expect(rows[0]).toContain('户名');
    expect(rows.find((row) => row.startsWith('乡镇'))).toContain('补入');
    expect(page.text()).toContain('两户都有的附件：营业执照');
  });

  it('merges with what was chosen, at the revisions that were seen', async () => {
    const { page } = await opened(true);
    await page.get('[aria-label="户名采用：好再来烟酒店"]').setValue();
    await page.findAll('button').find((it) => it.text() === '合并成一户')?.trigger('click');
    await flushPromises();
    expect(call).toHaveBeenCalledWith('retailer_merge', { kept: 'r1', keptRevision: 2, away: 'r2', awayRevision: 3, taken: ['trade_name'] });
  });

  it('offers nothing that changes to one who may only read', async () => {
    entered({ rights: ['read'], read_only: false } as never);
    const { page } = await opened(true);
    const buttons = page.findAll('button').map((it) => it.text());
    expect(buttons).not.toContain('合并成一户');
    expect(buttons).not.toContain('不是同一户');
  });
});
