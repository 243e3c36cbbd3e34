import type { Problem } from '../api/types';

/** What a refused call rejected with; null when it was no refusal of the program. */
export function problemOf(cause: unknown): Problem | null {
  return typeof cause === 'object' && cause !== null && 'kind' in cause && 'message' in cause && 'fields' in cause ? (cause as Problem) : null;
}
