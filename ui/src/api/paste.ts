// Cells pasted from Excel or WPS: look → plan → rows → apply; kept meanwhile like a form.
import { runJob } from './job';
import { commands, type Noun } from './types';

/** Says whether cells begin with a header, and which column fills which field. */
export const look = (noun: Noun, cells: string[][]) => commands.pasteLook(noun, cells);
/** Holds the cells against the archive; the first row is their header. */
export const plan = (noun: Noun, cells: string[][]) => commands.pastePlan(noun, cells);
/** What each row of the plan would do, those with problems first. */
export const rows = (limit: number) => commands.importRows('all', 0, limit);
/** Writes the plan as one operation. */
export const apply = (title: string) => runJob(title, (job) => commands.importApply(job));
/** Gives the plan up. */
export const drop = () => commands.importDrop();
/** Keeps the cells; none lets go of them. */
export const keep = (noun: Noun, cells: string[][]) => commands.pasteKeep(noun, cells);
/** Those that were kept. */
export const kept = (noun: Noun) => commands.pasteOpen(noun);
/** The fields a ledger of this noun can fill. */
export const fields = (noun: Noun) => commands.recordFields(noun);
