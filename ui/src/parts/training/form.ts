// The form of training records: which fields, in which order.
import type { FormLayout } from '../../shared/form/layout';
import { text } from './text';

export const layout: FormLayout = {
  noun: text.form.noun,
  groups: [
    { title: text.form.session, fields: ['held_on', 'topic', 'mode', 'lecturer', 'place', 'hours', 'remark'] },
    { title: text.form.people, fields: [], grid: 'attendance' },
  ],
};
