// Arriving at a page: the title of the window says where she is, and the reader of the screen begins at the page's heading.
import { nextTick } from 'vue';
import type { RouteLocationNormalized, Router } from 'vue-router';
import { session } from './session';
import { text } from './text';

/** What the window is called on a page. */
export function titleOf(route: Pick<RouteLocationNormalized, 'name'>): string {
  const mark = session.info?.demo === true ? text.demoMark : '';
  const [noun = '', act = ''] = typeof route.name === 'string' ? route.name.split('-') : [];
  const page = (text.pages as Record<string, string>)[noun];
  const parts = [page === undefined ? '' : `${page}${text.acts[act] ?? ''}`, session.info?.bureau_name ?? '', session.product || text.product];
  return mark + parts.filter((part) => part !== '').join(' - ');
}

/** Names the window and moves the focus to the heading, unless the page itself took it. */
export function greetArrivals(router: Router, target: Document = document): void {
  router.afterEach((to, from) => {
    target.title = titleOf(to);
    if (to.path === from.path || from.matched.length === 0) return;
    void nextTick(() => {
      const main = target.querySelector<HTMLElement>('main');
      if (main === null || main.contains(target.activeElement)) return;
      main.scrollTop = 0;
      const heading = main.querySelector<HTMLElement>('h1') ?? main;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    });
  });
}
