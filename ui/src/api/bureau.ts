import { commands, type BureauDraft } from './types';

/** The bureau. */
export const bureau = () => commands.bureauShow();
/** Keeps what can be changed of the bureau. */
export const saveBureau = (draft: BureauDraft) => commands.bureauSave(draft);
