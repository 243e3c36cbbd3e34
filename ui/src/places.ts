// Where records live in this window: the addresses that parts link to one another by.
import type { RouteLocationRaw } from 'vue-router';
import type { Noun, Query } from './api/types';

const LISTED: readonly Noun[] = ['retailer', 'matter', 'vendor', 'inspection', 'diary', 'campaign', 'case', 'hotline', 'staff', 'training'];

/** Whether a noun has a list, a view and a form of its own. */
export const hasPages = (noun: Noun): boolean => LISTED.includes(noun);

/** The list of a noun under a query; a licence is listed with its retailer. Null when it has no page. */
export function listPlace(noun: Noun, query: Partial<Query> | null = null): RouteLocationRaw | null {
  const name = noun === 'licence' ? 'retailer' : noun;
  if (name === 'bundle' || name === 'selfcheck') return { name };
  if (!hasPages(name)) return null;
  return query === null ? { name } : { name, query: { q: JSON.stringify(query) } };
}

/** The page of one record; null when it has none. */
export function recordPlace(noun: Noun, id: string): RouteLocationRaw | null {
  return hasPages(noun) ? { name: `${noun}-view`, params: { id } } : null;
}

/** What stands for the record of a kept draft that holds pasted cells. */
const PASTED = '00000000-0000-0000-0000-000000000000';

/** The form of one record, or of a new one; the grid of what was pasted. */
export function formPlace(noun: Noun, id: string | null): RouteLocationRaw | null {
  if (!hasPages(noun)) return null;
  if (id === PASTED) return { name: 'paste', params: { noun } };
  return id === null ? { name: `${noun}-new` } : { name: `${noun}-edit`, params: { id } };
}
