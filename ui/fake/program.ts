// For tests of components: stands in for api/call.ts, so that nothing needs the Rust side.
//   vi.mock('./api/call', async (original) => fakeCall(await original()));
// and then `program({ search: () => [] })` says what is answered otherwise.
import { vi } from 'vitest';
import type { Problem as Refusal } from '../src/api/types';
import { answer, type Answers } from './index';

type Call = typeof import('../src/api/call');

/** What the program answers otherwise than the fake answers say. */
let others: Answers = {};

/** The commands that were called, in order, with their arguments. */
export const called: [command: string, args: Record<string, unknown>][] = [];

/** Begins anew: no command called yet, and these answers go before the fake ones. */
export function program(answers: Answers = {}): void {
  others = answers;
  called.length = 0;
}

/** The module api/call.ts without Tauri. */
export function fakeCall(original: Call): Call {
  async function call<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
    called.push([command, args]);
    try {
      const other = others[command];
      return await (other === undefined ? answer(command, args) : Promise.resolve(args).then(other)) as T;
    } catch (cause) {
      const { message, ...rest } = cause as Refusal;
      throw typeof rest.kind === 'string' ? new original.Problem(message, rest) : cause;
    }
  }
  return { ...original, call: vi.fn(call) as unknown as Call['call'], Channel: class { onmessage = () => undefined; } as unknown as Call['Channel'] };
}
