import { commands } from './types';

/** What stands on the workbench: counts, what is due, the month, charts. */
export const workbench = () => commands.workbench();
