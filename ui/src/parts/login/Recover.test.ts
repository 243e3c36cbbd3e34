import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { called, fakeCall, program } from '../../../fake/program';
import { left, openSession, session } from '../../session';
import { text } from '../../text';
import { grouped } from './code';
import Recover from './Recover.vue';
import { words } from './text';

vi.mock('../../api/call', async (original) => fakeCall(await original()));

const CODE = '7F3K-9QWD-0XM2-B8TN-HC5R-6VYE-1PJA-4GZS';
const free = { seconds: 0, failed: 0, message: '' };

async function shown() {
  await openSession();
  left();
  const page = mount(Recover, { props: { dir: '/home/clerk/潼川县局.yihu', users: ['王芳', '雷云秀'], user: '王芳' }, attachTo: document.body });
  await flushPromises();
  return page;
}

async function fill(page: Awaited<ReturnType<typeof shown>>, code: string): Promise<void> {
  const [first, password, again] = page.findAll('input');
  await first?.setValue(code);
  await password?.setValue('新的-潼川-2026');
  await again?.setValue('新的-潼川-2026');
  await page.get('form').trigger('submit');
  await flushPromises();
}

describe('the recovery code', () => {
  beforeEach(() => { program({ session_wait: () => free }); document.body.innerHTML = ''; });
  afterEach(left);

  it.each([
    ['as printed', CODE],
    ['in small letters without dashes', CODE.toLowerCase().replaceAll('-', '')],
    ['with spaces, O for 0 and l for 1', CODE.replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l')],
    ['in full width', Array.from(CODE).map((it) => String.fromCodePoint((it.codePointAt(0) ?? 0) + 0xfee0)).join('')],
  ])('is read %s', (_, typed) => {
    expect(grouped(typed)).toBe(CODE);
  });

  it('opens the archive with a new password, and goes on only when the new code is sealed', async () => {
    const page = await shown();
    await fill(page, CODE.toLowerCase());
    expect(called).toContainEqual(['session_recover', { dir: '/home/clerk/潼川县局.yihu', code: CODE, user: '王芳', password: '新的-潼川-2026' }]);
    expect(page.text()).toContain(text.recovery.title);
    expect(page.findAll('.recovery-group')[0]?.text()).toBe('M2XQ');
    expect(session.info).toBeNull();
    await page.get('[type=checkbox]').setValue(true);
    await page.get('form').trigger('submit');
    expect(session.info).toMatchObject({ user: '王芳' });
  });

  it('is asked for in full before the program is asked', async () => {
    const page = await shown();
    await fill(page, CODE.slice(0, 9));
    expect(page.get('[role=alert]').text()).toBe(words.recover.short(8, 32));
    expect(called.map(([command]) => command)).not.toContain('session_recover');
  });

  it('is said to be wrong beside it, and wrong tries make her wait', async () => {
    const page = await shown();
    program({ session_wait: () => ({ seconds: 30, failed: 5, message: '请等一会儿再试。' }) });
    await fill(page, CODE.replace('7F3K', '7F3J'));
    expect(page.get('[role=alert]').text()).toContain('校验组');
    expect(page.get('[role=status]').element.parentElement?.textContent).toBeDefined();
    expect(page.text()).toContain(words.wait.left(30));
    expect(page.get('[type=submit]').attributes('disabled')).toBeDefined();
  });
});
