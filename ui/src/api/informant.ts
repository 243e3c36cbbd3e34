import { commands } from './types';

/**
 * Shows who reported, to a custodian, for a reason; it is logged. The reason then stands for so many minutes.
 * Without a reason the one that stands counts.
 */
export async function showInformant(id: string, reason: string | null, minutes: number) {
  if (reason !== null) await commands.preferencePut('informant.minutes', String(minutes));
  return commands.informantShow(id, reason);
}
