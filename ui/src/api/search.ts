import { commands } from './types';

/** Searches the one box. */
export const search = (text: string) => commands.search(text);
