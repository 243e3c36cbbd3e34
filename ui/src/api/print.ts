// PDFs that were made: saved, sent to the printer.
import { commands, type Pdf } from './types';

/** Saves a PDF. */
export const save = (base64: string, path: string) => commands.pdfSave(base64, path);
/** Sends a PDF to a printer of the system, or opens it in the system's viewer. */
export const print = (base64: string, title: string, printer: string | null) => commands.pdfPrint(base64, title, printer);
/** Lists the printers the system knows. */
export const printers = () => commands.printers();
/** A page with rulers, to set the offsets by. */
export const calibrationPage = () => commands.calibrationPage();
/** Prints one sheet of ours on the system's own printer; gives what became of it, in words. */
export async function printSheet(make: () => Promise<Pdf>): Promise<string> {
  const sheet = await make();
  return (await print(sheet.base64, sheet.title, null)).message;
}
/** Prints a recovery code, to be sealed in an envelope. */
export const printRecovery = (code: string) => printSheet(() => commands.recoverySheet(code));
