import { runJob } from './job';
import { commands } from './types';

/** The backups there are. */
export const backups = () => commands.backupList();
/** Makes a backup and drills its restoring; null = the archive's own folder. */
export const make = (title: string, folder: string | null) => runJob(title, (job) => commands.backupMake(folder, job));
/** Drills the restoring of a backup. */
export const check = (title: string, path: string) => runJob(title, (job) => commands.backupCheck(path, job));
