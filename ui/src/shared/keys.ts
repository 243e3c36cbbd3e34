// The keyboard: each page says which keys it listens to while it is open; Shift+? shows them all.
import { onBeforeUnmount, onMounted, shallowReactive } from 'vue';

/** One key: `keys` as the clerk reads it (`Ctrl+S`), what it does, and doing it. */
export interface Key {
  readonly keys: string;
  readonly title: string;
  readonly run: () => void;
}

/** All keys that are listened to now, the latest page's last. */
export const keysNow = shallowReactive<Key[]>([]);

/** Listens to keys for as long as the component is there. */
export function useKeys(keys: readonly Key[]): void {
  onMounted(() => { keysNow.push(...keys); });
  onBeforeUnmount(() => {
    for (const key of keys) keysNow.splice(keysNow.indexOf(key), 1);
  });
}

/** Runs what a key press means; never while an input method is composing. */
export function pressed(event: KeyboardEvent): void {
  // WebKit ends the composition before the key press that ended it: only the old code 229 still tells.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (event.isComposing || event.keyCode === 229) return;
  const name = nameOf(event);
  const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable=true]');
  // Plain characters belong to the field that is typed into.
  if (typing && !/^(Ctrl|Alt|F\d|Esc)/.test(name)) return;
  // Ctrl+Z in a field undoes typing, as everywhere.
  if (typing && name === 'Ctrl+Z') return;
  const key = keysNow.findLast((it) => it.keys === name);
  if (key === undefined) return;
  event.preventDefault();
  key.run();
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key === 'Escape' ? 'Esc' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && event.key !== '?' && event.key.length > 1;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key === '?' ? 'Shift+?' : key}`;
}
