import { flushPromises, mount } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import type { Hit } from '../api/types';
import { text } from '../text';
import SearchBox from './SearchBox.vue';

const hit = (noun: Hit['noun'], id: string, title: string): Hit => ({ noun, id, number: `6199991${id}`, title, matched: 'pinyin' });
const hits = [hit('case', '1', '罗某无证经营案'), hit('retailer', '2', '罗氏商店'), hit('retailer', '3', '罗家超市')];

function shown(search = vi.fn((typed: string) => Promise.resolve(typed === '' ? [] : hits))) {
  const box = mount(SearchBox, { props: { search }, attachTo: document.body });
  return { box, search, input: box.get('input') };
}

describe('the search box', () => {
  it('shows hits in groups, retailers first, with why they match', async () => {
    const { box, input } = shown();
    await input.setValue('罗');
    expect(box.text()).toContain(text.search.short);
    await input.setValue('ls');
    await flushPromises();
    expect(box.findAll('.hits-group').map((it) => it.text())).toEqual(['零售户', '案件']);
    expect(box.findAll('[role=option]').map((it) => it.text())).toEqual([
      '罗氏商店61999912拼音', '罗家超市61999913拼音', '罗某无证经营案61999911拼音',
    ]);
    expect(input.attributes('aria-activedescendant')).toBe('hit-0');
  });

  it('goes by arrows, opens with Enter, leaves with Esc', async () => {
    const { box, input } = shown();
    await input.setValue('罗氏');
    await flushPromises();
    await input.trigger('keydown', { key: 'ArrowDown' });
    await input.trigger('keydown', { key: 'ArrowDown' });
    await input.trigger('keydown', { key: 'ArrowDown' });
    await input.trigger('keydown', { key: 'ArrowUp' });
    expect(box.get('[aria-selected=true]').text()).toContain('罗某无证经营案');
    await input.trigger('keydown', { key: 'Enter' });
    expect(box.emitted('open')).toEqual([[hits[0]]]);
    expect(box.find('.hits').exists()).toBe(false);
    await input.setValue('罗氏');
    await flushPromises();
    await input.trigger('keydown', { key: 'Escape' });
    expect(box.find('.hits').exists()).toBe(false);
    expect(input.element.value).toBe('');
  });

  it('neither searches nor opens while an input method composes', async () => {
    const { box, input, search } = shown();
    input.element.value = 'luo';
    input.element.dispatchEvent(new CompositionEvent('compositionstart'));
    input.element.dispatchEvent(new InputEvent('input', { isComposing: true }));
    await input.trigger('keydown', { key: 'Enter', isComposing: true });
    await flushPromises();
    expect(search).not.toHaveBeenCalled();
    input.element.value = '罗氏';
    input.element.dispatchEvent(new CompositionEvent('compositionend', { data: '罗氏' }));
    await flushPromises();
    expect(search).toHaveBeenLastCalledWith('罗氏');
    await input.trigger('keydown', { key: 'Enter', keyCode: 229 });
    expect(box.emitted('open')).toBeUndefined();
  });

  it('shows the answer to what was typed last, whichever comes last', async () => {
    const late: ((found: Hit[]) => void)[] = [];
    const { box, input } = shown(vi.fn(() => new Promise<Hit[]>((resolve) => { late.push(resolve); })));
    await input.setValue('罗氏');
    await input.setValue('罗家');
    late[1]?.([hit('retailer', '3', '罗家超市')]);
    late[0]?.([hit('retailer', '2', '罗氏商店')]);
    await flushPromises();
    expect(box.findAll('[role=option]').map((it) => it.get('.hit-title').text())).toEqual(['罗家超市']);
  });

  it('opens the first hit when Enter was pressed before the answer came', async () => {
    const late: ((found: Hit[]) => void)[] = [];
    const { box, input } = shown(vi.fn(() => new Promise<Hit[]>((resolve) => { late.push(resolve); })));
    await input.setValue('罗氏');
    await input.trigger('keydown', { key: 'Enter' });
    late[0]?.(hits);
    await flushPromises();
    expect(box.emitted('open')).toEqual([[hits[1]]]);
  });

  it('says what to try when nothing is found', async () => {
    const { box, input } = shown(vi.fn(() => Promise.resolve([])));
    await input.setValue('甲乙丙');
    await flushPromises();
    expect(box.text()).toContain(text.search.nothing('甲乙丙'));
  });
});
