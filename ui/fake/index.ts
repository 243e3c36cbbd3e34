// A program that is not there: answers to commands, for tests of components and for looking at pages in a browser.
// Each file beside this one answers for some commands; it is no part of what ships.
import type { commands } from '../src/api/types';

/** A command's answer, or a function from its arguments to the answer; throw a Problem-shaped object to refuse. */
export type Answers = Record<string, (args: Record<string, unknown>) => unknown>;

/** The names of all commands, as the window calls them. */
export type CommandName = keyof typeof commands;

const files = import.meta.glob<{ answers: Answers }>('./*.answers.ts', { eager: true });

/** All answers, by the name the Rust side knows: `record_list`. */
export const answers: Answers = Object.assign({}, ...Object.values(files).map((file) => file.answers)) as Answers;

/** Answers a command as the program would. */
export async function answer(command: string, args: Record<string, unknown> = {}): Promise<unknown> {
  await Promise.resolve();
  const known = answers[command];
  if (known === undefined) throw new Error(`fake: no answer to ${command}`);
  return known(args);
}
