import { commands } from './types';

/** Which years the working-day calendar has. */
export const calendar = () => commands.calendarShow();
/** Takes in one year. */
export const importYear = (path: string) => commands.calendarImport(path);
/** Writes one year as a file. */
export const saveYear = (year: number, path: string) => commands.calendarSave(year, path);
