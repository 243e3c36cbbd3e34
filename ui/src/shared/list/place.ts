// Where the clerk is in a list: kept in the address, so that she comes back to it from a record.
import { onScopeDispose } from 'vue';
import type { RouteLocationNormalizedLoaded, Router } from 'vue-router';
import type { Noun, Query } from '../../api/types';
import type { ListDesk } from './layout';
import { readQuery } from './query';

/** A query and its page. */
export interface Place {
  readonly query: Query;
  readonly page: number;
}

/** The place in the list of a noun. */
export function usePlace(noun: Noun, desk: ListDesk, route: RouteLocationNormalizedLoaded, router: Router) {
  let written = '';
  /** On the way to another page: an address written now would turn her back. */
  let leaving = false;
  onScopeDispose(router.beforeEach((to) => { leaving = to.name !== noun; }));
  onScopeDispose(router.afterEach(() => { leaving = false; }));

  return {
    /** Where to begin: what the address asks, or where she was before she opened a record. */
    arrived(): Place | null {
      const page = Math.max(1, Number(route.query.page) || 1);
      const query = readQuery(route.query.q);
      if (query !== null) return { query, page };
      const { back } = (window.history.state ?? {}) as { back?: unknown };
      const known = desk.places.get(noun);
      return known !== undefined && typeof back === 'string' && back.startsWith(`/${noun}/`) ? (JSON.parse(known) as Place) : null;
    },
    /** Another query that the address asks for while the page is open. */
    asked(): Query | null {
      return route.name === noun && typeof route.query.q === 'string' && route.query.q !== written ? readQuery(route.query.q) : null;
    },
    /** Writes the place down. */
    stay(query: Query, page: number): void {
      if (route.name !== noun || leaving) return;
      written = JSON.stringify(query);
      desk.places.set(noun, JSON.stringify({ query, page }));
      void router.replace({ name: noun, query: { q: written, ...(page > 1 && { page: String(page) }) } });
    },
  };
}
