// Which right stands behind which records and which page. What it forbids is not offered; the program refuses it all the same.
import type { Noun, Right } from './api/types';
import { may } from './session';

const EDITS: Partial<Record<Noun, Right>> = {
  retailer: 'edit_retailer',
  licence: 'edit_retailer',
  matter: 'edit_matter',
  vendor: 'edit_vendor',
  inspection: 'edit_inspection',
  diary: 'edit_inspection',
  campaign: 'edit_inspection',
  case: 'edit_case',
  hotline: 'edit_hotline',
  training: 'edit_training',
  staff: 'edit_staff',
};

/** Pages that are not everybody's, by the name of their route: one of the rights is enough. */
const OPENS: Readonly<Record<string, readonly Right[]>> = {
  print: ['print'],
  backup: ['backup'],
  operation: ['log'],
  // A custodian gives other custodians back their key.
  user: ['users', 'reveal'],
  key: ['keys'],
};

/** Whether records of a noun may be changed. */
export function mayEdit(noun: Noun): boolean {
  const right = EDITS[noun];
  return right !== undefined && may(right);
}

/** Whether any records may be changed: then there is something to import and to undo. */
export const mayEditSome = (): boolean => Object.values(EDITS).some(may);

/** Whether a page may be opened, by the name of its route. */
export function mayOpen(route: unknown): boolean {
  if (typeof route !== 'string') return true;
  const [page = '', act = ''] = route.split('-');
  if (page === 'import') return mayEditSome();
  if (act === 'new' || act === 'edit') return mayEdit(page as Noun);
  return OPENS[page]?.some(may) ?? true;
}
