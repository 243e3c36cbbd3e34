import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answers } from '../../../fake';
import { stubRoutes } from '../../../fake/routes';
import type { GapQuery } from '../../api/types';
import View from './View.vue';

const list = vi.fn((_query: GapQuery, offset: number, limit: number) => Promise.resolve(answers.gap_list?.({ query: _query, offset, limit })));
vi.mock('../../api/gap', () => ({
  show: () => Promise.resolve(answers.gap_show?.({})),
  list: (query: GapQuery, offset: number, limit: number) => list(query, offset, limit),
  preview: () => Promise.resolve(answers.gap_preview?.({})),
  exportGaps: () => Promise.resolve(1),
}));

async function opened(address = '/gap') {
  const router = stubRoutes();
  await router.push(address);
  const page = mount(View, { global: { plugins: [router] } });
  await flushPromises();
  return { page, last: () => list.mock.lastCall?.[0] };
}

beforeEach(() => { list.mockClear(); });

describe('the page of gaps', () => {
  it('shows each rate with its numerator and denominator, and each slot as a link to its place', async () => {
    const { page } = await opened();
    expect(page.text()).toContain('资料齐全率');
    expect(page.text()).toContain('3204 / 3591');
    const slot = page.find('.slots a').attributes('href') ?? '';
    expect(decodeURIComponent(slot)).toContain('slot=申请表');
  });

  it('opens with what the workbench counted', async () => {
    expect((await opened('/gap?gap=unclear')).last()).toMatchObject({ gap: 'unclear', town: null, slot: null });
  });

  it('goes from a document that is missing to the files that lack it, and from there to one town', async () => {
    const { page, last } = await opened();
    await page.get('#tab-documents').trigger('click');
    await page.get('.number .form-link').trigger('click');
    await flushPromises();
    expect(last()).toMatchObject({ gap: 'missing', noun: 'retailer', slot: '身份证复印件' });
    await page.findAll('select')[0]?.setValue('town 永安镇');
    await flushPromises();
    expect(last()).toMatchObject({ town: '永安镇', slot: '身份证复印件' });
    await page.findAll('input[type=radio]')[2]?.setValue(true);
    await flushPromises();
    expect(last()).toMatchObject({ gap: 'unchecked', town: '永安镇', slot: null });
  });
});
