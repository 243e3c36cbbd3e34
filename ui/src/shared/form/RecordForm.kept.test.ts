import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { begin, click, close, desk, draft, end, error, input, opened, other, press, records, refusal, says } from '../../../fake/form';

beforeEach(begin);
afterEach(end);

describe('a draft', () => {
  it('is kept within a second after typing stops, and when the page is hidden or left', async () => {
    await opened();
    await input('名称').type('好');
    await vi.advanceTimersByTimeAsync(1000);
    expect(records.keepDraft).toHaveBeenCalledTimes(1);
    await input('名称').type('好再');
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await flushPromises();
    expect(records.keepDraft).toHaveBeenCalledTimes(2);
    await input('名称').type('好再来');
    close();
    await flushPromises();
    expect(records.keepDraft.mock.lastCall?.[1].fields.trade_name).toBe('好再来');
  });

  it('is called kept only while nothing newer is typed', async () => {
    const note = () => document.querySelector('.foot-kept')?.textContent;
    await opened();
    await input('名称').type('好');
    expect(note()).toBe('');
    await vi.advanceTimersByTimeAsync(1000);
    expect(note()).toBe('未保存的内容已暂存');
    await input('名称').type('好再');
    expect(note()).toBe('');
    await vi.advanceTimersByTimeAsync(1000);
    expect(note()).toBe('未保存的内容已暂存');
  });

  it('is kept before the archive is locked, and nothing is asked of a locked archive', async () => {
    await opened();
    await input('名称').type('好再来');
    records.check.mockClear();
    await desk.beforeLeaving.mock.lastCall?.[0]();
    expect(records.keepDraft.mock.lastCall?.[1].fields.trade_name).toBe('好再来');
    await vi.advanceTimersByTimeAsync(1000);
    expect(records.check).not.toHaveBeenCalled();
    expect(input('名称').element.value).toBe('好再来');
  });

  it('is not kept of a form nobody typed into', async () => {
    await opened(null, { trade_name: '好再来' });
    close();
    await vi.advanceTimersByTimeAsync(2000);
    expect(records.keepDraft).not.toHaveBeenCalled();
  });

  it('is taken up again, can be given up, and found again', async () => {
    says.form = { ...says.form, kept: { at: '2026-11-27 16:50', draft: draft({ trade_name: '没存的' }) } };
    await opened();
    expect(input('名称').element.value).toBe('没存的');
    expect(document.body.textContent).toContain('已接上 2026-11-27 16:50 没有保存的内容');
    await click('放弃这些内容');
    expect(input('名称').element.value).toBe('');
    expect(records.dropDraft).toHaveBeenCalled();
    await click('找回');
    expect(input('名称').element.value).toBe('没存的');
  });

  it('does not cover what she came with', async () => {
    says.form = { ...says.form, kept: { at: '2026-11-27 16:50', draft: draft({ trade_name: '没存的' }) } };
    await opened(null, { trade_name: '另一户' });
    expect(input('名称').element.value).toBe('另一户');
    await click('接着填那一份');
    expect(input('名称').element.value).toBe('没存的');
  });

  it('stays when she goes back, and she is told', async () => {
    await opened();
    await input('名称').type('好再来');
    await press('Esc');
    expect(desk.note).toHaveBeenCalledWith('没有保存，填的内容留着；下次打开接着填。');
    expect(records.dropDraft).not.toHaveBeenCalled();
  });
});

describe('a record that is there already', () => {
  it('is saved again only with a reason', async () => {
    says.answer = { ...says.answer, alike: [other] };
    await opened();
    await press('Ctrl+S');
    expect(records.save).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(input('确认不是重复，理由').element);
    await input('确认不是重复，理由').type('两证一户');
    await press('Ctrl+S');
    expect(records.save).toHaveBeenCalledWith(null, 0, expect.anything(), '两证一户');
  });

  it('in a number that only one may have is wrong, whatever the reason', async () => {
    says.answer = { ...says.answer, alike: [other], problems: [error('trade_name', '已登记给“老王烟酒”。')] };
    await opened();
    await press('Ctrl+S');
    expect(input('名称').note()).toContain('已登记给“老王烟酒”。');
    expect(document.body.textContent).toContain('打开');
    expect(document.body.textContent).not.toContain('确认不是重复');
  });

  it('that only looks the same can be told apart, and the program learns it', async () => {
    says.answer = { ...says.answer, alike: [{ ...other, exact: false }] };
    await opened();
    await click('不是同一个');
    expect(document.body.textContent).not.toContain('老王烟酒');
    expect(records.distinct).not.toHaveBeenCalled();
    await press('Ctrl+S');
    expect(records.distinct).toHaveBeenCalledWith('r1', 'r9');
  });
});

describe('a conflict', () => {
  it('keeps what she typed, takes the rest from the other, and names what both changed', async () => {
    says.form = { ...says.form, id: 'r1', revision: 1, draft: draft({ trade_name: '好再来', remark: '', sticks: '1条' }) };
    await opened('r1');
    await input('名称').type('好又来');
    records.save.mockRejectedValueOnce(refusal('conflict'));
    await press('Ctrl+S');
    expect(document.querySelector('[role=alert].form-note')?.textContent).toContain('被拒绝');
    says.form = { ...says.form, revision: 2, draft: draft({ trade_name: '好运来', remark: '新备注', sticks: '1条' }) };
    await click('载入最新内容，保留我填的');
    expect(input('名称').element.value).toBe('好又来');
    expect(input('备注').element.value).toBe('新备注');
    expect(document.body.textContent).toContain('名称（别人填的：好运来）');
    await press('Ctrl+S');
    expect(records.save.mock.lastCall?.[1]).toBe(2);
  });
});
