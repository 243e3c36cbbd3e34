// Stands in for the program when the pages are opened in an ordinary browser: `npm run fake`, then http://127.0.0.1:5173/.
import { answer } from './index';

let callbacks = 0;
Object.assign(window, {
  __TAURI_INTERNALS__: {
    invoke: answer,
    transformCallback: () => { callbacks += 1; return callbacks; },
    unregisterCallback: () => undefined,
  },
});
