// The pages and their addresses. Parts know each other only by these.
import { createRouter, createWebHashHistory, type Router } from 'vue-router';

/** Builds the router; pages load when first visited. */
export function createRoutes(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [{ path: '/', name: 'about', component: () => import('./parts/about/View.vue') }],
  });
}
