import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { called, fakeCall, program } from '../../../fake/program';
import { runJob, working } from '../../api/job';
import type { SessionInfo } from '../../api/types';
import { useIdle } from '../../idle';
import { beforeLeaving, goesOn, left, lockSession, openSession, session, whileOpening } from '../../session';
import Lock from './Lock.vue';
import { words } from './text';

vi.mock('../../api/call', async (original) => fakeCall(await original()));

/** A form with something typed, the idle watch, and the lock over it. */
const Page = defineComponent(() => {
  const typed = ref('');
  useIdle(() => 10, () => session.locked, () => { void lockSession(); });
  return () => [
    h('input', { id: 'draft', value: typed.value, onInput: (event: Event) => { typed.value = (event.target as HTMLInputElement).value; } }),
    session.locked ? h(Lock) : null,
  ];
});

async function shown() {
  await openSession();
  document.body.innerHTML = '<div id="app"></div>';
  const page = mount(Page, { attachTo: '#app' });
  await page.get('#draft').setValue('罗氏商店');
  return page;
}

const lock = () => document.querySelector<HTMLDialogElement>('dialog.lock');

describe('the lock', () => {
  beforeEach(() => { program(); vi.useFakeTimers(); });
  afterEach(() => { left(); vi.useRealTimers(); });

  it('comes when nobody was at the desk for ten minutes, and keeps what was typed', async () => {
    const page = await shown();
    await vi.advanceTimersByTimeAsync(9 * 60_000);
    window.dispatchEvent(new Event('pointermove'));
    await vi.advanceTimersByTimeAsync(9 * 60_000);
    expect(lock()).toBeNull();
    await vi.advanceTimersByTimeAsync(70_000);
    expect(lock()?.open).toBe(true);
    expect(called.map(([command]) => command)).toContain('session_lock');
    expect(document.getElementById('app')?.hasAttribute('inert')).toBe(true);
    expect(document.body.classList.contains('locked-away')).toBe(true);

    const password = lock()?.querySelector('input');
    if (!password) throw new Error('no input');
    password.value = '潼川-2026-档案';
    password.dispatchEvent(new Event('input'));
    lock()?.querySelector('form')?.dispatchEvent(new Event('submit'));
    await flushPromises();
    expect(lock()).toBeNull();
    expect(document.getElementById('app')?.hasAttribute('inert')).toBe(false);
    expect(page.get('#draft').element).toHaveProperty('value', '罗氏商店');
    page.unmount();
  });

  it('stays for a wrong password, and says so', async () => {
    const page = await shown();
    await lockSession();
    await flushPromises();
    const password = lock()?.querySelector('input');
    if (!password) throw new Error('no input');
    password.value = '猜的';
    password.dispatchEvent(new Event('input'));
    lock()?.querySelector('form')?.dispatchEvent(new Event('submit'));
    await flushPromises();
    expect(lock()?.textContent).toContain('密码不对');
    expect(session.locked).toBe(true);
    page.unmount();
  });

  it('has what was typed kept before the keys are laid down', async () => {
    const page = await shown();
    const order: string[] = [];
    program({ session_lock: () => { order.push('lock'); return null; } });
    const forget = beforeLeaving(async () => { await Promise.resolve(); order.push('kept'); });
    await lockSession();
    forget();
    expect(order).toEqual(['kept', 'lock']);
    page.unmount();
  });

  it('covers long work, which goes on: the keys are laid down when it has ended', async () => {
    const page = await shown();
    goesOn(working);
    let finish: () => void = () => undefined;
    const work = runJob('导入零售户', () => new Promise<void>((resolve) => { finish = resolve; }));
    await lockSessionSoon();
    expect(lock()?.textContent).toContain(words.goesOn('导入零售户'));
    expect(called.map(([command]) => command)).not.toContain('session_lock');
    finish();
    await work;
    await flushPromises();
    expect(called.map(([command]) => command)).toContain('session_lock');
    page.unmount();
  });

  it('lays no keys down that were just taken up again', async () => {
    const page = await shown();
    goesOn(working);
    let finish: () => void = () => undefined;
    const work = runJob('导入零售户', () => new Promise<void>((resolve) => { finish = resolve; }));
    await lockSessionSoon();
    await whileOpening(() => Promise.resolve(session.info as SessionInfo));
    finish();
    await work;
    await flushPromises();
    expect(session.locked).toBe(false);
    expect(called.map(([command]) => command)).not.toContain('session_lock');
    page.unmount();
  });
});

/** Locks without waiting for the work that goes on. */
async function lockSessionSoon(): Promise<void> {
  void lockSession();
  await flushPromises();
}
