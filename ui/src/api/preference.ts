// What a user set up for herself: columns, saved views, page size. Kept encrypted in the archive.
import { commands } from './types';

/** Reads a preference; `otherwise` when there is none or it is unreadable. */
export async function preference<T>(key: string, otherwise: T): Promise<T> {
  const json = await commands.preferenceGet(key);
  if (json === null) return otherwise;
  try {
    return JSON.parse(json) as T;
  } catch {
    return otherwise;
  }
}

/** Keeps a preference. */
export const keepPreference = (key: string, value: unknown) => commands.preferencePut(key, JSON.stringify(value));
