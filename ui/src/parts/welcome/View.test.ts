import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { called, fakeCall, program } from '../../../fake/program';
import { openSession } from '../../session';
import { words } from './text';
import View from './View.vue';

vi.mock('../../api/call', async (original) => fakeCall(await original()));

type Page = ReturnType<typeof mount<typeof View>>;

async function begun(choice: number): Promise<Page> {
  await openSession();
  const page = mount(View, { props: { back: false }, attachTo: document.body });
  await page.findAll('.choice')[choice]?.trigger('click');
  return page;
}

async function fill(page: Page, values: string[]): Promise<void> {
  const inputs = page.findAll('input');
  for (const [index, value] of values.entries()) await inputs[index]?.setValue(value);
  await page.get('form').trigger('submit');
  await flushPromises();
}

const founding = () => called.find(([command]) => command === 'archive_init')?.[1]['founding'];

describe('the first run', () => {
  beforeEach(() => { program(); document.body.innerHTML = ''; });

  it('makes an archive in three steps, and goes on only when the recovery code is sealed', async () => {
    const page = await begun(0);
    await fill(page, ['潼川县烟草专卖局', '６１９９９９']);
    expect(page.text()).toContain(words.bureau.badCode);
    await page.findAll('input')[1]?.trigger('blur');
    await page.get('form').trigger('submit');
    await fill(page, ['王芳', 'abc', 'abd']);
    expect(page.text()).toContain(words.user.differs);
    await fill(page, ['王芳', '潼川-2026-档案', '潼川-2026-档案']);
    expect(page.text()).toContain('潼川县烟草专卖局.yihu');
    await page.get('form').trigger('submit');
    await vi.waitFor(() => { expect(page.find('.recovery-code').exists()).toBe(true); }, { timeout: 10_000 });
    expect(founding()).toEqual({ folder: '/home/clerk', bureau: '619999', name: '潼川县烟草专卖局', user: '王芳', password: '潼川-2026-档案' });
    expect(page.findAll('.recovery-group').map((it) => it.text())).toEqual(['K7QD', '3M9X', 'PA2F', '8WTN', 'HC5R', '6VYE']);
    expect(page.get('[type=submit]').attributes('disabled')).toBeDefined();
    expect(page.emitted('entered')).toBeUndefined();
    await page.get('[type=checkbox]').setValue(true);
    await page.get('form').trigger('submit');
    expect(page.text()).toContain('2026-11-27 16:50');
    await page.get('form').trigger('submit');
    expect(page.emitted('entered')?.[0]?.[1]).toBe('workbench');
  });

  it('says what is wrong with the code beside it, on the step where it stands', async () => {
    const page = await begun(0);
    await fill(page, ['潼川县烟草专卖局', '999999']);
    await fill(page, ['王芳', '潼川-2026-档案', '潼川-2026-档案']);
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(page.get('[aria-invalid=true]').element).toHaveProperty('value', '999999');
    expect(page.get('[role=alert]').text()).toContain('999999');
  });

  it('says how strong a password is and how to better it', async () => {
    const page = await begun(0);
    await fill(page, ['潼川县烟草专卖局', '619999']);
    await page.findAll('input')[1]?.setValue('abc');
    await flushPromises();
    expect(page.get('.strength').text()).toContain('很弱');
    expect(page.findAll('.strength-advice li').length).toBeGreaterThan(0);
  });

  it('goes on to the import when she began with ledgers', async () => {
    const page = await begun(2);
    await fill(page, ['潼川县烟草专卖局', '619999']);
    await fill(page, ['王芳', '潼川-2026-档案', '潼川-2026-档案']);
    await page.get('form').trigger('submit');
    await vi.waitFor(() => { expect(page.find('.recovery-code').exists()).toBe(true); }, { timeout: 10_000 });
    await page.get('[type=checkbox]').setValue(true);
    await page.get('form').trigger('submit');
    expect(page.get('[type=submit]').text()).toBe(words.first.import);
    await page.get('form').trigger('submit');
    expect(page.emitted('entered')?.[0]?.[1]).toBe('import');
  });

  it('restores a backup after a look into it, and says in words what is missing', async () => {
    const page = await begun(1);
    await page.get('form').trigger('submit');
    expect(page.findAll('[role=alert]').map((it) => it.text())).toEqual([words.restore.none, words.restore.noUser, words.restore.noPassword]);
    await page.get('.folder-row button').trigger('click');
    await flushPromises();
    await page.get('[type=password]').setValue('潼川-2026-档案');
    await page.get('form').trigger('submit');
    await vi.waitFor(() => { expect(page.find('.contents').exists()).toBe(true); }, { timeout: 10_000 });
    expect(page.emitted('entered')).toBeUndefined();
    await page.get('form').trigger('submit');
    await vi.waitFor(() => { expect(page.emitted('entered')).toBeDefined(); }, { timeout: 10_000 });
    const draft = called.find(([command]) => command === 'archive_restore')?.[1]['restore'];
    expect(draft).toEqual({ backup: '/media/usb', folder: '/home/clerk', user: '王芳', password: '潼川-2026-档案' });
  });

  it('makes the invented county with what is wrong in real archives, unless she takes the tick away', async () => {
    for (const ticked of [true, false]) {
      const page = await begun(3);
      if (!ticked) await page.get('input[type=checkbox]').setValue(false);
      await page.get('form').trigger('submit');
      await flushPromises();
      expect(called.filter(([command]) => command === 'archive_demo').at(-1)?.[1]['defects']).toBe(ticked);
      page.unmount();
    }
  });
});
