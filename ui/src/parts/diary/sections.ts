// The pages of diaries: columns and query bar of the list, fields of the form in their order, what is done with them.
import { approve, giveBack, submit } from '../../api/diary';
import type { RecordAct } from '../../shared/acts';
import type { FormLayout } from '../../shared/form/layout';
import type { ListLayout } from '../../shared/list/layout';
import type { ViewLayout } from '../../shared/view/layout';
import { text } from './text';

const { states } = text;

const acts: readonly RecordAct[] = [
  { title: text.acts.submit, right: 'edit_inspection', states: [states.draft, states.returned], asks: null, run: (ids) => submit(ids) },
  { title: text.acts.approve, right: 'decide', states: [states.submitted], asks: { label: text.acts.opinion, given: text.acts.agreed, needed: false }, run: (ids, words) => approve(ids, words) },
  { title: text.acts.giveBack, right: 'decide', states: [states.submitted], asks: { label: text.acts.reason, given: '', needed: true }, run: (ids, words) => giveBack(ids, words) },
];

const list: ListLayout = {
  columns: [
    { field: 'diary_on', width: 7.5 },
    { field: 'officer', width: 6 },
    { field: 'route', width: 7 },
    { field: 'content', width: 14 },
    { field: 'visits', width: 8 },
    { field: 'state', width: 7 },
    { field: 'overdue', width: 18 },
    { field: 'approver', width: 6 },
  ],
  bar: ['diary_on', 'officer', 'state'],
  batch: ['route', 'remark'],
  prints: false,
  acts,
  more: [{ route: 'diarymonth', title: text.list.month }],
  words: text.list,
};

const form: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.day, fields: ['diary_on', 'officer', 'route'] },
    { title: text.form.work, fields: ['content', 'problems'] },
    { title: text.form.notes, fields: ['remark'] },
  ],
};

const view: ViewLayout = {
  prints: false,
  acts,
  next: [
    { noun: 'inspection', title: text.view.newInspection, from: { inspected_on: { field: 'diary_on' }, officers: { field: 'officer' } } },
  ],
};

export const sections = { list, form, view };
