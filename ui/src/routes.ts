// The pages and their addresses. Parts know each other only by these.
import { createRouter, createWebHashHistory, type RouteRecordRaw, type Router } from 'vue-router';

/** A noun's pages: `retailer`, `retailer-new`, `retailer-view`, `retailer-edit`. */
function pagesOf(noun: string, list: RouteRecordRaw['component'], form: RouteRecordRaw['component'], view: RouteRecordRaw['component']): RouteRecordRaw[] {
  return [
    { path: `/${noun}`, name: noun, component: list },
    { path: `/${noun}/new`, name: `${noun}-new`, component: form },
    { path: `/${noun}/:id`, name: `${noun}-view`, component: view, props: true },
    { path: `/${noun}/:id/edit`, name: `${noun}-edit`, component: form, props: true },
  ] as RouteRecordRaw[];
}

const pages: RouteRecordRaw[] = [
  { path: '/', name: 'workbench', component: () => import('./parts/workbench/View.vue') },
  ...pagesOf('retailer', () => import('./parts/retailer/List.vue'), () => import('./parts/retailer/Form.vue'), () => import('./parts/retailer/View.vue')),
  ...pagesOf('case', () => import('./parts/case/List.vue'), () => import('./parts/case/Form.vue'), () => import('./parts/case/View.vue')),
  ...pagesOf('hotline', () => import('./parts/hotline/List.vue'), () => import('./parts/hotline/Form.vue'), () => import('./parts/hotline/View.vue')),
  ...pagesOf('staff', () => import('./parts/staff/List.vue'), () => import('./parts/staff/Form.vue'), () => import('./parts/staff/View.vue')),
  ...pagesOf('training', () => import('./parts/training/List.vue'), () => import('./parts/training/Form.vue'), () => import('./parts/training/View.vue')),
  { path: '/import', name: 'import', component: () => import('./parts/import/View.vue') },
  { path: '/print', name: 'print', component: () => import('./parts/print/View.vue') },
  { path: '/selfcheck', name: 'selfcheck', component: () => import('./parts/selfcheck/View.vue') },
  { path: '/bundle', name: 'bundle', component: () => import('./parts/bundle/View.vue') },
  { path: '/backup', name: 'backup', component: () => import('./parts/backup/View.vue') },
  { path: '/verify', name: 'verify', component: () => import('./parts/verify/View.vue') },
  { path: '/operation', name: 'operation', component: () => import('./parts/operation/View.vue') },
  { path: '/user', name: 'user', component: () => import('./parts/user/View.vue') },
  { path: '/setting', name: 'setting', component: () => import('./parts/setting/View.vue') },
  { path: '/about', name: 'about', component: () => import('./parts/about/View.vue') },
];

/** Builds the router; pages load when first visited. */
export function createRoutes(): Router {
  return createRouter({ history: createWebHashHistory(), routes: pages });
}
