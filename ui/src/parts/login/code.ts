// The recovery code as people type it from paper: O is 0, I and L are 1, case and dashes do not matter.

/** Eight groups of four. */
export const CODE_LENGTH = 32;

/** The signs of what was typed, as they are printed. */
export function signs(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1').replace(/[^0-9A-Z]/g, '').slice(0, CODE_LENGTH);
}

/** What was typed, in groups of four. */
export const grouped = (typed: string): string => (signs(typed).match(/.{1,4}/g) ?? []).join('-');
