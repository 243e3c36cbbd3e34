import { commands, type Noun } from './types';

/** Ties a report to the retailer or the case it is about, or unties it. */
export const tieHotline = (id: string, noun: Noun, other: string | null) => commands.hotlineTie(id, noun, other);
