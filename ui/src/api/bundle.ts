// The sync bundles, and the key that signs them.
import { runJob } from './job';
import { commands } from './types';

/** Says what the next bundle would hold. */
export const plan = (full: boolean) => commands.bundlePlan(full);
/** Writes the next bundle. */
export const exportBundle = (title: string, full: boolean, folder: string) => runJob(title, (job) => commands.bundleExport(full, folder, job));
/** Lists the bundles that left. */
export const bundles = () => commands.bundleList();
/** Checks a bundle; `key` is a .pub file, null = our own key. */
export const verify = (path: string, key: string | null) => commands.bundleVerify(path, key);
/** The bureau's public key. */
export const key = () => commands.keyShow();
/** The key sheet. */
export const keySheet = () => commands.keySheet();
/** Saves the .pub file. */
export const saveKey = (path: string) => commands.keySave(path);
