// Diaries: handed in, approved, given back; a month of them.
import { commands } from './types';

/** Hands diaries in. */
export const submit = (ids: string[]) => commands.diarySubmit(ids);
/** Approves diaries. */
export const approve = (ids: string[], opinion: string) => commands.diaryApprove(ids, opinion);
/** Gives diaries back. */
export const giveBack = (ids: string[], reason: string) => commands.diaryReturn(ids, reason);
/** A month of diaries, officer by officer. */
export const month = (period: string) => commands.diaryMonth(period);
/** One officer's month as PDF. */
export const book = (officer: string, period: string) => commands.diaryBook(officer, period);
