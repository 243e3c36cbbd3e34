// Arriving at a page: the title of the window says where she is, and the reader of the screen begins at the page's heading.
import { nextTick } from 'vue';
import type { RouteLocationNormalized, Router } from 'vue-router';
import { safety } from './safety';
import { hideProblem, session } from './session';
import { text } from './text';

/** What the window is called on a page. */
export function titleOf(route: Pick<RouteLocationNormalized, 'name'>): string {
  const product = session.product || text.product;
  if (session.info === null) return product;
  const mark = (safety.own === null ? '' : text.safety.mark) + (session.info.demo ? text.demoMark : '');
  const [noun = '', act = ''] = typeof route.name === 'string' ? route.name.split('-') : [];
  const page = (text.pages as Record<string, string>)[noun];
  const here = session.locked ? text.locked : page === undefined ? '' : `${text.acts[act] ?? ''}${page}`;
  return mark + [here, session.info.bureau_name, product].filter((part) => part !== '').join(' - ');
}

/** A page that reads its record first has no heading yet: how long to wait for it. */
const PATIENCE = 1_500;

/** Names the window and moves the focus to the heading, unless the page itself took it. */
export function greetArrivals(router: Router, target: Document = document): void {
  let turn = 0;
  router.afterEach((to, from) => {
    target.title = titleOf(to);
    if (to.path === from.path || from.matched.length === 0) return;
    // What went wrong on the page before is not said of this one.
    hideProblem();
    turn += 1;
    void nextTick(() => {
      target.querySelector('main')?.scrollTo(0, 0);
      greet(turn, Date.now() + PATIENCE);
    });
  });

  function greet(mine: number, until: number): void {
    const main = target.querySelector<HTMLElement>('main');
    if (mine !== turn || main === null) return;
    const held = target.activeElement;
    if (held !== null && held !== target.body && held !== main && main.contains(held)) return;
    const heading = main.querySelector<HTMLElement>('h1');
    const goal = heading ?? main;
    if (heading !== null) heading.tabIndex = -1;
    if (held !== goal) goal.focus({ preventScroll: true });
    if (heading === null && Date.now() < until) setTimeout(() => { greet(mine, until); }, 50);
  }
}
