import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answers } from '../../../fake';
import { stubRoutes } from '../../../fake/routes';
import { session as info } from '../../../fake/desk.answers';
import { entered } from '../../session';
import Month from './Month.vue';

const month = vi.fn((period: string) => Promise.resolve(answers.diary_month?.({ period })));
const book = vi.fn<(officer: string, period: string) => Promise<unknown>>((officer) => Promise.resolve(answers.diary_book?.({ officer })));
vi.mock('../../api/diary', () => ({ month: (period: string) => month(period), book: (officer: string, period: string) => book(officer, period) }));

async function opened() {
  entered({ ...info });
  const router = stubRoutes();
  await router.push('/diarymonth');
  const page = mount(Month, { global: { plugins: [router], stubs: { PdfDialog: true } } });
  await flushPromises();
  return page;
}

beforeEach(() => { month.mockClear(); book.mockClear(); });

describe('a month of diaries', () => {
  it('shows this month, officer by officer, with the days that have none', async () => {
    const page = await opened();
    expect(month.mock.lastCall).toEqual(['2026-11']);
    expect(page.findAll('tbody tr')).toHaveLength(3);
    expect(page.text()).toContain('2天：4日、17日');
    expect(page.text()).toContain('本局设置');
  });

  it('leads from a number to the diaries behind it', async () => {
    const page = await opened();
    const href = decodeURIComponent(page.findAll('.counted')[1]?.attributes('href') ?? '');
    expect(href).toContain('待审批');
    expect(href).toContain('2026-11-30');
  });

  it('asks for another month, and for one officer’s book of it', async () => {
    const page = await opened();
    await page.get('select').setValue('2026-10');
    await flushPromises();
    expect(month.mock.lastCall).toEqual(['2026-10']);
    await page.get('.form-link').trigger('click');
    await flushPromises();
    expect(book.mock.lastCall).toEqual(['段兰', '2026-10']);
  });
});
