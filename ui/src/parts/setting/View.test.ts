import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { called, fakeCall, program } from '../../../fake/program';
import { openSession, settings } from '../../session';
import { words } from './text';
import View from './View.vue';

vi.mock('../../api/call', async (original) => fakeCall(await original()));

async function shown() {
  await openSession();
  const page = mount(View, { attachTo: document.body });
  await flushPromises();
  called.length = 0;
  return page;
}

const saved = () => called.filter(([command]) => command === 'desk_settings_save').map(([, args]) => args['settings']);

describe('the settings', () => {
  beforeEach(() => { program(); });

  it('change the text size at once, and keep it', async () => {
    const page = await shown();
    await page.get('#text-size').setValue('130');
    expect(settings.value?.text_percent).toBe(130);
    expect(saved().at(-1)).toMatchObject({ text_percent: 130 });
    expect(page.text()).toContain('130%');
    await page.get('#text-size').setValue('100');
  });

  it('take printing offsets in millimetres, and refuse what is none', async () => {
    const page = await shown();
    const [right] = page.findAll('.offsets input');
    await right?.setValue('1.5');
    await right?.trigger('focusout');
    expect(saved().at(-1)).toMatchObject({ print_offset_x: 15, print_offset_y: 0 });
    await right?.setValue('一点五');
    await right?.trigger('focusout');
    expect(page.get('[role=alert]').text()).toBe(words.print.bad);
    expect(saved()).toHaveLength(1);
  });

  it('go back to what was when they cannot be kept', async () => {
    const page = await shown();
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the program refuses
    program({ desk_settings_save: () => { throw { kind: 'internal', message: '设置没有存上：磁盘已满。', fields: {} }; } });
    await page.get('#idle').setValue('30');
    await flushPromises();
    expect(settings.value?.idle_minutes).toBe(10);
  });

  it('say beside the name of the bureau what is wrong with it', async () => {
    const page = await shown();
    const [name] = page.findAll('.bureau input');
    await name?.setValue('');
    await page.get('.bureau').trigger('submit');
    await flushPromises();
    expect(page.get('.bureau [role=alert]').text()).toBe('请填单位名称。');
  });

  it('have the rules by which a class is proposed, each to be switched off, and say at the rule what is wrong', async () => {
    const page = await shown();
    const [on, months] = page.findAll('.rules fieldset input');
    expect((months?.element as HTMLInputElement).value).toBe('12');
    await months?.setValue('很久');
    await page.get('.rules').trigger('submit');
    await flushPromises();
    expect(page.get('.rules [role=alert]').text()).toContain('请填1到60之间的整数');
    await months?.setValue('6');
    await on?.setValue(false);
    await page.get('.rules').trigger('submit');
    await flushPromises();
    expect(called.findLast(([command]) => command === 'class_rules_save')?.[1]).toMatchObject({ draft: { rules: { case_filed: { on: false, months: '6' } }, revision: 1 } });
  });

  it('say which year of holidays is missing, and take it in', async () => {
    const page = await shown();
    expect(page.get('.calendar [role=status]').text()).toContain('没有2027年');
    program({ desk_pick: () => ['/tmp/2027.json'] });
    await page.get('[data-calendar-import]').trigger('click');
    await flushPromises();
    expect(called.find(([command]) => command === 'calendar_import')?.[1]).toEqual({ path: '/tmp/2027.json' });
    expect(page.find('.calendar [role=status]').exists()).toBe(false);
    expect(page.get('.calendar').text()).toContain(words.calendar.own);
  });
});
