import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { session } from '../fake/desk.answers';
import { answer } from '../fake/index';
import { called, fakeCall, program } from '../fake/program';
import App from './App.vue';
import { runJob } from './api/job';
import type { Desk, Progress } from './api/types';
import { createRoutes } from './routes';
import { left } from './session';
import { text } from './text';

vi.mock('./api/call', async (original) => fakeCall(await original()));

let window: ReturnType<typeof mount> | undefined;

async function opened(page = '/about') {
  const router = createRoutes();
  await router.push(page);
  window = mount(App, { global: { plugins: [router] }, attachTo: document.body });
  await vi.dynamicImportSettled();
  await flushPromises();
  return window;
}

describe('the window', () => {
  beforeEach(() => { program(); });
  afterEach(() => {
    window?.unmount();
    left();
  });

  it('shows the bureau, the user and the page', async () => {
    const app = await opened();
    expect(app.get('header').text()).toContain('潼川县烟草专卖局');
    expect(app.get('header').text()).toContain('王芳');
    expect(app.get('[aria-current=page]').text()).toBe(text.pages.about);
    expect(app.find('[role=alert]').exists()).toBe(false);
  });

  it('shows the sentence of a refused call until it is closed', async () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as Tauri rejects
    program({ desk_open: () => { throw { kind: 'conflict', message: '档案被另一窗口打开：请先关闭它。', fields: {} }; } });
    const app = await opened();
    expect(app.get('[role=alert]').text()).toContain('档案被另一窗口打开：请先关闭它。');
    await app.get(`[aria-label="${text.problem.close}"]`).trigger('click');
    expect(app.find('[role=alert]').exists()).toBe(false);
    program();
    await app.get('main button').trigger('click');
    await vi.waitFor(() => { expect(app.find('header').text()).toContain('潼川县烟草专卖局'); });
  });

  it('never shows a foreign error', async () => {
    program({ desk_open: () => { throw new TypeError('undefined is not an object'); } });
    const app = await opened();
    expect(app.text()).not.toContain('undefined');
    expect(app.get('[role=alert]').text()).toContain(text.problem.unknown);
  });

  it('shows long work with its count and a button that stops it', async () => {
    const app = await opened();
    let finish: () => void = () => undefined;
    let tell: (progress: Progress) => void = () => undefined;
    const work = runJob('正在导入', (channel) => {
      tell = channel.onmessage;
      tell({ what: '写入零售户', done: 12, total: 60, stoppable: true });
      return new Promise<void>((resolve) => { finish = resolve; });
    });
    await flushPromises();
    const dialog = app.get('dialog.job');
    expect(dialog.text()).toContain('正在导入');
    expect(dialog.text()).toContain('写入零售户');
    expect(dialog.text()).toContain('12 / 60');
    await dialog.get('button').trigger('click');
    expect(called.map(([command]) => command)).toContain('job_stop');
    expect(dialog.text()).toContain(text.job.stopping);
    tell({ what: '收尾', done: 60, total: 60, stoppable: false });
    await flushPromises();
    expect(dialog.text()).toContain(text.job.noStop);
    expect(dialog.find('button').exists()).toBe(false);
    finish();
    await work;
    await flushPromises();
    expect(app.find('dialog.job').exists()).toBe(false);
  });

  it('lists the keys on Shift+?', async () => {
    const app = await opened();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', shiftKey: true, bubbles: true }));
    await flushPromises();
    expect(app.get('dialog.keys').text()).toContain('Ctrl+K');
    expect(app.get('dialog.keys').text()).toContain(text.keyHelp.undo);
    await app.get('dialog.keys button').trigger('click');
    expect(app.find('dialog.keys').exists()).toBe(false);
  });

  it('stays with the first run until she enters, though this PC knows the new archive by then', async () => {
    const sealed = () => called.some(([command]) => command === 'desk_code_sealed');
    program({ desk_open: async (args) => {
      const desk = await answer('desk_open', args) as Desk;
      return { ...desk, session: null, archives: sealed() ? desk.archives : [] };
    } });
    const app = await opened('/');
    await app.get('.choice').trigger('click');
    for (const typed of [['潼川县烟草专卖局', '619999'], ['王芳', '潼川-2026-档案', '潼川-2026-档案'], []]) {
      for (const [at, value] of typed.entries()) await app.findAll('input')[at]?.setValue(value);
      await app.get('form').trigger('submit');
      await flushPromises();
    }
    await vi.waitFor(() => { expect(app.find('.recovery-code').exists()).toBe(true); }, { timeout: 10_000 });
    await app.get('[type=checkbox]').setValue(true);
    await app.get('form').trigger('submit');
    await flushPromises();
    expect(app.find('.first').exists()).toBe(true);
    await app.get('form').trigger('submit');
    await vi.waitFor(() => { expect(app.find('header').text()).toContain('潼川县烟草专卖局'); });
  });

  it('offers what the roles allow, and refuses in words a page that was asked for by its address', async () => {
    const clerk = { ...session, roles_title: '内勤', rights: ['read', 'edit_retailer', 'log'] };
    program({ desk_open: async (args) => ({ ...(await answer('desk_open', args)) as Desk, session: clerk }) });
    const app = await opened('/user');
    const offered = app.findAll('nav a').map((it) => it.text());
    expect(offered).toContain(text.pages.retailer);
    expect(offered).toContain(text.pages.import);
    expect(offered).toContain(text.pages.operation);
    for (const page of [text.pages.user, text.pages.backup, text.pages.print]) expect(offered).not.toContain(page);
    expect(app.get('main h1').text()).toBe(text.refused.title);
    expect(app.get('main').text()).toContain('内勤');
    expect(called.map(([command]) => command)).not.toContain('user_list');
  });
});
