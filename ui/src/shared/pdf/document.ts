// Opens PDFs with pdf.js, which is loaded when the first preview opens. Its worker is a file of ours; nothing is evaluated, nothing is fetched.
import type { PDFDocumentProxy } from 'pdfjs-dist';

/** Encodings of Chinese PDFs that do not embed their fonts: others' scans, never our own prints. */
class ChineseEncodings {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const { encodings } = await import('./encodings');
    const encoding = kind === 'cMapUrl' ? encodings[filename.replace(/\.bcmap$/, '')] : undefined;
    if (encoding === undefined) throw new Error(`no ${filename}`);
    return bytesOf(encoding.slice(encoding.indexOf(',') + 1));
  }
}

/** A PDF that is open, and how to let go of it. */
export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  close: () => void;
}

/** Opens a PDF; rejects when the bytes are none. */
export async function openPdf(base64: string): Promise<OpenPdf> {
  const { getDocument, VerbosityLevel } = await import('./engine');
  const task = getDocument({
    data: bytesOf(base64),
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    // Only what the factory is asked for by name; no address is ever built from it.
    cMapUrl: './',
    BinaryDataFactory: ChineseEncodings,
    verbosity: VerbosityLevel.ERRORS,
  });
  return { document: await task.promise, close: () => { void task.destroy(); } };
}

/** Decodes base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
