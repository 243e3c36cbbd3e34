import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { session as clerk, TEMPORARY } from '../../../fake/desk.answers';
import { called, fakeCall, program } from '../../../fake/program';
import { entered, left, openSession, session } from '../../session';
import { text } from '../../text';
import FirstPassword from './FirstPassword.vue';
import { handed } from './opening';
import { words } from './text';

vi.mock('../../api/call', async (original) => fakeCall(await original()));

async function shown(typed: string) {
  await openSession();
  handed.value = typed;
  entered({ ...clerk, must_change: true });
  return mount(FirstPassword, { attachTo: document.body });
}

async function fill(page: Awaited<ReturnType<typeof shown>>, ...values: string[]): Promise<void> {
  for (const [at, value] of values.entries()) await page.findAll('input')[at]?.setValue(value);
  await page.get('form').trigger('submit');
  await flushPromises();
}

describe('the first password of her own', () => {
  beforeEach(() => { program(); document.body.innerHTML = ''; });
  afterEach(left);

  it('takes the place of the temporary one, which is not asked for again', async () => {
    const page = await shown(TEMPORARY);
    await fill(page, '我的-潼川-2026', '我的-潼川-2026');
    expect(called).toContainEqual(['session_password', { old: TEMPORARY, password: '我的-潼川-2026' }]);
    expect(session.info?.must_change).toBe(false);
    expect(handed.value).toBe('');
  });

  it('must be typed twice alike', async () => {
    const page = await shown(TEMPORARY);
    await fill(page, '我的-潼川-2026', '我的-潼川-2027');
    expect(page.get('[role=alert]').text()).toBe(text.password.differs);
    expect(session.info?.must_change).toBe(true);
  });

  it('asks for the temporary one when the window no longer knows it', async () => {
    const page = await shown('');
    await fill(page, '', '我的-潼川-2026', '我的-潼川-2026');
    expect(page.get('[role=alert]').text()).toBe(words.first.noOld);
    await fill(page, TEMPORARY, '我的-潼川-2026', '我的-潼川-2026');
    expect(session.info?.must_change).toBe(false);
  });
});
