import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Waiting } from '../../api/types';
import type { Place } from './places';
import WaitingList from './WaitingList.vue';
import WaitingScan from './WaitingScan.vue';

const file = (name: string, part: Partial<Waiting> = {}): Waiting =>
  ({ path: `/扫描/${name}`, name, at: '2026-11-27 16:12', sha256: name, media_type: 'image/png', pages: 1, problem: null, elsewhere: [], ...part });
const there = [{ text: '这份扫描件已在零售户“好再来”的“营业执照”中。', noun: 'retailer' as const, id: 'r1' }];
const place = (title: string, scan = false, required = true): Place => ({ key: `slot ${title}`, title, required, later: '', article: '', loose: false, scan: scan ? {} as Place['scan'] : null });

let wrapper: VueWrapper | undefined;
beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { wrapper?.unmount(); vi.useRealTimers(); });

describe('the scanner\'s folder', () => {
  it('shows what is not put away yet, and is looked at again by itself', async () => {
    const waiting = vi.fn(() => Promise.resolve<Waiting[] | null>([file('1.jpg'), file('2.jpg', { elsewhere: there }), file('3.pdf', { problem: '“3.pdf”没有写完。' })]));
    const page = mount(WaitingList, { props: { waiting, changes: 0, modelValue: null } });
    wrapper = page;
    await flushPromises();
    expect(page.findAll('.waiting-file').map((it) => it.text())).toEqual([expect.stringContaining('1.jpg')]);
    expect(page.text()).toContain('“3.pdf”没有写完。');
    expect(page.get('details').text()).toContain('已放进档案的 1 份');
    await page.get('.waiting-file').trigger('click');
    expect(page.emitted('update:modelValue')?.[0]).toEqual([expect.objectContaining({ name: '1.jpg' })]);
    waiting.mockResolvedValueOnce([file('1.jpg'), file('4.jpg')]);
    await vi.advanceTimersByTimeAsync(3000);
    expect(page.findAll('.waiting-file')).toHaveLength(2);
  });

  it('lets go of what was put away', async () => {
    const waiting = vi.fn(() => Promise.resolve<Waiting[] | null>([file('1.jpg', { elsewhere: there })]));
    const page = mount(WaitingList, { props: { waiting, changes: 0, modelValue: file('1.jpg') } });
    wrapper = page;
    await flushPromises();
    expect(page.emitted('update:modelValue')?.[0]).toEqual([null]);
  });

  it('is not there where none is set, and is not asked for again', async () => {
    const waiting = vi.fn(() => Promise.resolve<Waiting[] | null>(null));
    const page = mount(WaitingList, { props: { waiting, changes: 0, modelValue: null } });
    wrapper = page;
    await flushPromises();
    await vi.advanceTimersByTimeAsync(9000);
    expect(page.find('.waiting').exists()).toBe(false);
    expect(waiting).toHaveBeenCalledTimes(1);
  });

  it('that cannot be opened says so in words', async () => {
    const waiting = vi.fn(() => Promise.reject(new Error('x')));
    const page = mount(WaitingList, { props: { waiting, changes: 0, modelValue: null } });
    wrapper = page;
    await flushPromises();
    expect(page.get('[role=alert]').text()).toContain('扫描文件夹打不开');
  });
});

describe('a file of the scanner\'s folder', () => {
  const shown = (places: Place[], looked: Place | null) => {
    const page = mount(WaitingScan, { props: { file: file('1.jpg'), places, place: looked, read: () => Promise.resolve({ media_type: 'image/png', base64: 'AAAA', file_name: '1.jpg' }) } });
    wrapper = page;
    return page;
  };

  it('goes into the place that is looked at, when it is empty', async () => {
    const places = [place('营业执照'), place('身份证')];
    const page = shown(places, places[1] ?? null);
    await page.get('form').trigger('submit');
    expect(page.emitted('put')).toEqual([['身份证']]);
  });

  it('goes into the first place that lacks its paper, else', async () => {
    const places = [place('承诺书', false, false), place('营业执照', true), place('身份证')];
    const page = shown(places, places[1] ?? null);
    await page.get('form').trigger('submit');
    expect(page.emitted('put')).toEqual([['身份证']]);
    await page.get('select').setValue('营业执照');
    expect(page.get('button[type=submit]').text()).toBe('换一份');
  });
});
