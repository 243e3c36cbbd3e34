import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { call, Problem } from '../../api/call';
import type { SessionInfo } from '../../api/types';
import { askedLast, printQueue, queue } from '../../queue';
import { locked, entered } from '../../session';
import { outcomeOf, clear } from './run';
import QueueActions from './QueueActions.vue';
import QueueList from './QueueList.vue';

vi.mock('../../api/call', async (original) => ({ ...(await original<typeof import('../../api/call')>()), call: vi.fn() }));

const rows = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `id${String(at)}`, number: `61999911000${String(at)}`, title: `第${String(at)}户` }));

/** Saving of some ids is refused; `before` happens first. */
function saving(refused: Record<string, Problem>, before: (id: string) => void = () => undefined) {
  vi.mocked(call).mockImplementation(((command: string, args: { id: string }) => {
    if (command === 'desk_pick') return Promise.resolve(['/u']);
    before(args.id);
    const problem = refused[args.id];
    if (problem !== undefined) return Promise.reject(problem);
    return Promise.resolve({ path: `/u/${args.id}.pdf`, pages: 5, findings: args.id === 'id1' ? ['卷内缺“营业执照”。'] : [] });
  }) as never);
}

const states = () => printQueue.map((item) => outcomeOf(item).state);
const saves = () => vi.mocked(call).mock.calls.filter(([command]) => command === 'dossier_save').length;

describe('the print queue', () => {
  beforeEach(() => {
    clear();
    vi.mocked(call).mockReset();
  });

  it('saves one by one, and one that fails stops no other', async () => {
    queue('retailer', rows(3));
    saving({ id0: new Problem('附件“身份证”读不出。', { kind: 'damaged' }) });
    const actions = mount(QueueActions, { props: { printer: null } });
    await actions.get('.act-save').trigger('click');
    await flushPromises();
    expect(states()).toEqual(['failed', 'noted', 'saved']);
    const list = mount(QueueList, { props: { modelValue: undefined } });
    expect(list.text()).toContain('附件“身份证”读不出。');
    expect(list.text()).toContain('卷内缺“营业执照”。');
  });

  it('tries the failed ones again, and only those, into the same folder', async () => {
    queue('retailer', rows(3));
    saving({ id2: new Problem('磁盘满了。') });
    const actions = mount(QueueActions, { props: { printer: null } });
    await actions.get('.act-save').trigger('click');
    await flushPromises();
    saving({});
    vi.mocked(call).mockClear();
    await actions.get('.act-retry').trigger('click');
    await flushPromises();
    expect(vi.mocked(call).mock.calls).toEqual([['dossier_save', { noun: 'retailer', id: 'id2', folder: '/u' }]]);
    expect(states()).toEqual(['saved', 'noted', 'saved']);
    expect(actions.find('.act-retry').exists()).toBe(false);
  });

  it('asks again, after the login, for what was refused because the desk was locked', async () => {
    queue('retailer', rows(3));
    const denied: Record<string, Problem> = { id1: new Problem('请先输入密码。', { kind: 'denied' }) };
    saving(denied, (id) => { if (id === 'id1' && denied[id] !== undefined) locked(); });
    const actions = mount(QueueActions, { props: { printer: null } });
    await actions.get('.act-save').trigger('click');
    await flushPromises();
    expect(states()).toEqual(['saved', 'working', 'waiting']);
    delete denied['id1'];
    entered({} as SessionInfo);
    await flushPromises();
    expect(states()).toEqual(['saved', 'noted', 'saved']);
  });

  it('stops after the one under way, and goes on with the rest', async () => {
    queue('retailer', rows(4));
    const actions = mount(QueueActions, { props: { printer: null } });
    saving({}, (id) => { if (id === 'id1') void actions.get('.act-stop').trigger('click'); });
    await actions.get('.act-save').trigger('click');
    await flushPromises();
    expect(states()).toEqual(['saved', 'noted', 'waiting', 'waiting']);
    expect(actions.get('.act-save').text()).toBe('接着存（2 份）');
    await actions.get('.act-save').trigger('click');
    await flushPromises();
    expect(states()).toEqual(['saved', 'noted', 'saved', 'saved']);
    expect(saves()).toBe(4);
  });

  it('ends at once when the right is missing, and says why', async () => {
    queue('retailer', rows(3));
    saving({ id0: new Problem('须由12313保密员在场登录。', { kind: 'denied' }) });
    const actions = mount(QueueActions, { props: { printer: null } });
    await actions.get('.act-save').trigger('click');
    await flushPromises();
    expect(states()).toEqual(['failed', 'waiting', 'waiting']);
  });

  it('has no cliff at 500: a page of it is shown at a time', () => {
    queue('retailer', rows(700));
    const list = mount(QueueList, { props: { modelValue: undefined } });
    expect(list.findAll('.queue-row')).toHaveLength(100);
    expect(list.text()).toContain('全部（700）');
  });

  it('takes a record once, and opens on the one asked for last', () => {
    expect(queue('retailer', rows(2))).toBe(2);
    expect(queue('retailer', rows(2).slice(1))).toBe(0);
    expect(printQueue).toHaveLength(2);
    expect(askedLast.value).toBe('id1');
  });

  it('asks before a whole queue goes to the printer', async () => {
    queue('retailer', rows(2));
    saving({});
    const actions = mount(QueueActions, { props: { printer: '奔图' } });
    await actions.get('.act-send').trigger('click');
    expect(call).not.toHaveBeenCalled();
    expect(actions.text()).toContain('将 2 份案卷逐份送到“奔图”');
  });
});
