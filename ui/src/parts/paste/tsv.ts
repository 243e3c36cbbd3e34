// Cells as Excel and WPS put them on the clipboard: tabs between cells, a line a row, quotes round what holds either.

/** Reads the cells; rows of nothing at the end are none. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"' ? quotedAt(text, at) : null;
    const end = quoted?.end ?? plainEnd(text, at);
    row.push(tidy(quoted?.cell ?? text.slice(at, end)));
    at = end;
    if (text[at] === '\t') {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    rows.push(row);
    row = [];
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  }
  if (row.length > 0) rows.push(row);
  while (rows.at(-1)?.every((cell) => cell === '') === true) rows.pop();
  return rows;
}

/** Whether a text is more than one cell. */
export const isBlock = (text: string): boolean => /[\t\n\r]/.test(text.replace(/\r?\n$/, ''));

/** A cell in quotes and where it ends; null where the quote is one that somebody typed. */
function quotedAt(text: string, from: number): { cell: string; end: number } | null {
  let cell = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') cell += text[at] ?? '';
    else if (text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else {
      const after = text[at + 1];
      return after === undefined || '\t\n\r'.includes(after) ? { cell, end: at + 1 } : null;
    }
  }
  return null;
}

function plainEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !'\t\n\r'.includes(text[at] ?? '')) at += 1;
  return at;
}

/** What spreadsheets add: spaces that do not break, blanks at the ends. */
const tidy = (cell: string): string => cell.replace(/\u00a0/g, ' ').replace(/\r\n?/g, '\n').trim();
