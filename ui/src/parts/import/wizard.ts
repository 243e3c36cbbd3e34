// One import, from the ledger to its result. Going back keeps what was chosen; leaving gives the plan up.
import { onBeforeUnmount, shallowReactive } from 'vue';
import { Problem } from '../../api/call';
import { apply, columns, drop, errors, fields, look, plan } from '../../api/import';
import { pickFile, pickTarget } from '../../api/desk';
import { undo } from '../../api/operation';
import type { Field, ImportDone, ImportPlan, LedgerColumns, LedgerSheet, Noun } from '../../api/types';
import { changes } from '../../done';
import { showProblem } from '../../session';
import { EXTENSIONS, LEDGERS, text, type Ledger } from './text';

/** Whether a noun has a ledger. */
export const isLedger = (noun: unknown): noun is Ledger => LEDGERS.some((it) => it === noun);

/** The state of an import and what can be done next. */
export function useWizard(first: Ledger | null) {
  const state = shallowReactive({
    step: first === null ? 0 : 1,
    ledger: first ?? ('retailer'),
    path: '',
    sheets: [] as readonly LedgerSheet[],
    sheet: '',
    columns: null as LedgerColumns | null,
    fields: [] as readonly Field[],
    /** Header → field, as she chose it; empty = not to be taken. */
    mapping: {},
    plan: null as ImportPlan | null,
    done: null as ImportDone | null,
    undone: false,
    busy: false,
    stopped: false,
    /** What was saved, and where. */
    note: '',
  });

  /** Does one thing; what goes wrong is said, and a stop is no fault. */
  async function once(work: () => Promise<void>): Promise<void> {
    if (state.busy) return;
    Object.assign(state, { busy: true, stopped: false, note: '' });
    try {
      await work();
    } catch (cause) {
      if (cause instanceof Problem && cause.kind === 'stopped') state.stopped = true;
      else showProblem(cause);
    } finally {
      state.busy = false;
    }
  }

  const name = () => text.names[state.ledger];
  const readColumns = async () => { state.columns = await columns(state.ledger, state.path, state.sheet, state.mapping); };

  async function giveUp(): Promise<void> {
    if (state.plan === null) return;
    state.plan = null;
    await drop();
  }

  /** Another ledger: the file stays, what was matched does not. */
  function choose(ledger: Ledger): void {
    if (ledger !== state.ledger) Object.assign(state, { columns: null, mapping: {} });
    Object.assign(state, { ledger, step: 1 });
  }

  const open = (path: string) => once(async () => {
    const sheets = await look(path);
    const best = sheets.find((it) => it.noun === state.ledger && !it.hidden) ?? sheets.find((it) => it.noun !== null && !it.hidden) ?? sheets.find((it) => !it.hidden) ?? sheets[0];
    Object.assign(state, { path, sheets, sheet: best?.name ?? '', columns: null, mapping: {} });
  });

  return {
    state,
    name,
    choose,
    open,
    pick: async () => {
      try {
        const path = await pickFile(text.file.dialog(name()), EXTENSIONS);
        if (path !== null) await open(path);
      } catch (cause) {
        showProblem(cause);
      }
    },
    takeSheet: (sheet: string) => { if (sheet !== state.sheet) Object.assign(state, { sheet, columns: null, mapping: {} }); },
    match: () => once(async () => {
      state.fields = await fields(state.ledger);
      await readColumns();
      state.step = 2;
    }),
    assign: (header: string, field: string) => once(async () => {
      const before = state.mapping;
      state.mapping = { ...before, [header]: field };
      try {
        await readColumns();
      } catch (cause) {
        state.mapping = before;
        throw cause;
      }
    }),
    compare: () => once(async () => {
      state.plan = await plan(text.columns.planJob(name()), state.ledger, state.path, state.sheet, state.mapping);
      state.step = 3;
    }),
    write: () => once(async () => {
      state.done = await apply(text.plan.applyJob(name()));
      Object.assign(state, { step: 4, undone: false });
      changes.value += 1;
    }),
    saveErrors: () => once(async () => {
      const path = await pickTarget(text.plan.errorsDialog, text.plan.errorsFile(state.plan?.file_name ?? ''));
      if (path !== null) state.note = text.plan.errorsDone(await errors(path), path);
    }),
    undo: () => once(async () => {
      const opId = state.done?.done.op_id;
      if (opId === undefined || opId === null) return;
      await undo(opId);
      state.undone = true;
      changes.value += 1;
    }),
    back: () => { state.stopped = false; state.note = ''; state.step -= 1; },
    again: () => once(async () => {
      await giveUp();
      Object.assign(state, { step: 0, path: '', sheets: [], sheet: '', columns: null, mapping: {}, done: null, undone: false });
    }),
    leave: () => { giveUp().catch(showProblem); },
  };
}

export type Wizard = ReturnType<typeof useWizard>;

/** Gives the plan up when the page is left. */
export function dropOnLeave(wizard: Wizard): void {
  onBeforeUnmount(wizard.leave);
}

/** The noun a sheet looks like, when it can be taken in. */
export const looksLike = (noun: Noun | null): Ledger | null => (isLedger(noun) ? noun : null);
