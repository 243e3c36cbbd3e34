import { Channel } from './call';
import { runJob } from './job';
import { commands, type BackupOpening } from './types';

/** The backups there are. */
export const backups = () => commands.backupList();
/** Makes a backup in both places and drills its restoring. */
export const make = (title: string) => runJob(title, (job) => commands.backupMake(job));
/** Drills the restoring of a backup. */
export const check = (title: string, path: string) => runJob(title, (job) => commands.backupCheck(path, job));
/** What goes wrong with the backups. */
export const trouble = () => commands.backupTrouble();
/** What is in a backup, beside the open archive where one is open. */
export const preview = (title: string, opening: BackupOpening) => runJob(title, (job) => commands.backupPreview(opening, job));
/** Restores a backup in the place of the open archive. */
export const replace = (title: string, opening: BackupOpening) => runJob(title, (job) => commands.backupRestore(opening, job));
/** Makes the last backup before the window closes. */
export const leaveSafely = (title: string) => runJob(title, (job) => commands.backupLeave(job));
/** Closes the window now. */
export const leave = () => commands.windowLeave();

/** Calls `hear` when the window is to be closed and something is still to be backed up. */
export async function whenClosing(hear: () => void): Promise<void> {
  const closing = new Channel<boolean>();
  closing.onmessage = hear;
  await commands.windowWatch(closing);
}
