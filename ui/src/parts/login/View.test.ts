import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refuse } from '../../../fake/job';
import { called, fakeCall, program } from '../../../fake/program';
import { left, openSession, session } from '../../session';
import { text } from '../../text';
import View from './View.vue';
import { words } from './text';

vi.mock('../../api/call', async (original) => fakeCall(await original()));

async function shown() {
  await openSession();
  left();
  const page = mount(View, { attachTo: document.body });
  await flushPromises();
  return page;
}

describe('the login', () => {
  beforeEach(() => { program(); document.body.innerHTML = ''; });
  afterEach(left);

  it('offers the archive used last, its user chosen, ready for the password', async () => {
    const page = await shown();
    expect(page.findAll('[type=radio]').map((it) => (it.element as HTMLInputElement).checked)).toEqual([true, false, false]);
    expect(page.get('.choice-on').text()).toContain('潼川县烟草专卖局');
    expect(page.get('select').element.value).toBe('王芳');
    expect(document.activeElement).toBe(page.get('[type=password]').element);
  });

  it('says beside the password that it is wrong, and lets her type anew', async () => {
    const page = await shown();
    await page.get('[type=password]').setValue('猜的');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(page.get('[role=alert]').text()).toContain('密码不对');
    expect(page.get('[type=password]').attributes('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(page.get('[type=password]').element);
    expect(session.info).toBeNull();
    await page.get('[type=password]').setValue('潼川-2026-档案');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(session.info).toMatchObject({ user: '王芳' });
    expect(called.at(-1)).toEqual(['session_open', { dir: '/home/clerk/潼川县局.yihu', user: '王芳', password: '潼川-2026-档案' }]);
  });

  it('asks for a password before it asks the program', async () => {
    const page = await shown();
    await page.get('form').trigger('submit');
    expect(page.get('[role=alert]').text()).toBe(words.noPassword);
    expect(called.some(([command]) => command === 'session_open')).toBe(false);
  });

  it('tells that Caps Lock is on', async () => {
    const page = await shown();
    const press = new KeyboardEvent('keydown', { key: 'A' });
    press.getModifierState = (key) => key === 'CapsLock';
    page.get('[type=password]').element.dispatchEvent(press);
    await flushPromises();
    expect(page.text()).toContain(text.password.caps);
  });

  it('marks a folder that is gone, and takes it off the list', async () => {
    const page = await shown();
    const gone = page.findAll('.choice-line').at(-1);
    expect(gone?.text()).toContain(words.missing);
    await gone?.get('button').trigger('click');
    await flushPromises();
    expect(called).toContainEqual(['desk_forget', { dir: '/media/usb/旧档案.yihu' }]);
    expect(page.findAll('.choice-line')).toHaveLength(2);
  });

  it('opens an archive in another folder', async () => {
    program({ desk_pick: () => ['/media/usb/副本.yihu'] });
    const page = await shown();
    await page.findAll('.login-foot button')[0]?.trigger('click');
    await flushPromises();
    expect(page.get('.choice-on').text()).toContain('副本');
    expect(page.get('select').element.value).toBe('王芳');
  });

  it('counts down after wrong tries, takes no password meanwhile, and says when it may be tried again', async () => {
    vi.useFakeTimers();
    try {
      let seconds = 0;
      program({ session_wait: () => ({ seconds, failed: 5, message: '已连续输错5次，请等一会儿再试。' }) });
      const page = await shown();
      seconds = 30;
      await page.get('[type=password]').setValue('猜的');
      await page.get('form').trigger('submit');
      await flushPromises();
      expect(page.get('[role=status].wait, .wait [role=status]').text()).toContain('已连续输错5次');
      expect(page.get('[role=timer]').text()).toBe(words.wait.left(30));
      expect(page.get('[type=submit]').attributes('disabled')).toBeDefined();
      const before = called.filter(([command]) => command === 'session_open').length;
      await page.get('form').trigger('submit');
      expect(called.filter(([command]) => command === 'session_open')).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(page.get('[role=timer]').text()).toBe(words.wait.left(20));
      seconds = 0;
      await vi.advanceTimersByTimeAsync(21_000);
      expect(page.find('[role=timer]').exists()).toBe(false);
      expect(page.text()).toContain(words.wait.over);
      expect(page.get('[type=submit]').attributes('disabled')).toBeUndefined();
      page.unmount();
    } finally {
      vi.useRealTimers();
    }
  });

  it('says beside the name that a user is disabled', async () => {
    program({ session_open: () => refuse('这个用户已停用。', 'denied', { user: '这个用户已停用，请找系统管理员启用。' }) });
    const page = await shown();
    await page.get('[type=password]').setValue('潼川-2026-档案');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(page.get('select').element.parentElement?.textContent).toContain('已停用');
    expect(session.info).toBeNull();
  });
});
