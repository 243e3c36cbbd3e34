import { commands } from './types';

/** Lists what was typed and not yet saved. */
export const drafts = () => commands.draftList();
