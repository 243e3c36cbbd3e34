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

/** The choices that what was typed can mean; all when nothing was typed or one of them stands there as it is. */
export function meant(choices: readonly string[], typed: string): readonly string[] {
  const text = typed.trim();
  if (text === '' || choices.includes(text)) return choices;
  const lower = text.toLowerCase();
  const begins = choices.filter((it) => it.startsWith(text) || initials(it).startsWith(lower));
  return [...begins, ...choices.filter((it) => !begins.includes(it) && (it.includes(text) || initials(it).includes(lower)))];
}
