// Taking a ledger in: look → columns → plan → rows → apply.
import { runJob } from './job';
import { commands, type ImportOnly, type Noun } from './types';

/** Lists the sheets of a workbook, and whose ledger each looks like. */
export const look = (path: string) => commands.importLook(path);
/** Says which column fills which field. */
export const columns = (noun: Noun, path: string, sheet: string | null, mapping: Record<string, string>) =>
  commands.importColumns(noun, path, sheet, mapping);
/** Holds the ledger against the archive; writes nothing. */
export const plan = (title: string, noun: Noun, path: string, sheet: string | null, mapping: Record<string, string>) =>
  runJob(title, (job) => commands.importPlan(noun, path, sheet, mapping, job));
/** Shows rows of the plan. */
export const rows = (only: ImportOnly, offset: number, limit: number) => commands.importRows(only, offset, limit);
/** Writes the plan as one operation. */
export const apply = (title: string) => runJob(title, (job) => commands.importApply(job));
/** Writes the refused rows in the ledger's own shape; gives how many. */
export const errors = (path: string) => commands.importErrors(path);
/** Gives the plan up. */
export const drop = () => commands.importDrop();
/** The fields a ledger of this noun can fill. */
export const fields = (noun: Noun) => commands.recordFields(noun);
