// The one place that speaks to the Rust side. Every rejection leaves here as a Problem whose message can be shown as it is.
import { invoke } from '@tauri-apps/api/core';
import { text } from '../text';

/** A refused or failed command: `message` is Chinese and says what to do next. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

/** Calls one command. Generated types.ts names them all: use those, through api/<noun>.ts. */
export async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (cause) {
    throw new Problem(text.problem.unknown, { cause });
  }
}
