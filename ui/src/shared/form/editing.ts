// One record in the form: opened, typed into, checked, kept, saved. What it looks like is not its concern.
import { computed, nextTick, reactive, watch } from 'vue';
import type { Alike, Draft, Field, FieldProblem, Noun, Saved } from '../../api/types';
import { problemOf } from '../problem';
import { useChecking } from './checking';
import { copy, filled, merged, same } from './draft';
import { useKeeping } from './keeping';
import type { FormDesk } from './layout';
import { formText } from './text';

/** What was not saved before: taken up, offered because she came for something else, or given up. */
export type KeptState = 'none' | 'applied' | 'offered' | 'dropped';

interface State {
  ready: boolean;
  /** It could not be opened; why was said. */
  failed: boolean;
  saving: boolean;
  /** Somebody tried to save: from then on everything wrong is shown. */
  tried: boolean;
  composing: boolean;
  title: string;
  revision: number;
  fields: Field[];
  draft: Draft;
  reason: string;
  /** What the program said when somebody else had changed the record. */
  conflict: string;
  /** Fields both changed, with what the other wrote. */
  both: { title: string; theirs: string }[];
  kept: { at: string; state: KeptState };
  touched: Set<string>;
  distinct: Set<string>;
}

const nothing = (): Draft => ({ fields: {}, attendance: [], goods: [], measures: [] });

/** Edits the record `id`, or a new one prefilled with `from`. */
export function useEditing(desk: FormDesk, id: string | null, from: Readonly<Record<string, string>>) {
  const { records } = desk;
  const state = reactive<State>({
    ready: false,
    failed: false,
    saving: false,
    tried: false,
    composing: false,
    title: '',
    revision: 0,
    fields: [],
    draft: nothing(),
    reason: '',
    conflict: '',
    both: [],
    kept: { at: '', state: 'none' },
    touched: new Set(),
    distinct: new Set(),
  });
  let base = nothing();
  let kept = base;

  const dirty = () => state.ready && !same(state.draft, base);
  const checking = useChecking(() => records.check(id, copy(state.draft)), () => state.composing, desk.fail);
  const keeping = useKeeping(() => records.keepDraft(id, copy(state.draft)), () => records.dropDraft(id), dirty);

  const alike = computed<Alike[]>(() => checking.found.alike.filter((it) => !state.distinct.has(it.id)));
  const errors = computed<FieldProblem[]>(() => checking.found.problems.filter((it) => it.severity === 'error'));
  /** The same as another in what two may share for a reason; a number that only one may have is an error of its field. */
  const exact = computed(() => alike.value.some((it) => it.exact && !errors.value.some(({ field }) => field === it.field)));

  watch(() => state.draft, () => {
    if (!state.ready) return;
    checking.soon();
    keeping.soon();
  }, { deep: true });

  /** Opens the record, and goes on with what was not saved. */
  async function open(): Promise<void> {
    state.ready = false;
    try {
      const [fields, form] = await Promise.all([records.fields(), records.form(id)]);
      base = filled(form.draft, fields, id === null ? from : {});
      Object.assign(state, { fields, title: form.title, revision: form.revision, draft: copy(base), tried: false, reason: '', conflict: '', both: [] });
      state.touched.clear();
      state.distinct.clear();
      state.kept = { at: form.kept?.at ?? '', state: 'none' };
      if (form.kept !== null) {
        kept = filled(form.kept.draft, fields);
        keeping.found();
        if (id === null && Object.keys(from).length > 0) state.kept.state = 'offered';
        else restore();
      }
      // What is set here is not typed: only what comes later is checked and kept.
      await nextTick();
      state.ready = true;
      await checking.now();
    } catch (cause) {
      state.failed = true;
      desk.fail(cause);
    }
  }

  /** Takes up what was not saved. */
  function restore(): void {
    state.draft = copy(kept);
    state.kept.state = 'applied';
  }

  /** Gives up what was not saved; it can be found again while the form is open. */
  async function giveUp(): Promise<void> {
    kept = copy(state.draft);
    state.draft = copy(base);
    state.kept.state = 'dropped';
    await keeping.forget().catch(desk.fail);
  }

  /** Says that a record that looks the same is another one; the program is told when this one has an id. */
  async function tellApart(other: string): Promise<void> {
    state.distinct.add(other);
    if (id !== null) await records.distinct(id, other).catch(desk.fail);
  }

  /** Says that a record that is there already is meant, or, without an id, that none is. */
  function mean(noun: Noun, other: string): void {
    state.draft.fields[noun] = other;
  }

  /** Saves; null when something has to be put right first. */
  async function save(): Promise<Saved | null> {
    if (state.saving || !state.ready) return null;
    Object.assign(state, { saving: true, tried: true });
    try {
      await checking.now();
      if (errors.value.some((it) => it.field !== 'reason') || (exact.value && state.reason.trim() === '')) return null;
      const saved = await records.save(id, state.revision, copy(state.draft), exact.value ? state.reason.trim() : null);
      base = copy(state.draft);
      await keeping.forget();
      if (id === null) await Promise.all([...state.distinct].map((other) => records.distinct(saved.id, other)));
      return saved;
    } catch (cause) {
      refused(cause);
      return null;
    } finally {
      state.saving = false;
    }
  }

  function refused(cause: unknown): void {
    const problem = problemOf(cause);
    if (problem?.kind === 'conflict') state.conflict = problem.message;
    else if (problem?.kind === 'invalid' && Object.keys(problem.fields).length > 0) checking.refuse(problem.fields);
    else desk.fail(cause);
  }

  /** Takes over what somebody else saved meanwhile, without losing what is typed. */
  async function reload(): Promise<void> {
    try {
      const form = await records.form(id);
      const theirs = filled(form.draft, state.fields);
      const { draft, both } = merged(base, state.draft, theirs);
      base = theirs;
      const title = (name: string) => state.fields.find((it) => it.name === name)?.title ?? '';
      Object.assign(state, { draft, revision: form.revision, conflict: '', both: both.map((name) => ({ title: title(name), theirs: theirs.fields[name] ?? '' })) });
      desk.note(formText.conflict.merged);
    } catch (cause) {
      desk.fail(cause);
    }
  }

  /** Leaves everything safe before the archive is locked or closed. */
  function layDown(): Promise<void> {
    checking.rest();
    return keeping.flush();
  }

  /** An input method began or ended composing. */
  function compose(on: boolean): void {
    state.composing = on;
    if (!on) checking.soon();
  }

  return { state, found: checking.found, errors, alike, exact, kept: keeping.state, dirty, open, restore, giveUp, tellApart, mean, save, reload, compose, layDown, checkNow: checking.hurry, keepNow: keeping.flush };
}

export type Editing = ReturnType<typeof useEditing>;
