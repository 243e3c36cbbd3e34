// What the forms of records need of the window around them.
import { ElMessage } from 'element-plus';
import { h } from 'vue';
import type { LocationQuery } from 'vue-router';
import type { Records } from './api/record';
import { tellDone } from './done';
import { beforeLeaving, session, showProblem } from './session';
import type { FormDesk } from './shared/form/layout';
import { formText } from './shared/form/text';

/** Gives a form what it needs of the window. */
export function formDesk(records: Records): FormDesk {
  return {
    records,
    today: () => session.info?.today ?? '',
    tell: tellDone,
    note: (sentence) => { ElMessage({ message: sentence, type: 'info', grouping: true, showClose: true }); },
    fail: showProblem,
    beforeLeaving,
    saved: ({ done, warnings }) => {
      tellDone(done);
      if (warnings.length === 0) return;
      const lines = warnings.map((it) => h('li', it.message));
      ElMessage({ message: h('div', [formText.warned(warnings.length), h('ul', lines)]), type: 'warning', duration: 12_000, showClose: true });
    },
  };
}

/** What a new record is prefilled with, from the address: `?from={"licence_no":"…"}`. */
export function prefilled(query: LocationQuery): Record<string, string> {
  try {
    const from: unknown = JSON.parse(typeof query.from === 'string' ? query.from : '{}');
    if (typeof from !== 'object' || from === null) return {};
    return Object.fromEntries(Object.entries(from).filter((it): it is [string, string] => typeof it[1] === 'string'));
  } catch {
    return {};
  }
}
