import { commands } from './types';

/** Opens an archive for a user. */
export const open = (dir: string, user: string, password: string) => commands.sessionOpen(dir, user, password);
/** Lays the keys down; what was typed stays. */
export const lock = () => commands.sessionLock();
/** Closes the archive. */
export const close = () => commands.sessionClose();
/** Changes the user's own password. */
export const changePassword = (old: string, password: string) => commands.sessionPassword(old, password);
