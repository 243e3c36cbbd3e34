// The pages and their addresses. Parts know each other only by these.
import { createRouter, createWebHashHistory, type RouteLocationNormalized, type RouteRecordRaw, type Router } from 'vue-router';
import type { Noun } from './api/types';
import { sections as campaign } from './parts/campaign/sections';
import { sections as cases } from './parts/case/sections';
import { sections as diary } from './parts/diary/sections';
import { sections as hotline } from './parts/hotline/sections';
import { sections as inspection } from './parts/inspection/sections';
import { sections as matter } from './parts/matter/sections';
import { sections as retailer } from './parts/retailer/sections';
import { sections as staff } from './parts/staff/sections';
import { sections as training } from './parts/training/sections';
import { sections as vendor } from './parts/vendor/sections';
import type { FormLayout } from './shared/form/layout';
import type { ListLayout } from './shared/list/layout';
import type { ViewLayout } from './shared/view/layout';

/** What is particular to a noun's three pages. */
interface Sections {
  readonly list: ListLayout;
  readonly form: FormLayout;
  readonly view: ViewLayout;
}

/** A noun's pages, `retailer`, `retailer-new`, `retailer-view`, `retailer-edit`: the same three, over its own sections. */
function pagesOf(noun: Noun, { list, form, view }: Sections): RouteRecordRaw[] {
  const id = (to: RouteLocationNormalized) => (typeof to.params.id === 'string' ? to.params.id : null);
  const formPage = { component: () => import('./parts/record/Form.vue'), props: (to: RouteLocationNormalized) => ({ noun, layout: form, id: id(to) }) };
  return [
    { path: `/${noun}`, name: noun, component: () => import('./parts/record/List.vue'), props: { noun, layout: list } },
    { path: `/${noun}/new`, name: `${noun}-new`, ...formPage },
    { path: `/${noun}/:id`, name: `${noun}-view`, component: () => import('./parts/record/View.vue'), props: (to) => ({ noun, layout: view, id: id(to) }) },
    { path: `/${noun}/:id/edit`, name: `${noun}-edit`, ...formPage },
  ];
}

const pages: RouteRecordRaw[] = [
  { path: '/', name: 'workbench', component: () => import('./parts/workbench/View.vue') },
  ...pagesOf('retailer', retailer),
  ...pagesOf('matter', matter),
  ...pagesOf('vendor', vendor),
  { path: '/vendor/:id/apply', name: 'vendor-apply', component: () => import('./parts/vendor/Apply.vue'), props: true },
  ...pagesOf('inspection', inspection),
  ...pagesOf('diary', diary),
  ...pagesOf('campaign', campaign),
  { path: '/diarymonth', name: 'diarymonth', component: () => import('./parts/diary/Month.vue') },
  ...pagesOf('case', cases),
  ...pagesOf('hotline', hotline),
  ...pagesOf('staff', staff),
  ...pagesOf('training', training),
  {
    path: '/alike',
    name: 'alike',
    component: () => import('./parts/alike/View.vue'),
    props: ({ query: { kept, away } }) => ({ kept: typeof kept === 'string' ? kept : null, away: typeof away === 'string' ? away : null }),
  },
  { path: '/class', name: 'class', component: () => import('./parts/class/View.vue') },
  {
    path: '/paste/:noun(retailer|vendor|inspection|diary|campaign|case|hotline|staff|training)',
    name: 'paste',
    component: () => import('./parts/paste/View.vue'),
    props: true,
  },
  { path: '/import', name: 'import', component: () => import('./parts/import/View.vue') },
  { path: '/print', name: 'print', component: () => import('./parts/print/View.vue') },
  { path: '/gap', name: 'gap', component: () => import('./parts/gap/View.vue') },
  { path: '/selfcheck', name: 'selfcheck', component: () => import('./parts/selfcheck/View.vue') },
  { path: '/bundle', name: 'bundle', component: () => import('./parts/bundle/View.vue') },
  { path: '/backup', name: 'backup', component: () => import('./parts/backup/View.vue') },
  { path: '/verify', name: 'verify', component: () => import('./parts/verify/View.vue') },
  { path: '/operation', name: 'operation', component: () => import('./parts/operation/View.vue') },
  { path: '/user', name: 'user', component: () => import('./parts/user/View.vue') },
  { path: '/key', name: 'key', component: () => import('./parts/key/View.vue') },
  { path: '/setting', name: 'setting', component: () => import('./parts/setting/View.vue') },
  { path: '/about', name: 'about', component: () => import('./parts/about/View.vue') },
];

/** Builds the router; pages load when first visited. */
export function createRoutes(): Router {
  return createRouter({ history: createWebHashHistory(), routes: pages });
}
