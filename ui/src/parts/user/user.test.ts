import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { called, fakeCall, program } from '../../../fake/program';
import { left, openSession } from '../../session';
import { words } from './text';
import View from './View.vue';

vi.mock('../../api/call', async (original) => fakeCall(await original()));

async function shown() {
  await openSession();
  const page = mount(View, { attachTo: document.body });
  await flushPromises();
  return page;
}
type Page = Awaited<ReturnType<typeof shown>>;

const row = (page: Page, name: string) => page.findAll('tbody tr').find((it) => it.text().startsWith(name));
const act = (page: Page, name: string, what: string) => page.get(`[aria-label="${words.actOf(what, name)}"]`).trigger('click');
const send = async (page: Page) => { await page.get('form').trigger('submit'); await flushPromises(); };
const sent = (command: string) => called.filter(([name]) => name === command).map(([, args]) => args);

describe('the users', () => {
  beforeEach(() => { program(); document.body.innerHTML = ''; });
  afterEach(left);

  it('stand with roles, state and last login, and whether they see who reported', async () => {
    const page = await shown();
    expect(row(page, '朱文')?.text()).toMatch(/专卖股长.*12313保密员.*在用.*等首次改密.*可查看.*没有登录过/);
    expect(row(page, '单刚伟')?.text()).toMatch(/只读.*已停用.*已保密.*2025-12-30 11:20/);
  });

  it('are added with roles and a temporary password; what is missing is said beside it', async () => {
    const page = await shown();
    await page.get('.user-add').trigger('click');
    await send(page);
    expect(page.findAll('[role=alert]').map((it) => it.text())).toEqual([words.form.noName, words.form.noRole, words.form.noPassword]);
    await page.get('form input:not([type=checkbox])').setValue('高春梅');
    await page.get('[value=clerk]').setValue(true);
    await page.get('[type=password]').setValue('tubu-4719-mero');
    await send(page);
    expect(sent('user_add')).toEqual([{ draft: { name: '高春梅', roles: ['clerk'], password: 'tubu-4719-mero' } }]);
    expect(row(page, '高春梅')?.text()).toContain(words.mustChange);
    expect(page.find('form').exists()).toBe(false);
  });

  it('say at the place why the last administrator cannot go', async () => {
    const page = await shown();
    await act(page, '王芳', words.acts.roles);
    await page.get('[value=administrator]').setValue(false);
    await send(page);
    expect(page.get('form [role=alert]').text()).toContain('最后一位系统管理员');
  });

  it('are removed only after the consequence was read', async () => {
    const page = await shown();
    await act(page, '单刚伟', words.acts.remove);
    expect(sent('user_remove')).toEqual([]);
    for (const line of words.remove.lines) expect(page.get('form').text()).toContain(line);
    await send(page);
    expect(sent('user_remove')).toEqual([{ name: '单刚伟' }]);
    expect(row(page, '单刚伟')).toBeUndefined();
  });

  it('are disabled, and enabled with a temporary password', async () => {
    const page = await shown();
    await act(page, '雷云秀', words.acts.disable);
    await send(page);
    expect(row(page, '雷云秀')?.text()).toContain(words.disabled);
    await act(page, '雷云秀', words.acts.enable);
    await page.get('[type=password]').setValue('kurz');
    await send(page);
    expect(page.get('form [role=alert]').text()).toContain('至少8个字符');
    await page.get('[type=password]').setValue('saki-2086-lono');
    await send(page);
    expect(sent('user_enable').at(-1)).toEqual({ name: '雷云秀', password: 'saki-2086-lono' });
    expect(row(page, '雷云秀')?.text()).toContain(words.mustChange);
  });

  it('have their table of roles and rights to look at', async () => {
    const page = await shown();
    const users = page.findAll('table').at(-1)?.findAll('tbody tr').find((it) => it.text().startsWith('用户管理'));
    expect(users?.findAll('td').map((it) => it.get('.unseen').text())).toEqual(['能', '不能', '不能', '不能', '不能', '不能']);
  });
});
