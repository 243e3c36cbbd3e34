// 分类建议: what the bureau's rules propose, and what is decided.
import { commands, type ClassDraft, type ClassPick, type ClassQuery, type ClassSettings } from './types';

/** The shops by class, and the rules. */
export const show = () => commands.classShow();
/** A page of proposals. */
export const list = (query: ClassQuery, offset: number, limit: number) => commands.classList(query, offset, limit);
/** Follows proposals; the note goes to the reason of each. */
export const accept = (picks: ClassPick[], note: string) => commands.classAccept(picks, note);
/** Leaves shops in their class, for a reason. */
export const keep = (picks: ClassPick[], reason: string) => commands.classKeep(picks, reason);
/** Gives many shops one class. */
export const classify = (ids: string[], draft: ClassDraft) => commands.classSet(ids, draft);
/** Writes proposals as Excel; gives the number of rows. */
export const exportProposals = (query: ClassQuery, path: string) => commands.classExport(query, path);
/** The rules as they are set. */
export const rules = () => commands.classRules();
/** Changes the rules. */
export const saveRules = (settings: ClassSettings) => commands.classRulesSave(settings);
