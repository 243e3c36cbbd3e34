import { commands } from './types';

/** The users of the archive. */
export const users = () => commands.userList();
