import { flushPromises, mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import type { Hit, Tie } from '../../api/types';
import TiePanel from './TiePanel.vue';

const hits: Hit[] = [
  { noun: 'retailer', id: 'r7', number: '619999110007', title: '熊家副食店', matched: 'name' },
  { noun: 'case', id: 'c1', number: '潼烟立〔2026〕第1号', title: '熊家案', matched: 'name' },
];
const ties: Tie[] = [
  { noun: 'retailer', title: '零售户', tied: null },
  { noun: 'case', title: '案件', tied: { id: 'c9', number: '潼烟立〔2026〕第9号', title: '李记案' } },
];
const find = vi.fn(() => Promise.resolve(hits));
const opened = (writable = true) => mount(TiePanel, { props: { ties, writable, find } });
const button = (page: ReturnType<typeof opened>, text: string) => page.findAll('button').find((it) => it.text().includes(text));

it('a report is tied to a record of the asked noun that was found by a few characters', async () => {
  const page = opened();
  await button(page, '关联…')?.trigger('click');
  await page.get('input').setValue('熊');
  expect(find).not.toHaveBeenCalled();
  await page.get('input').setValue('熊家');
  await flushPromises();
  expect(page.findAll('.tie-hits button').map((it) => it.text())).toEqual(['619999110007 熊家副食店']);
  await button(page, '熊家副食店')?.trigger('click');
  expect(page.emitted('tie')).toEqual([['retailer', 'r7']]);
  expect(page.find('input').exists()).toBe(false);
});

it('a report is untied, and by nobody who may only read', async () => {
  const page = opened();
  await button(page, '解除')?.trigger('click');
  expect(page.emitted('tie')).toEqual([['case', null]]);
  expect(opened(false).findAll('button')).toEqual([]);
});

it('nothing is looked for while an input method composes', async () => {
  find.mockClear();
  const page = opened();
  await button(page, '关联…')?.trigger('click');
  const box = page.get('input');
  box.element.value = 'xiong';
  box.element.dispatchEvent(new InputEvent('input', { isComposing: true }));
  expect(find).not.toHaveBeenCalled();
});
