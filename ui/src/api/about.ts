import { commands } from './types';

/** Asks which program and which version this is. */
export const about = () => commands.about();
/** Lists what the program is made of, with versions and licences. */
export const licences = () => commands.aboutLicences();
