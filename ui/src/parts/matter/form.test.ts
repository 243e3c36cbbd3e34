import { describe, expect, it } from 'vitest';
import { sections } from './sections';
import type { Field } from '../../api/types';
import { shownGroups } from '../../shared/form/groups';
import type { FormGroup } from '../../shared/form/layout';

const names = (groups: readonly FormGroup[]) => groups.map((it) => it.fields[0]);
const shown = (fields: Record<string, string>, fresh = true, echoes: Record<string, string> = {}) =>
  names(shownGroups(sections.form, [], { fields, attendance: [], goods: [], measures: [] }, echoes, fresh));

describe('the groups of a matter', () => {
  it.each([
    ['新办', ['owner_name', 'valid_from']],
    ['变更', ['to_trade_name', 'changed_from', 'new_licence_no']],
    ['延续', ['valid_from', 'new_licence_no']],
    ['停业', ['suspended_from']],
    ['补办', ['reissued']],
    ['歇业', []],
  ])('of %s are its own and those of all', (kind, own) => {
    const all = ['kind', 'applied_on', 'checked_on', 'decision', 'remark', undefined];
    expect(new Set(shown({ kind }))).toEqual(new Set([...all, ...own]));
  });

  it('ask who applies of a new record only, and not where a file is meant', () => {
    expect(shown({ kind: '新办' }, false)).not.toContain('owner_name');
    expect(shown({ kind: '新办', owner_name: '卞小满', retailer: 'r1' })).not.toContain('owner_name');
    // 设立 is what 新办 is called elsewhere: the program says so.
    expect(shown({ kind: '设立' })).not.toContain('owner_name');
    expect(shown({ kind: '设立' }, true, { kind: '新办' })).toContain('owner_name');
  });

  it('stay in sight where something stands in them', () => {
    expect(shown({ kind: '歇业', to_address: '正街2号' })).toContain('to_trade_name');
  });

  it('leave no field out', () => {
    const extra: Field = { name: 'x', title: '另一栏', kind: 'text', choices: [], required: false, listed: true, sortable: true, filtered: true, form: true, secret: false };
    expect(names(shownGroups(sections.form, [extra], { fields: {}, attendance: [], goods: [], measures: [] }, {}, true)).at(-1)).toBe('x');
  });
});
