// Archives: made, restored, opened for the first time.
import { runJob } from './job';
import { commands, type FoundingDraft, type RestoreDraft } from './types';

/** Makes a new archive and opens it; the recovery code in the answer is told once. */
export const found = (title: string, founding: FoundingDraft) => runJob(title, (job) => commands.archiveInit(founding, job), false);
/** Makes the invented county, with what is wrong in real archives where it is asked for, and opens it. */
export const foundDemo = (title: string, dir: string, defects: boolean) =>
  runJob(title, (job) => commands.archiveDemo(dir, defects, job), false);
/** Restores a backup into a new folder and opens it. */
export const restore = (title: string, draft: RestoreDraft) => runJob(title, (job) => commands.archiveRestore(draft, job));
/** Lists who can log in. */
export const usersOf = (dir: string) => commands.archiveUsers(dir);
/** Says how strong a password is. */
export const strength = (password: string, user: string) => commands.passwordStrength(password, user);
