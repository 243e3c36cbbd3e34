// Which groups of a form are shown: those of its noun, those of what was chosen, and what stands in none.
import type { Draft, Field } from '../../api/types';
import type { FormGroup, FormLayout } from './layout';
import { formText } from './text';

/** The groups of the layout that this draft shows, and one for fields that stand in none. */
export function shownGroups(layout: FormLayout, fields: readonly Field[], draft: Draft, echoes: Readonly<Record<string, string>>, fresh: boolean): FormGroup[] {
  const text = (field: string) => (draft.fields[field] ?? '').trim();
  // A word is known by what the program understood it as.
  const meant = (field: string) => echoes[field] ?? text(field);
  const shown = (group: FormGroup) => {
    if (group.fresh === true && !fresh) return false;
    if (group.unless !== undefined && text(group.unless) !== '') return false;
    const when = Object.entries(group.when ?? {});
    return when.every(([field, words]) => words.includes(meant(field))) || group.fields.some((field) => text(field) !== '');
  };
  const named = new Set(['attendance', 'goods', 'measures', ...layout.groups.flatMap((it) => it.fields)]);
  const rest = fields.filter((it) => it.form && !named.has(it.name)).map((it) => it.name);
  return [...layout.groups.filter(shown), { title: formText.rest, fields: rest }];
}
