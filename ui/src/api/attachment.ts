// Scans in their slots.
import { runJob } from './job';
import { commands, type Mend, type Noun, type Question } from './types';

/** Puts a file of this PC into a slot. */
export const put = (noun: Noun, id: string, slot: string, path: string) => commands.attachmentPut(noun, id, slot, path);
/** Puts a dropped or pasted file into a slot. */
export const putBytes = async (noun: Noun, id: string, slot: string, file: File) =>
  commands.attachmentPutBytes(noun, id, slot, file.name, await base64(file));
/** Reads a scan, to be shown; of a TIFF one page, as a picture; as it once was, where a revision is named. */
export const read = (id: string, page: number, revision: number | null) => commands.attachmentRead(id, page, revision);
/** Lists what the scanner's program left in its folder; null where none is set. */
export const waiting = () => commands.attachmentWaiting();
/** Reads a page of such a file, to be shown. */
export const readWaiting = (name: string, page: number) => commands.attachmentWaitingRead(name, page);
/** Lists what a scan was before, the newest first. */
export const versions = (id: string) => commands.attachmentVersions(id);
/** Reads a page as it came, to be turned, straightened and cropped. */
export const mending = (id: string, page: number) => commands.attachmentMending(id, page);
/** Turns, straightens and crops a page. */
export const mend = (id: string, asked: Mend) => commands.attachmentMend(id, asked);
/** Takes back all that was done to a scan. */
export const restore = (id: string) => commands.attachmentRestore(id);
/** Moves a scan into another slot. */
export const move = (id: string, slot: string) => commands.attachmentMove(id, slot);
/** Says of a scan that it is legible, or the right one; or takes that back. */
export const tick = (id: string, question: Question, yes: boolean) => commands.attachmentTick(id, question, yes);
/** Measures the scans that were put in before scans were measured. */
export const measure = (title: string) => runJob(title, (job) => commands.attachmentMeasure(job));
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
