// The month's self-check.
import { runJob } from './job';
import { commands } from './types';

/** The months that can be checked, newest first. */
export const months = () => commands.selfcheckMonths();
/** The figures of a month. */
export const show = (period: string) => commands.selfcheckShow(period);
/** The report as PDF. */
export const preview = (period: string) => commands.selfcheckPreview(period);
/** Writes report, figures and bundle; `sign` closes the month. Gives the paths. */
export const exportMonth = (title: string, period: string, sign: boolean, folder: string) =>
  runJob(title, (job) => commands.selfcheckExport(period, sign, folder, job));
