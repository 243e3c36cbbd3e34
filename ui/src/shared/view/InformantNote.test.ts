// Who reported, alone on a page.
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { View } from '../../api/types';
import InformantNote from './InformantNote.vue';

const show = vi.fn(() => Promise.resolve({ name: '赵永强', phone: '13912345678', id_number: '', address: '' }));
const page = (part: Partial<View>) => mount(InformantNote, { props: { view: { informant: 'none', looks: [], standing: null, ...part } as View, show } });
type Page = ReturnType<typeof page>;

const button = (at: Page, name: string) => at.findAll('button').find((it) => it.text().startsWith(name));
async function click(at: Page, name: string) { await button(at, name)?.trigger('click'); await flushPromises(); }

beforeEach(() => { vi.useFakeTimers(); vi.clearAllMocks(); });
afterEach(() => { vi.useRealTimers(); });

describe('who reported', () => {
  it('is veiled for everyone but the custodian', () => {
    const at = page({ informant: 'veiled' });
    expect(at.text()).toContain('已保密');
    expect(button(at, '查看举报人')).toBeUndefined();
  });

  it('is shown to the custodian for a reason and hides again', async () => {
    const at = page({ informant: 'viewable' });
    await click(at, '查看举报人');
    await at.get('.informant input').setValue('电话回访核实');
    await click(at, '显示');
    expect(show).toHaveBeenCalledWith('电话回访核实', 0);
    expect(at.text()).toContain('赵永强');
    await vi.advanceTimersByTimeAsync(29_000);
    expect(at.text()).toContain('1 秒后隐藏');
    await vi.advanceTimersByTimeAsync(1_100);
    expect(at.text()).not.toContain('赵永强');
  });

  it('stays hidden without a reason, and says what is missing', async () => {
    const at = page({ informant: 'viewable' });
    show.mockRejectedValueOnce(Object.assign(new Error('请写明查看事由。'), { kind: 'invalid', fields: {} }));
    await click(at, '查看举报人');
    await click(at, '显示');
    expect(at.text()).toContain('请写明查看事由。');
    expect(at.emitted('fail')).toBeUndefined();
  });

  it('is asked for once where the reason stands, and each look is listed', async () => {
    const look = { at: '2026-11-25 10:02', by: '王芳', what: '举报人', reason: '电话回访核实' };
    const at = page({ informant: 'viewable', standing: '电话回访核实', looks: [look] });
    expect(at.text()).toContain('2026-11-25 10:02　王芳　看了举报人　理由：电话回访核实');
    await click(at, '查看举报人（理由：电话回访核实）');
    expect(show).toHaveBeenCalledWith(null, 0);
    expect(at.text()).toContain('赵永强');
  });

  it('keeps the reason for the minutes that were chosen', async () => {
    const at = page({ informant: 'viewable' });
    await click(at, '查看举报人');
    await at.get('.informant select').setValue('15');
    await at.get('.informant input').setValue('电话回访核实');
    await click(at, '显示');
    expect(show).toHaveBeenCalledWith('电话回访核实', 15);
  });
});
