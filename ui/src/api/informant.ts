import { commands } from './types';

/** Shows who reported, to a custodian, for a reason; it is logged. */
export const showInformant = (id: string, reason: string) => commands.informantShow(id, reason);
