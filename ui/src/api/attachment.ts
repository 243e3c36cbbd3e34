// Scans in their slots.
import { commands, type Noun, type Question } from './types';

/** Puts a file of this PC into a slot. */
export const put = (noun: Noun, id: string, slot: string, path: string) => commands.attachmentPut(noun, id, slot, path);
/** Puts a dropped or pasted file into a slot. */
export const putBytes = async (noun: Noun, id: string, slot: string, file: File) =>
  commands.attachmentPutBytes(noun, id, slot, file.name, await base64(file));
/** Reads a scan, to be shown; of a TIFF one page, as a picture. */
export const read = (id: string, page: number) => commands.attachmentRead(id, page);
/** Moves a scan into another slot. */
export const move = (id: string, slot: string) => commands.attachmentMove(id, slot);
/** Says of a scan that it is legible, or the right one; or takes that back. */
export const tick = (id: string, question: Question, yes: boolean) => commands.attachmentTick(id, question, yes);
/** Voids a scan. */
export const remove = (id: string) => commands.attachmentRemove(id);

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => { resolve((reader.result as string).replace(/^[^,]*,/, '')); };
    reader.onerror = () => { reject(reader.error ?? new Error('unreadable')); };
    reader.readAsDataURL(file);
  });
}
