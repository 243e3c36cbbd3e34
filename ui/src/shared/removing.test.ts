import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import type { Done } from '../api/types';
import ReasonDialog from './ReasonDialog.vue';
import { useRemoving } from './removing';

const done: Done = { op_id: 'o', op: '作废', count: 2 };
const message = '许可证619999110111（有效）还在用，不能直接作废。';
const refusal = (fields: Record<string, string>) => Object.assign(new Error(message), { kind: 'invalid', message, fields });
const remove = vi.fn(() => Promise.resolve(done));
const then = vi.fn();
const fail = vi.fn();

const Page = defineComponent({
  setup() {
    const removing = useRemoving({ remove }, then, fail);
    return () => [
      h('button', { id: 'void', onClick: () => removing.remove(['r1'], true) }),
      h(ReasonDialog, {
        standing: removing.standing.value,
        onGive: (ids: string[], reason: string) => removing.remove(ids, true, reason),
        onClose: () => { removing.standing.value = null; },
      }),
    ];
  },
});

async function opened() {
  const page = mount(Page, { attachTo: document.body });
  await page.get('#void').trigger('click');
  await flushPromises();
  return page;
}

afterEach(() => { vi.clearAllMocks(); document.body.innerHTML = ''; });

describe('what is in use', () => {
  it('goes for a reason only, which is asked for', async () => {
    remove.mockRejectedValueOnce(refusal({ reason: message }));
    const page = await opened();
    expect(fail).not.toHaveBeenCalled();
    expect(document.querySelector('[role=alert]')?.textContent).toBe(message);
    const reason = document.querySelector<HTMLInputElement>('.reason input');
    if (reason === null) throw new Error('no reason is asked for');
    reason.value = '录入重复';
    reason.dispatchEvent(new Event('input'));
    await flushPromises();
    [...document.querySelectorAll('button')].find((it) => it.textContent.trim() === '写明理由作废')?.click();
    await flushPromises();
    expect(remove).toHaveBeenLastCalledWith(['r1'], true, '录入重复');
    expect(then).toHaveBeenCalledWith(done);
    page.unmount();
  });

  it('fails as everything does where no reason would help', async () => {
    remove.mockRejectedValueOnce(refusal({}));
    const page = await opened();
    expect(fail).toHaveBeenCalledTimes(1);
    expect(document.querySelector('[role=alert]')).toBeNull();
    page.unmount();
  });
});
