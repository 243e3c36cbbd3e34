// Who can log in, and what their roles let them do.
import { commands, type Role, type UserDraft } from './types';

/** The users of the archive. */
export const users = () => commands.userList();
/** The roles, and what each may do. */
export const roles = () => commands.userRoles();
/** Adds a user, with a password to be changed at the first login. */
export const add = (draft: UserDraft) => commands.userAdd(draft);
/** Gives a user other roles. */
export const change = (name: string, to: Role[]) => commands.userChange(name, to);
/** Gives a user another password, to be changed at the next login. */
export const reset = (name: string, password: string) => commands.userReset(name, password);
/** Lets a user in no more; the name stays. */
export const disable = (name: string) => commands.userDisable(name);
/** Lets a user in again, with a password to be changed at the next login. */
export const enable = (name: string, password: string) => commands.userEnable(name, password);
/** Destroys a user's key. */
export const remove = (name: string) => commands.userRemove(name);
