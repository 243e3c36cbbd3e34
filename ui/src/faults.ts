// What nobody caught is shown, never swallowed: errors of components, of scripts, of promises, and breaches of the content policy.
import type { App } from 'vue';
import { showProblem } from './session';

/** A layout that took the web view two turns: it says so as an error, and nothing is wrong. */
const isLayoutNote = (event: ErrorEvent) => event.message.startsWith('ResizeObserver loop');

/** Has every uncaught fault of this window end in a sentence on the page. */
export function showFaults(app: App, target: Window = window): void {
  app.config.errorHandler = showProblem;
  target.addEventListener('error', (event) => { if (!isLayoutNote(event)) showProblem(event.error); });
  target.addEventListener('unhandledrejection', (event) => { showProblem(event.reason); });
  target.document.addEventListener('securitypolicyviolation', showProblem);
}
