import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import SlotList from './SlotList.vue';
import { placesOf } from './places';

const slot = (title: string, required: boolean, later = '') => ({ title, required, later, article: later && `依据${title}`, attachment: null });

describe('the places of a record', () => {
  it('say what is missing, and of what is still to come when it will be asked for and by which article', () => {
    const places = placesOf({ slots: [slot('立案报告表', true), slot('行政处罚决定书', false, '决定后应有'), slot('听证笔录', false)], loose: [] });
    const page = mount(SlotList, { props: { places, writable: true, modelValue: '' } });
    expect(page.findAll('.slot-state').map((it) => it.text())).toEqual(['缺', '决定后应有', '未放']);
    expect(page.findAll('.slot-state').map((it) => it.classes('bad'))).toEqual([true, false, false]);
    expect(page.findAll('button').map((it) => it.attributes('title'))).toEqual([undefined, '依据行政处罚决定书', undefined]);
  });
});
