// What is put right in a field when it is left, and how numbers are grouped for reading. It judges nothing.
import type { FieldKind } from '../../api/types';

const CODES: readonly FieldKind[] = ['id_card', 'licence_no', 'phone', 'uscc'];

/** Full-width digits and letters become ordinary ones; codes lose their spaces, and the x of an identity number is X. */
export function normal(kind: FieldKind, typed: string): string {
  const half = typed.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (it) => String.fromCharCode(it.charCodeAt(0) - 0xfee0));
  if (kind === 'long') return half;
  const line = half.replace(/\u3000/g, ' ').trim();
  if (!CODES.includes(kind)) return line;
  const bare = line.replace(/\s+/g, '').replace(/[×✕]$/, 'X');
  return kind === 'id_card' || kind === 'uscc' ? bare.toUpperCase() : bare;
}

/** An identity number in groups of 6, 8 and 4. */
export function grouped(typed: string): string {
  const bare = normal('id_card', typed);
  return [bare.slice(0, 6), bare.slice(6, 14), bare.slice(14)].filter(Boolean).join(' ');
}
