import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { called, fakeCall, program } from '../../../fake/program';
import { createRoutes } from '../../routes';
import { entered, openSession } from '../../session';
import { text } from './text';
import View from './View.vue';

vi.mock('../../api/call', async (original) => fakeCall(await original()));

async function opened() {
  const page = mount(View, { global: { plugins: [createRoutes()] }, attachTo: document.body });
  await flushPromises();
  called.length = 0;
  return page;
}

const last = (command: string) => called.filter(([name]) => name === command).at(-1)?.[1];

describe('the page of proposed classes', () => {
  beforeEach(async () => {
    program();
    await openSession();
    entered({ rights: ['read', 'decide', 'sheet'], read_only: false } as never);
  });

  it('shows the classes with their sum, each a link, and each rule with how many shops it speaks of', async () => {
    const page = await opened();
    expect(page.get('.classes').text().replace(/\s+/g, '')).toBe('守法经营户398＋非重点监控户74＋重点监控户35＋未分类6＝合计513户');
    expect(decodeURIComponent(page.findAll('.classes a')[3]?.attributes('href') ?? '')).toContain('"compare":"empty"');
    expect(page.text()).toContain('12个月内有案件1起以上');
    expect(page.text()).toContain('新办证（不用）');
    await page.get(`[aria-label$="${text.rules.only('有案件')}"]`).trigger('click');
    await flushPromises();
    expect(last('class_list')).toMatchObject({ query: { rule: 'case_filed', to: '', town: '' }, offset: 0 });
  });

  it('leads from each proposal to the shop and to what it stands on', async () => {
    const page = await opened();
    const links = page.findAll(`[aria-label="${text.label}"] tbody tr`)[0]?.findAll('a').map((it) => it.attributes('href'));
    expect(links?.[0]).toMatch(/^#\/retailer\//);
    expect(links?.[1]).toMatch(/^#\/case\//);
  });

  it('follows the ticked proposals as they were seen, and asks for a reason to keep one', async () => {
    const page = await opened();
    const boxes = page.findAll('tbody input[type=checkbox]');
    await boxes[0]?.setValue(true);
    await boxes[1]?.setValue(true);
    expect(page.text()).toContain(text.bar.ticked(2));
    await page.get('[data-test=keep]').trigger('click');
    await flushPromises();
    expect(page.get('.decide [role=alert]').text()).toContain('请写明理由');
    await page.get('.decide input').setValue('局务会研究同意');
    await page.get('[data-test=accept]').trigger('click');
    await flushPromises();
    const sent = last('class_accept') as { picks: { id: string; to: string }[]; note: string };
    expect([sent.picks.length, sent.picks[0]?.to, sent.note]).toEqual([2, '重点监控户', '局务会研究同意']);
    expect(page.find('.decide').exists()).toBe(false);
  });

  it('ticks all that were found, page after page', async () => {
    const page = await opened();
    await page.findAll('tbody input[type=checkbox]')[0]?.setValue(true);
    await page.get('[data-test=tick-all]').trigger('click');
    await flushPromises();
    const of = (last('class_list')?.limit as number) > 50;
    expect(of).toBe(true);
    expect(page.get('.decide strong').text()).toMatch(/已勾选 \d\d 户/);
  });

  it('offers no decision to one who may not decide, and says who does', async () => {
    entered({ rights: ['read', 'sheet'], read_only: false } as never);
    const page = await opened();
    expect(page.findAll('tbody input[type=checkbox]')).toHaveLength(0);
    expect(page.text()).toContain('局领导、专卖股长');
  });
});
