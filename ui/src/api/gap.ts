// 缺件: how complete the files are, and what they lack.
import { commands, type GapQuery } from './types';

/** Rates, documents, towns. */
export const show = () => commands.gapShow();
/** A page of the files with gaps. */
export const list = (query: GapQuery, offset: number, limit: number) => commands.gapList(query, offset, limit);
/** Writes them as Excel; gives the number of rows. */
export const exportGaps = (query: GapQuery, path: string) => commands.gapExport(query, path);
/** The list as PDF. */
export const preview = (query: GapQuery) => commands.gapPreview(query);
