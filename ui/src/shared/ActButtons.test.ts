import { mount } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import type { Done, View } from '../api/types';
import ActButtons from './ActButtons.vue';
import { actsOf, type RecordAct } from './acts';

const done: Done = { op_id: 'op', op: '审批', count: 1 };
const run = vi.fn<(ids: string[], words: string) => Promise<Done>>(() => Promise.resolve(done));
const submit: RecordAct = { title: '提交', right: 'edit_inspection', states: ['草稿'], asks: null, run };
const giveBack: RecordAct = { title: '退回', right: 'decide', states: ['待审批'], asks: { label: '退回原因', given: '', needed: true }, run };

function buttons(acts: readonly RecordAct[], ids: readonly string[]) {
  const it = mount(ActButtons, { props: { acts, ids }, global: { stubs: { teleport: true } } });
  const work = () => (it.emitted<[() => Promise<Done>]>('run')?.at(-1) ?? [])[0];
  return { it, work };
}

describe('steps that only a noun knows', () => {
  it('are taken at once where nothing is asked, with all that is ticked', async () => {
    const { it: page, work } = buttons([submit], ['a', 'b']);
    await page.get('[data-test="act"]').trigger('click');
    await work()?.();
    expect(run).toHaveBeenLastCalledWith(['a', 'b'], '');
  });

  it('ask for words first, and are not taken without those they need', async () => {
    const { it: page, work } = buttons([giveBack], ['a']);
    await page.get('[data-test="act"]').trigger('click');
    await page.get('[data-test="act-go"]').trigger('click');
    expect(work()).toBeUndefined();
    await page.get('textarea').setValue(' 没有写明路线 ');
    await page.get('[data-test="act-go"]').trigger('click');
    await work()?.();
    expect(run).toHaveBeenLastCalledWith(['a'], '没有写明路线');
  });

  it('are offered to whom they are allowed, for records that stand so, and for no void one', () => {
    const view = { removed: false, sections: [{ title: '', lines: [{ field: 'state', title: '', text: '待审批', mark: null }] }] } as unknown as View;
    expect(actsOf(view, [submit, giveBack], () => true)).toEqual([giveBack]);
    expect(actsOf(view, [submit, giveBack], (right) => right !== 'decide')).toEqual([]);
    expect(actsOf({ ...view, removed: true }, [submit, giveBack], () => true)).toEqual([]);
  });
});
