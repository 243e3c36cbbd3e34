import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer } from '../../../fake';
import { called, fakeCall, program } from '../../../fake/program';
import type { Workbench } from '../../api/types';
import { changes } from '../../done';
import { createRoutes } from '../../routes';
import { openSession } from '../../session';
import { words } from './text';
import View from './View.vue';

vi.mock('../../api/call', async (original) => fakeCall(await original()));
// Charts are drawn on a canvas, which is not here.
vi.mock('./plot', () => ({ heightOf: () => 14, plotIn: () => ({ show: vi.fn(), fit: vi.fn(), end: vi.fn() }) }));

async function shown(change: Partial<Workbench> = {}) {
  const desk = { ...(await answer('workbench') as Workbench), ...change };
  program({ workbench: () => desk });
  await openSession();
  const router = createRoutes();
  const page = mount(View, { global: { plugins: [router] } });
  await flushPromises();
  return page;
}

describe('the workbench', () => {
  beforeEach(() => { program(); });

  it('makes each number a link to the records it counts', async () => {
    const page = await shown();
    const link = page.findAll('.count').find((it) => it.text().includes('许可证30日内到期'));
    expect(link?.text()).toContain('14');
    const address = new URL(link?.attributes('href')?.replace('#', '') ?? '', 'http://yihu');
    expect(address.pathname).toBe('/retailer');
    expect(JSON.parse(address.searchParams.get('q') ?? '')).toMatchObject({ due: 'licence_expiring' });
  });

  it('has what is overdue on top, with the days in words and the article', async () => {
    const page = await shown();
    const rows = page.findAll('.due tbody tr').map((it) => it.text());
    expect(rows[0]).toContain('逾期3天');
    expect(rows[0]).toContain('《烟草专卖12313服务规范》第二十条');
    expect(rows[2]).toContain('今天');
    expect(rows[4]).toContain('还有8天');
    expect(page.get('.due tbody a').attributes('href')).toBe('#/hotline/hotline-3');
  });

  it('leads to the forms of kept drafts', async () => {
    const page = await shown();
    expect(page.findAll('.draft a').map((it) => it.attributes('href'))).toEqual(['#/retailer/retailer-2/edit', '#/case/new']);
  });

  it('shows the numbers of a chart as a table, its rows leading to the records', async () => {
    const page = await shown();
    await vi.waitFor(() => { expect(page.findAll('.chart')).toHaveLength(6); });
    const chart = page.findAll('.chart')[2];
    await chart?.get('button').trigger('click');
    expect(chart?.findAll('tbody tr').map((it) => it.text())).toEqual(['守法经营户398', '非重点监控户74', '重点监控户35', '未分类6']);
    const href = decodeURIComponent(chart?.findAll('tbody a')[3]?.attributes('href') ?? '');
    expect(href).toContain('"field":"class","compare":"empty"');
  });

  it('says in the table which unit a row has that the chart has not', async () => {
    const page = await shown();
    await vi.waitFor(() => { expect(page.findAll('.chart')).toHaveLength(6); });
    const chart = page.findAll('.chart')[4];
    await chart?.get('button').trigger('click');
    expect(chart?.findAll('thead th').map((it) => it.text()).slice(1)).toEqual(['检查过的户（户）', '持证户（户）', '检查次数（次）', '户均检查次数（次/户）']);
  });

  it('tells an empty archive what to do first', async () => {
    const desk = await answer('workbench') as Workbench;
    const page = await shown({ counts: desk.counts.map((count) => ({ ...count, value: 0 })), due: [], charts: [] });
    expect(page.text()).toContain(words.empty.title);
    expect(page.text()).toContain(words.empty.import);
    expect(page.text()).toContain(words.due.none);
  });

  it('reads anew when something changed', async () => {
    await shown();
    const before = called.filter(([command]) => command === 'workbench').length;
    changes.value += 1;
    await flushPromises();
    expect(called.filter(([command]) => command === 'workbench').length).toBeGreaterThan(before);
  });
});
