import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PASSWORD } from '../../../fake/desk.answers';
import { called, fakeCall, program } from '../../../fake/program';
import { stubRoutes } from '../../../fake/routes';
import { codeUnseen, left, openSession } from '../../session';
import { words } from './text';
import View from './View.vue';

vi.mock('../../api/call', async (original) => fakeCall(await original()));

async function shown() {
  await openSession();
  const page = mount(View, { global: { plugins: [stubRoutes()] }, attachTo: document.body });
  await flushPromises();
  return page;
}

const sealings = () => called.filter(([command]) => command === 'desk_code_sealed').length;

describe('the keys', () => {
  beforeEach(() => { program(); document.body.innerHTML = ''; });
  afterEach(left);

  it('give a new recovery code for her password, shown until it is sealed', async () => {
    const page = await shown();
    await page.get('.key-renew').trigger('click');
    await page.get('form').trigger('submit');
    expect(page.get('[role=alert]').text()).toBe(words.noPassword);
    await page.get('[type=password]').setValue('猜的');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(page.get('[role=alert]').text()).toContain('密码不对');
    await page.get('[type=password]').setValue(PASSWORD);
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(page.findAll('.recovery-group')).toHaveLength(8);
    expect(codeUnseen.value).toBe(true);
    expect(sealings()).toBe(0);
    await page.get('[type=checkbox]').setValue(true);
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(page.find('.recovery-group').exists()).toBe(false);
    expect([sealings(), codeUnseen.value]).toEqual([1, false]);
  });

  it('are changed after a leak: the others’ passwords first, then the code, and where the old folder lies', async () => {
    const page = await shown();
    await page.get('.key-rotate').trigger('click');
    expect(called.map(([command]) => command)).not.toContain('key_rotate');
    for (const line of words.rotate.lines) expect(page.text()).toContain(line);
    await page.get('[type=password]').setValue(PASSWORD);
    await page.get('form').trigger('submit');
    await vi.waitFor(() => { expect(page.text()).toContain(words.rotated.title); }, { timeout: 5000 });
    expect(page.text()).toContain('/home/clerk/潼川县局.yihu.旧密钥-20261127-165000');
    expect(page.text()).toMatch(/雷云秀\s*tubu-4719-mero/);
    expect(page.get('[type=submit]').attributes('disabled')).toBeDefined();
    await page.get('[type=checkbox]').setValue(true);
    await page.get('form').trigger('submit');
    expect(page.findAll('.recovery-group')).toHaveLength(8);
    expect(page.text()).not.toContain('tubu-4719-mero');
    // Whoever goes elsewhere now is still told.
    expect([sealings(), codeUnseen.value]).toEqual([0, true]);
    await page.get('[type=checkbox]').setValue(true);
    await page.get('form').trigger('submit');
    await flushPromises();
    expect([sealings(), codeUnseen.value]).toEqual([1, false]);
  });
});
