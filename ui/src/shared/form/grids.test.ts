import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import type { Goods, Measure, Presence } from '../../api/types';
import AttendanceGrid from './AttendanceGrid.vue';
import { only } from './choices';
import DayCalendar from './DayCalendar.vue';
import GoodsGrid from './GoodsGrid.vue';
import MeasureGrid from './MeasureGrid.vue';
import { grouped, normal } from './normal';

const person = (name: string, mark = ''): Presence => ({ staff: name, name, mark });

function attendance(people: Presence[]) {
  let now = people;
  const grid = mount(AttendanceGrid, { props: { modelValue: people, 'onUpdate:modelValue': (it: Presence[]) => { now = it; void grid.setProps({ modelValue: it }); } } });
  return { grid, marks: () => now.map((it) => it.mark) };
}

describe('attendance', () => {
  it('is ticked for all at once, and taken back for one', async () => {
    const { grid, marks } = attendance([person('段兰'), person('朱文', '1.5')]);
    await grid.get('button').trigger('click');
    expect(marks()).toEqual(['√', '√']);
    await grid.findAll('[type=checkbox]')[1]?.setValue(false);
    expect(marks()).toEqual(['√', '']);
    expect(grid.text()).toContain('到 1 人，共 2 人');
  });

  it('takes hours of who did not stay to the end', async () => {
    const { grid, marks } = attendance([person('段兰', '√'), person('朱文')]);
    const hours = grid.findAll('[type=text]');
    await hours[0]?.setValue('1.5');
    await hours[1]?.setValue('2');
    expect(marks()).toEqual(['1.5', '2']);
    await hours[0]?.setValue('');
    expect(marks()).toEqual(['√', '2']);
  });
});

describe('goods of a case', () => {
  it('are added, removed and found again', async () => {
    const line: Goods = { brand: '中华', barcode: '', quantity: '2条', price: '', amount: '', authenticity: '', disposition: '' };
    let now = [line];
    const grid = mount(GoodsGrid, { props: { modelValue: now, 'onUpdate:modelValue': (it: Goods[]) => { now = it; void grid.setProps({ modelValue: it }); } } });
    const click = async (name: string) => { await grid.findAll('button').find((it) => (it.attributes('aria-label') ?? it.text()) === name)?.trigger('click'); await nextTick(); };
    await click('添加一行');
    expect(now).toHaveLength(2);
    await grid.get('[aria-label="第2行数量"]').setValue('3包');
    expect(now[1]?.quantity).toBe('3包');
    await click('删除第1行');
    expect(now.map((it) => it.quantity)).toEqual(['3包']);
    await click('找回');
    expect(now.map((it) => it.quantity)).toEqual(['2条', '3包']);
  });
});

describe('the calendar', () => {
  it.each([['ArrowLeft', '2026-02-27'], ['ArrowUp', '2026-02-21'], ['PageUp', '2026-01-28'], ['PageDown', '2026-03-28']])('goes by %s to %s', async (key, day) => {
    const calendar = mount(DayCalendar, { props: { day: '2026-02-28', today: '2026-11-27' } });
    await calendar.get('[data-here=true]').trigger('keydown', { key });
    await calendar.get('[data-here=true]').trigger('click');
    expect(calendar.emitted('pick')).toEqual([[day]]);
  });

  it('stays in the shorter month', async () => {
    const calendar = mount(DayCalendar, { props: { day: '2026-01-31', today: '2026-11-27' } });
    await calendar.get('[data-here=true]').trigger('keydown', { key: 'PageDown' });
    await calendar.get('[data-here=true]').trigger('click');
    expect(calendar.emitted('pick')).toEqual([['2026-02-28']]);
  });
});

describe('what is typed', () => {
  it.each([
    ['id_card', '６１９９９９ 19750302 123ｘ', '61999919750302123X'],
    ['id_card', '61999919750302123×', '61999919750302123X'],
    ['phone', '１３９ 1234 5678', '13912345678'],
    ['licence_no', ' 619999 110111 ', '619999110111'],
    ['sticks', '２条３包', '2条3包'],
    ['text', '好再来　商店', '好再来 商店'],
    ['long', '第一行\n　第二行', '第一行\n　第二行'],
  ] as const)('in a field of kind %s: %j is put right when it is left', (kind, typed, put) => {
    expect(normal(kind, typed)).toBe(put);
  });

  it('of an identity number is grouped as far as it goes', () => {
    expect(grouped('6199991975')).toBe('619999 1975');
  });

  it.each([['重点', '重点监控户'], ['sf', '守法经营户'], ['fz', '非重点监控户'], ['监控', undefined], ['户', undefined], ['x', undefined]])('%s means the choice %s', (typed, choice) => {
    expect(only(['守法经营户', '非重点监控户', '重点监控户'], typed)).toBe(choice);
  });
});

describe('measures about a vendor', () => {
  it('take several authorities in one line, and stand in the order in which they were added', async () => {
    const line: Measure = { kind: '告诫', on: '2026-03-01', agencies: '', case_no: '', note: '' };
    let now = [line];
    const grid = mount(MeasureGrid, { props: { modelValue: now, 'onUpdate:modelValue': (it: Measure[]) => { now = it; void grid.setProps({ modelValue: it }); } } });
    expect(grid.findAll('th').map((it) => it.text())).toEqual(['处理措施', '处理日期', '联合部门', '立案案号', '结果']);
    await grid.findAll('button').find((it) => it.text() === '添加一行')?.trigger('click');
    await nextTick();
    await grid.get('[aria-label="第2行处理日期"]').setValue('4-2');
    await grid.get('[aria-label="第2行联合部门"]').setValue('公安、市场监管');
    expect(now.map((it) => it.on)).toEqual(['2026-03-01', '4-2']);
    expect(now[1]?.agencies).toBe('公安、市场监管');
  });
});
