import { describe, expect, it } from 'vitest';
import type { Condition, Field, FieldKind } from '../../api/types';
import { setUp, shownColumns, type ListLayout } from './layout';
import { blank, comparesOf, conditionsOf, conditionWords, isBlank, laidOut, only, readQuery } from './query';

function field(name: string, title: string, kind: FieldKind, choices: string[] = []): Field {
  return { name, title, kind, choices, required: false, listed: true, sortable: true, filtered: true, form: true, secret: false };
}

const state = field('state', '状态', 'choice', ['有效', '停业', '注销']);
const until = field('valid_to', '有效期至', 'day');
const town = field('town', '乡镇', 'text');
const bar = [state, until, town];

describe('conditions between the bar and the program', () => {
  const cases: [string, Condition[]][] = [
    ['one word', [{ field: 'state', compare: 'equals', value: '有效' }]],
    ['several words', [{ field: 'state', compare: 'any_of', value: '有效|停业' }]],
    ['both ends of a range', [{ field: 'valid_to', compare: 'at_least', value: '3-14' }, { field: 'valid_to', compare: 'at_most', value: '2027-1-1' }]],
    ['part of a text', [{ field: 'town', compare: 'contains', value: '城关' }]],
  ];
  it.each(cases)('come back as they were: %s', (_, conditions) => {
    const { values, others } = laidOut(conditions, bar);
    expect(others).toEqual([]);
    expect(conditionsOf(values, bar)).toEqual(conditions);
  });

  it('that do not fit into the bar are left over, none is lost', () => {
    const odd: Condition[] = [
      { field: 'town', compare: 'empty', value: '' },
      { field: 'valid_to', compare: 'at_least', value: '2026-1-1' },
      { field: 'valid_to', compare: 'at_least', value: '2026-2-1' },
      { field: 'phone', compare: 'contains', value: '139' },
    ];
    const { values, others } = laidOut(odd, bar);
    expect(others).toEqual([odd[0], odd[2], odd[3]]);
    expect(conditionsOf(values, bar)).toEqual([odd[1]]);
  });

  it('of blanks only are none', () => {
    const { values } = laidOut([], bar);
    const typed = values.town;
    if (typed !== undefined) typed.text = '  ';
    expect(conditionsOf(values, bar)).toEqual([]);
  });
});

describe('a condition in words', () => {
  it.each<[Condition, string]>([
    [{ field: 'state', compare: 'any_of', value: '有效|停业' }, '状态 是 有效 或 停业'],
    [{ field: 'valid_to', compare: 'at_most', value: '3-14' }, '有效期至 不晚于 3-14'],
    [{ field: 'town', compare: 'empty', value: '' }, '乡镇 没有填'],
  ])('%o', (condition, words) => { expect(conditionWords(condition, bar)).toBe(words); });

  it('offers only comparisons that make sense', () => {
    expect(comparesOf(state)).not.toContain('at_least');
    expect(comparesOf(until)).not.toContain('contains');
  });
});

describe('a query', () => {
  it('from an address is completed; what is none is nothing', () => {
    expect(readQuery('{"due":"case_open"}')).toEqual({ ...blank(), due: 'case_open' });
    for (const none of ['{', '"text"', null, undefined, '7']) expect(readQuery(none)).toBeNull();
  });

  it('that asks for void records only leaves something out', () => {
    expect([isBlank(blank()), isBlank({ ...blank(), removed: 'all' }), isBlank({ ...blank(), removed: 'only' })]).toEqual([true, true, false]);
  });

  it('for ticked records finds them void or not', () => {
    expect(only(blank(), ['a', 'b'])).toMatchObject({ removed: 'all', conditions: [{ field: 'id', compare: 'any_of', value: 'a|b' }] });
  });
});

describe('columns', () => {
  const layout = { columns: [{ field: 'town', width: 6 }, { field: 'state', width: 5 }] } as unknown as ListLayout;
  const secret = { ...field('informant_name', '来电来访人', 'text'), secret: true };

  it('keep the link in front, whatever was kept, and forget fields that are no more', () => {
    const kept = setUp([state, until, town], layout, [{ field: 'gone', width: 9, shown: true }, { field: 'state', width: 7, shown: true }, { field: 'town', width: 8, shown: false }]);
    expect(kept).toEqual([{ field: 'town', width: 8, shown: true }, { field: 'state', width: 7, shown: true }, { field: 'valid_to', width: 9, shown: false }]);
    expect(shownColumns([state, until, town], kept).map((it) => it.field.title)).toEqual(['乡镇', '状态']);
  });

  it('are never of what lies behind the wall', () => {
    expect(setUp([...bar, secret], layout, [{ field: 'informant_name', width: 8, shown: true }]).map((it) => it.field)).not.toContain('informant_name');
  });
});
