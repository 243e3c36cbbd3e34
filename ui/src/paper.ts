// PDFs leave for the disk or the printer; what became of them is said. Pages with a preview use these two.
import { ElMessage } from 'element-plus';
import { Problem } from './api/call';
import { pickTarget } from './api/desk';
import { print, save } from './api/print';
import type { Pdf } from './api/types';
import { text } from './text';

/** Saves a PDF where the clerk says; gives the path, null when she gave up. */
export async function savePdf(pdf: Pdf): Promise<string | null> {
  try {
    const path = await pickTarget(text.paper.saveTitle, `${pdf.title.replace(/[/\\:*?"<>|]/g, '')}.pdf`);
    if (path === null) return null;
    await save(pdf.base64, path);
    ElMessage({ message: text.paper.saved(path), type: 'success', showClose: true });
    return path;
  } catch (cause) {
    tellProblem(cause);
    return null;
  }
}

/** Sends a PDF to a printer; null = the system's own, or its viewer. */
export async function printPdf(pdf: Pdf, printer: string | null = null): Promise<void> {
  try {
    const { message } = await print(pdf.base64, pdf.title, printer);
    ElMessage({ message, type: 'success', duration: 6000, showClose: true });
  } catch (cause) {
    tellProblem(cause);
  }
}

/** Above the preview, which may cover the page with its own line for problems. */
function tellProblem(cause: unknown): void {
  ElMessage({ message: cause instanceof Problem ? cause.message : text.problem.unknown, type: 'error', duration: 0, showClose: true });
}
