import { commands, type About } from './types';

/** Asks which program and which version this is. */
export function about(): Promise<About> {
  return commands.about();
}
