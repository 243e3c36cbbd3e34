// Finding a choice by what was typed: a part of it, or the initials of its pinyin.
import { formText } from './text';

const LETTERS = 'abcdefghjklmnopqrstwxyz';
const order = new Intl.Collator('zh-CN-u-co-pinyin');

function initial(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return character.toLowerCase();
  const at = Array.from(formText.initials).findLastIndex((first) => order.compare(first, character) <= 0);
  return LETTERS[at] ?? '';
}

/** The initials of a text's pinyin: 重点 is zd. */
export const initials = (text: string): string => Array.from(text, initial).join('');

/** The choices that what was typed can mean, those that begin with it first; all when nothing was typed or one of them stands there as it is. */
export function meant(choices: readonly string[], typed: string): readonly string[] {
  const text = typed.trim();
  if (text === '' || choices.includes(text)) return choices;
  const begin = beginning(choices, text);
  const lower = text.toLowerCase();
  return [...begin, ...choices.filter((it) => !begin.includes(it) && (it.includes(text) || initials(it).includes(lower)))];
}

/** The one choice that what was typed means; none when it may be several. */
export function only(choices: readonly string[], typed: string): string | undefined {
  const begin = beginning(choices, typed.trim());
  const [first, second] = begin.length > 0 ? begin : meant(choices, typed);
  return second === undefined ? first : undefined;
}

const beginning = (choices: readonly string[], text: string) => choices.filter((it) => it.startsWith(text) || initials(it).startsWith(text.toLowerCase()));

const PARTS = /[、，,;；\s]+/u;

/** Names one after the other: those before, and the one at which the hand is. */
export function parted(typed: string): { before: readonly string[]; last: string } {
  const all = typed.split(PARTS);
  return { before: all.slice(0, -1).filter(Boolean), last: all.at(-1) ?? '' };
}

/** The names with one more: it takes the place of what was begun, or stands after a whole name. */
export function joined(typed: string, choice: string, choices: readonly string[]): string {
  const { before, last } = parted(typed);
  return [...before, ...(choices.includes(last) ? [last] : []), choice].join('、');
}
