import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { begin, click, desk, draft, end, error, input, opened, other, press, records, refusal, saved, says } from '../../../fake/form';
import type { Check } from '../../api/types';

beforeEach(begin);
afterEach(end);

describe('a form', () => {
  it('shows all wrong fields at once when she saves, goes to the first, and does not save', async () => {
    await opened();
    says.answer = { ...says.answer, problems: [error('owner_id_number', '身份证号末位校验不对。'), error('trade_name', '请填写名称。')] };
    await press('Ctrl+S');
    expect(input('名称').note()).toContain('请填写名称。');
    expect(input('身份证号码').note()).toContain('身份证号末位校验不对。');
    expect(document.body.textContent).toContain('有 2 处需要改正');
    expect(document.activeElement).toBe(input('名称').element);
    expect(records.save).not.toHaveBeenCalled();
  });

  it('keeps a doubted number for a reason typed beside it, and hands both on', async () => {
    await opened();
    const doubt = { ...error('owner_id_number', '身份证号末位校验不对。'), because: 'because.owner_id_number' };
    const title = '仍按此填写，原因';
    says.answer = { ...says.answer, problems: [doubt] };
    await input('身份证号码').type('610522199001010018');
    expect(document.querySelector('.field-reason')).toBeNull();
    await input('身份证号码').leave();
    expect(input('身份证号码').note()).toContain('身份证号末位校验不对。');
    await press('Ctrl+S');
    expect(records.save).not.toHaveBeenCalled();
    says.answer = { ...says.answer, problems: [{ ...doubt, severity: 'warning', message: '已按原因保留。' }] };
    await input(title).type('证件上就是这样印的');
    await press('Ctrl+S');
    expect(records.save.mock.lastCall?.[2].fields).toMatchObject({ owner_id_number: '610522199001010018', 'because.owner_id_number': '证件上就是这样印的' });
    expect(input('身份证号码').element.getAttribute('aria-invalid')).toBe('false');
  });

  it('shows the reason of a stored number at once', async () => {
    says.form = { ...says.form, id: 'r1', draft: draft({ owner_id_number: '610522199001010018', 'because.owner_id_number': '老证如此印' }) };
    says.answer = { ...says.answer, problems: [{ ...error('owner_id_number', '已按原因保留。'), severity: 'warning', because: 'because.owner_id_number' }] };
    await opened('r1');
    expect(input('仍按此填写，原因').element.value).toBe('老证如此印');
  });

  it('calls nothing wrong that she has not touched', async () => {
    await opened();
    says.answer = { ...says.answer, problems: [error('trade_name', '请填写名称。'), error('valid_to', '没有这一天。')] };
    await input('有效期至').type('11-31');
    await vi.advanceTimersByTimeAsync(200);
    expect(input('有效期至').note()).toBe('');
    await input('有效期至').leave();
    expect(input('有效期至').note()).toContain('没有这一天。');
    expect(input('名称').note()).toBe('');
    expect(input('名称').element.getAttribute('aria-invalid')).toBe('false');
  });

  it('takes a file that is there already where the record is of another noun', async () => {
    records.noun = 'matter';
    await opened();
    says.answer = { ...says.answer, alike: [{ ...other, field: 'owner_id_number' }] };
    await input('名称').type('老王烟酒');
    await vi.advanceTimersByTimeAsync(200);
    says.answer = { ...says.answer, alike: [] };
    await click('就用这一户');
    await vi.advanceTimersByTimeAsync(200);
    await press('Ctrl+S');
    expect(records.save.mock.lastCall?.[2].fields.retailer).toBe('r9');
    records.noun = 'retailer';
  });

  it('asks once when typing pauses, and the last answer wins', async () => {
    await opened();
    records.check.mockClear();
    let late: (check: Check) => void = () => undefined;
    records.check.mockReturnValueOnce(new Promise((resolve) => { late = resolve; }));
    await input('数量').type('2');
    await input('数量').type('2条');
    await vi.advanceTimersByTimeAsync(200);
    expect(records.check).toHaveBeenCalledTimes(1);
    says.answer = { ...says.answer, echoes: { sticks: '460支' } };
    await input('数量').type('2条3包');
    await vi.advanceTimersByTimeAsync(200);
    late({ problems: [], echoes: { sticks: '400支' }, alike: [] });
    await flushPromises();
    expect(input('数量').note()).toBe('460支');
    expect(records.check.mock.lastCall?.[1].fields.sticks).toBe('2条3包');
  });

  it.each([
    ['20110314', '20110314'], ['110314', '110314'], ['3-14', '3-14'], ['今', '今'], ['昨', '昨'], ['２０１１０３１４', '20110314'],
  ])('sends the date %s as typed and shows what it was understood as', async (typed, sent) => {
    await opened();
    says.answer = { ...says.answer, echoes: { valid_to: '2011-03-14 星期一' } };
    await input('有效期至').type(typed);
    await input('有效期至').leave();
    expect(input('有效期至').element.value).toBe(sent);
    expect(records.check.mock.lastCall?.[1].fields.valid_to).toBe(sent);
    expect(input('有效期至').note()).toBe('2011-03-14 星期一');
  });

  it('groups an identity number for reading and leaves what is typed alone', async () => {
    await opened();
    says.answer = { ...says.answer, echoes: { owner_id_number: '男，1975年3月2日生' } };
    await input('身份证号码').type('61999919750302123ｘ');
    await input('身份证号码').leave();
    expect(input('身份证号码').element.value).toBe('61999919750302123X');
    expect(input('身份证号码').note()).toBe('619999 19750302 123X　男，1975年3月2日生');
  });

  it('neither checks nor saves nor walks on while an input method composes', async () => {
    await opened();
    records.check.mockClear();
    const { element } = input('名称');
    element.focus();
    element.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    element.value = 'hao';
    element.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await vi.advanceTimersByTimeAsync(500);
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }));
    expect(document.activeElement).toBe(element);
    expect(records.check).not.toHaveBeenCalled();
    element.value = '好再来';
    element.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await vi.advanceTimersByTimeAsync(500);
    expect(records.check).toHaveBeenCalledTimes(1);
    expect(records.check.mock.lastCall?.[1].fields.trade_name).toBe('好再来');
  });

  it('goes to the next field on Enter, and stays in a long text', async () => {
    await opened();
    input('名称').element.focus();
    input('名称').element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    expect(document.activeElement).toBe(input('身份证号码').element);
    const long = input('备注').element;
    long.focus();
    const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    long.dispatchEvent(enter);
    expect(enter.defaultPrevented).toBe(false);
    expect(records.save).not.toHaveBeenCalled();
  });

  it('takes a choice by the initials of its pinyin', async () => {
    await opened();
    await input('分类').type('zd');
    await input('分类').leave();
    expect(input('分类').element.value).toBe('重点监控户');
  });

  it('saves, drops the draft and says so', async () => {
    await opened(null, { trade_name: '好再来' });
    await press('Ctrl+S');
    expect(records.save).toHaveBeenCalledWith(null, 0, expect.objectContaining({ fields: expect.objectContaining({ trade_name: '好再来' }) as unknown }), null);
    expect(records.dropDraft).toHaveBeenCalled();
    expect(desk.saved).toHaveBeenCalledWith(saved);
  });

  it('saves and opens an empty form', async () => {
    await opened();
    await input('名称').type('好再来');
    await press('Ctrl+Enter');
    expect(desk.saved).toHaveBeenCalledWith(saved);
    expect(input('名称').element.value).toBe('');
    expect(document.activeElement).toBe(input('名称').element);
    await press('Ctrl+S');
    expect(records.save).toHaveBeenCalledTimes(2);
  });

  it('saves once, however often she presses', async () => {
    await opened();
    await Promise.all([press('Ctrl+S'), press('Ctrl+S')]);
    expect(records.save).toHaveBeenCalledTimes(1);
  });

  it('shows what a refused save found wrong beside its field', async () => {
    await opened();
    records.save.mockRejectedValueOnce(refusal('invalid', { trade_name: '名称太长。' }));
    await press('Ctrl+S');
    expect(input('名称').note()).toContain('名称太长。');
    expect(document.body.textContent).toContain('有 1 处需要改正');
  });
});

