import { flushPromises, mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { defineComponent } from 'vue';
import { createMemoryHistory, createRouter, useRoute, useRouter } from 'vue-router';
import type { ListDesk } from './layout';
import { type Place, usePlace } from './place';
import { blank } from './query';

const nothing = { render: () => null };

async function opened() {
  let place: ReturnType<typeof usePlace> | undefined;
  const desk = { places: new Map<string, string>() };
  const list = defineComponent({
    setup() {
      place = usePlace('retailer', desk as unknown as ListDesk, useRoute(), useRouter());
      return nothing.render;
    },
  });
  let load: () => void = () => undefined;
  const late = () => new Promise<typeof nothing>((done) => { load = () => { done(nothing); }; });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/retailer', name: 'retailer', component: list }, { path: '/paste', name: 'paste', component: late }],
  });
  await router.push('/retailer');
  mount({ template: '<RouterView />' }, { global: { plugins: [router] } });
  await flushPromises();
  const stay = async () => { place?.stay(blank(), 2); await flushPromises(); };
  return { router, desk, stay, load: async () => { load(); await flushPromises(); } };
}

it('writes the place in a list into the address', async () => {
  const { router, desk, stay } = await opened();
  await stay();
  expect(router.currentRoute.value.query.page).toBe('2');
  expect((JSON.parse(desk.places.get('retailer') ?? '') as Place).page).toBe(2);
});

it('lets go of a clerk who is on the way to another page', async () => {
  const { router, stay, load } = await opened();
  const gone = router.push({ name: 'paste' });
  await flushPromises();
  await stay();
  await load();
  await gone;
  expect(router.currentRoute.value.name).toBe('paste');
});
