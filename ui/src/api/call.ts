// The one place that speaks to the Rust side. Every rejection leaves here as a Problem whose message can be shown as it is.
import { Channel, invoke } from '@tauri-apps/api/core';
import { text } from '../text';
import type { Kind, Problem as Refusal } from './types';

export { Channel };

/** A refused or failed command: `message` is Chinese and says what to do next; `fields` names the inputs that are wrong. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: Kind;
  readonly fields: Readonly<Record<string, string>>;

  constructor(message: string, options: { kind?: Kind; fields?: Record<string, string>; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.kind = options.kind ?? 'internal';
    this.fields = options.fields ?? {};
  }
}

/** Calls one command. Generated types.ts names them all: use those, through api/<noun>.ts. */
export async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (cause) {
    throw isRefusal(cause) ? new Problem(cause.message, { ...cause, cause }) : new Problem(text.problem.unknown, { cause });
  }
}

function isRefusal(cause: unknown): cause is Refusal {
  return typeof cause === 'object' && cause !== null && 'kind' in cause && 'message' in cause && 'fields' in cause;
}
