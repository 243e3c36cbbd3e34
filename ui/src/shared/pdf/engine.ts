// pdf.js and the address of its worker: loaded with the first preview, never before.
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

export const { getDocument, VerbosityLevel } = pdfjs;
