// The keys of the archive: a new recovery code, and new keys after a leak.
import { runJob } from './job';
import { commands } from './types';

/** Makes a new recovery code; the old one opens nothing any more. */
export const renewRecovery = (password: string) => commands.recoveryRenew(password);
/** Makes new keys and encrypts the archive anew in a folder of its own; the old one is kept aside. `signing`: also those that sign bundles. */
export const rotate = (title: string, password: string, signing: boolean) => runJob(title, (job) => commands.keyRotate(password, signing, job));
