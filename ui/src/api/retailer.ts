import { commands } from './types';

/** One page of the pairs of files that may be of one retailer. */
export const pairs = (offset: number, limit: number) => commands.retailerPairs(offset, limit);

/** Two files side by side: the one that is kept, the one that goes into it. */
export const beside = (kept: string, away: string) => commands.retailerBeside(kept, away);

/** Makes two files one; `taken` names the fields that come from the one that goes. */
export const merge = (kept: string, keptRevision: number, away: string, awayRevision: number, taken: string[]) =>
  commands.retailerMerge(kept, keptRevision, away, awayRevision, taken);

/** Remembers that two files are not of one retailer. */
export const distinct = (one: string, other: string) => commands.recordDistinct('retailer', one, other);
