// Conditions between the query bar, the chips and the program.
import type { Compare, Condition, Field, FieldKind, Query } from '../../api/types';
import { text } from './text';

/** What stands in the query bar for one field. */
export interface BarValue {
  words: string[];
  text: string;
  from: string;
  to: string;
}

/** How a field is asked for. */
export type Asked = 'words' | 'range' | 'text';

/** Asks for everything. */
export const blank = (): Query => ({ conditions: [], text: '', due: '', sort: null, down: false, removed: 'hide' });

/** Whether a query leaves nothing out that is not void. */
export const isBlank = (query: Query) => query.conditions.length === 0 && query.text === '' && query.due === '' && query.removed !== 'only';

const RANGED: readonly FieldKind[] = ['day', 'instant', 'sticks', 'money', 'hours'];

/** How a field is asked for in the bar. */
export function asked(field: Field): Asked {
  if (field.kind === 'choice' || field.kind === 'yes_no') return 'words';
  return RANGED.includes(field.kind) ? 'range' : 'text';
}

/** The words a field can hold; none when it holds anything. */
export const wordsOf = (field: Field): readonly string[] => (field.kind === 'yes_no' ? [text.bar.yes, text.bar.no] : field.kind === 'choice' ? field.choices : []);

/** The comparisons that make sense for a field. */
export function comparesOf(field: Field): Compare[] {
  switch (asked(field)) {
    case 'words': return ['equals', 'differs', 'empty', 'filled'];
    case 'range': return ['at_least', 'at_most', 'equals', 'empty', 'filled'];
    case 'text': return ['contains', 'equals', 'starts_with', 'differs', 'empty', 'filled'];
  }
}

/** What a comparison is called for a field. */
export function compareTitle(compare: Compare, field: Field | undefined): string {
  const dated = field?.kind === 'day' || field?.kind === 'instant';
  return (dated ? text.dayCompare[compare] : undefined) ?? text.compare[compare];
}

/** Whether a comparison needs no value. */
export const valueless = (compare: Compare) => compare === 'empty' || compare === 'filled';

/** A condition in words, for its chip. */
export function conditionWords(condition: Condition, fields: readonly Field[]): string {
  const field = fields.find((it) => it.name === condition.field);
  const title = field?.title ?? condition.field;
  if (valueless(condition.compare)) return `${title} ${text.compare[condition.compare]}`;
  const value = condition.value.split('|').join(text.or);
  return `${title} ${compareTitle(condition.compare, field)} ${value}`;
}

const empty = (): BarValue => ({ words: [], text: '', from: '', to: '' });

/** Lays conditions out in the bar; what does not fit there is left over. */
export function laidOut(conditions: readonly Condition[], bar: readonly Field[]): { values: Record<string, BarValue>; others: Condition[] } {
  const values = Object.fromEntries(bar.map((field) => [field.name, empty()]));
  const others = conditions.filter(({ field: name, compare, value }) => {
    const field = bar.find((it) => it.name === name);
    const held = values[name];
    if (field === undefined || held === undefined) return true;
    const how = asked(field);
    if (how === 'words' && held.words.length === 0 && (compare === 'any_of' || compare === 'equals')) held.words = value.split('|');
    else if (how === 'text' && held.text === '' && compare === 'contains') held.text = value;
    else if (how === 'range' && held.from === '' && compare === 'at_least') held.from = value;
    else if (how === 'range' && held.to === '' && compare === 'at_most') held.to = value;
    else return true;
    return false;
  });
  return { values, others };
}

/** The conditions that stand in the bar. */
export function conditionsOf(values: Readonly<Record<string, BarValue>>, bar: readonly Field[]): Condition[] {
  return bar.flatMap(({ name: field }): Condition[] => {
    const { words, text: typed, from, to } = values[field] ?? empty();
    return [
      ...(words.length > 0 ? [{ field, compare: words.length > 1 ? 'any_of' as const : 'equals' as const, value: words.join('|') }] : []),
      ...(typed.trim() ? [{ field, compare: 'contains' as const, value: typed.trim() }] : []),
      ...(from.trim() ? [{ field, compare: 'at_least' as const, value: from.trim() }] : []),
      ...(to.trim() ? [{ field, compare: 'at_most' as const, value: to.trim() }] : []),
    ];
  });
}

/** Reads a query from an address or a preference; whatever is not one is null. */
export function readQuery(json: unknown): Query | null {
  if (typeof json !== 'string') return null;
  try {
    const read: unknown = JSON.parse(json);
    return typeof read === 'object' && read !== null ? { ...blank(), ...read } : null;
  } catch {
    return null;
  }
}

/** Asks for some records only. */
export const only = (query: Query, ids: readonly string[]): Query => ({ ...blank(), sort: query.sort, down: query.down, removed: 'all', conditions: [{ field: 'id', compare: 'any_of', value: ids.join('|') }] });
