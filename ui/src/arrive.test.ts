import { flushPromises } from '@vue/test-utils';
import { beforeEach, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { fakeCall, program } from '../fake/program';
import { greetArrivals, titleOf } from './arrive';
import { entered, left, locked, openSession, session } from './session';

vi.mock('./api/call', async (original) => fakeCall(await original()));

beforeEach(async () => {
  program();
  await openSession();
});

it('names the window after page, act and bureau, and marks the invented county', () => {
  expect(titleOf({ name: 'retailer-edit' })).toBe('修改零售户 - 潼川县烟草专卖局 - 一户档');
  expect(titleOf({ name: 'hotline' })).toBe('12313 - 潼川县烟草专卖局 - 一户档');
  if (session.info) entered({ ...session.info, rights: [], demo: true });
  expect(titleOf({ name: 'hotline' })).toBe('【演示数据】12313 - 潼川县烟草专卖局 - 一户档');
  locked();
  expect(titleOf({ name: 'hotline' })).toBe('【演示数据】已锁定 - 潼川县烟草专卖局 - 一户档');
  left();
  expect(titleOf({ name: 'hotline' })).toBe('一户档');
});

it('moves the focus to the heading of the page, even when it comes late, but not away from a field', async () => {
  const empty = defineComponent(() => () => h('p'));
  const router = createRouter({ history: createMemoryHistory(), routes: ['/', '/a', '/b'].map((path) => ({ path, name: path, component: empty })) });
  greetArrivals(router);
  await router.push('/');
  document.body.innerHTML = '<main tabindex="-1"></main>';
  const main = document.body.firstElementChild as HTMLElement;
  await router.push('/a');
  await flushPromises();
  expect(document.activeElement).toBe(main);
  main.innerHTML = '<h1></h1>';
  await vi.waitFor(() => { expect(document.activeElement?.tagName).toBe('H1'); });
  main.innerHTML = '<h1></h1><input>';
  main.querySelector('input')?.focus();
  await router.push('/b');
  await flushPromises();
  expect(document.activeElement?.tagName).toBe('INPUT');
});
