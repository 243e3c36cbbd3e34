import { commands } from './types';

/** Opens an archive for a user. */
export const open = (dir: string, user: string, password: string) => commands.sessionOpen(dir, user, password);
/** Lays the keys down; what was typed stays. */
export const lock = () => commands.sessionLock();
/** Closes the archive. */
export const close = () => commands.sessionClose();
/** Changes the user's own password. */
export const changePassword = (old: string, password: string) => commands.sessionPassword(old, password);
/** How long to wait after wrong tries before the next one. */
export const waitFor = (dir: string, user: string) => commands.sessionWait(dir, user);
/** Opens an archive with the recovery code, gives a user a new password, and makes a new code. */
export const recover = (dir: string, code: string, user: string, password: string) => commands.sessionRecover(dir, code, user, password);
