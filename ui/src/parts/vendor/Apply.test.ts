import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from '../../api/call';
import type { VendorPlan } from '../../api/types';
import { stubRoutes } from '../../../fake/routes';
import { entered } from '../../session';
import Apply from './Apply.vue';

vi.mock('../../api/call', async (original) => ({
  ...(await original<typeof import('../../api/call')>()),
  call: vi.fn(),
}));

const plan: VendorPlan = {
  revision: 2, title: '段兰', state: '已告诫', became: null, applied_on: '2026-11-27',
  fields: [{ title: '企业（字号）名称', text: '兰兰小卖部' }, { title: '负责人', text: '段兰' }],
  retailers: [{ retailer: { id: 'r1', number: '619999110001', title: '好再来' }, why: '身份证号相同', licence: '注销', mark: 'info' }],
};

async function opened(changed: Partial<VendorPlan> = {}) {
  vi.mocked(call).mockImplementation(async (command) => {
    await Promise.resolve();
    return command === 'vendor_plan' ? { ...plan, ...changed } : { retailer: 'r1', matter: 'm1', done: { op_id: 'o', op: '无证户办证', count: 3 } };
  });
  const router = stubRoutes();
  const page = mount(Apply, { props: { id: 'v1' }, global: { plugins: [router] } });
  await flushPromises();
  const press = async () => { await page.get('form').trigger('submit'); await flushPromises(); };
  return { page, press };
}

describe('a vendor without a licence that is to get one', () => {
  beforeEach(() => {
    entered({ rights: ['read', 'edit_vendor', 'edit_retailer', 'edit_matter'], read_only: false } as never);
    vi.mocked(call).mockReset();
  });

  it('is offered the retailer that it is', async () => {
    const { page, press } = await opened();
    expect(page.text()).toContain('身份证号相同');
    expect(page.find('.made').exists()).toBe(false);
    await press();
    expect(call).toHaveBeenCalledWith('vendor_apply', { id: 'v1', revision: 2, retailer: 'r1', appliedOn: '2026-11-27' });
  });

  it('becomes a new one when it is none of them, and shows what would be made', async () => {
    const { page, press } = await opened();
    await page.get('input[type=radio][value=""]').setValue();
    expect(page.get('.made').text()).toContain('兰兰小卖部');
    await press();
    expect(call).toHaveBeenCalledWith('vendor_apply', { id: 'v1', revision: 2, retailer: null, appliedOn: '2026-11-27' });
  });

  it('leads to its retailer once it is one', async () => {
    const { page } = await opened({ became: { id: 'r9', number: '619999110009', title: '兰兰小卖部' } });
    expect(page.find('form').exists()).toBe(false);
    expect(page.get('a[href="/retailer/r9"]').text()).toContain('兰兰小卖部');
  });

  it('is only looked at by one who may not register retailers', async () => {
    entered({ rights: ['read', 'edit_vendor'], read_only: false } as never);
    const { page } = await opened();
    expect(page.find('button').exists()).toBe(false);
    expect(page.text()).toContain('请内勤或专卖股长办');
  });
});
