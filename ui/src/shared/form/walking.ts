// Going through a form by keyboard: Enter leads to the next field, a problem leads to its field.
const FIELDS = 'input:not([disabled]):not([type=hidden]), textarea:not([disabled]), select:not([disabled])';

const seen = (node: HTMLElement) => node.tabIndex >= 0 && node.closest('[inert], [hidden]') === null;

/** Whether a key belongs to the input method that is composing. */
// WebKit ends the composition before the key press that ended it: only the old code 229 still tells.
// eslint-disable-next-line @typescript-eslint/no-deprecated
export const composing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** Goes to the next field on Enter; false when there is none. Long texts keep their Enter, buttons too. */
export function walk(event: KeyboardEvent, form: HTMLElement): boolean {
  const from = event.target;
  if (!(from instanceof HTMLInputElement) || composing(event) || event.ctrlKey || event.altKey || event.metaKey) return true;
  event.preventDefault();
  const all = [...form.querySelectorAll<HTMLElement>(FIELDS)].filter(seen);
  const next = all[all.indexOf(from) + (event.shiftKey ? -1 : 1)];
  if (next === undefined) return false;
  enter(next);
  return true;
}

/** Puts the cursor into a field of the form. */
export function goTo(form: HTMLElement, field: string): void {
  const place = form.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  const input = place?.matches(FIELDS) === true ? place : place?.querySelector<HTMLElement>(FIELDS);
  if (input !== null && input !== undefined) enter(input);
  else place?.scrollIntoView({ block: 'center' });
}

function enter(input: HTMLElement): void {
  input.focus();
  if (input instanceof HTMLInputElement && input.type === 'text') input.select();
  input.scrollIntoView({ block: 'nearest' });
}
