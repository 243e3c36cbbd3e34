import { afterEach, describe, expect, it } from 'vitest';
import type { Right, SessionInfo } from './api/types';
import { mayEdit, mayEditSome, mayOpen } from './rights';
import { entered, left } from './session';

const as = (rights: Right[], readOnly = false) => { entered({ rights, read_only: readOnly } as SessionInfo); };

describe('the rights', () => {
  afterEach(left);

  it.each<[Right[], string, boolean]>([
    [['read'], 'workbench', true],
    [['read'], 'retailer-view', true],
    [['read'], 'retailer-edit', false],
    [['read', 'edit_case'], 'case-new', true],
    [['read', 'edit_case'], 'hotline-new', false],
    [['read'], 'import', false],
    [['read', 'edit_hotline'], 'import', true],
    [['read'], 'user', false],
    [['read', 'users'], 'user', true],
    [['read', 'users'], 'key', false],
    [['read'], 'operation', false],
    [['read'], 'setting', true],
  ])('%j: the page %s is open: %s', (rights, page, open) => {
    as(rights);
    expect(mayOpen(page)).toBe(open);
  });

  it('change a licence with its retailer, and what has no form with nothing', () => {
    as(['read', 'edit_retailer']);
    expect(mayEdit('licence')).toBe(true);
    expect(mayEdit('selfcheck')).toBe(false);
  });

  it('change nothing in an archive that another window holds', () => {
    as(['read', 'edit_retailer', 'log'], true);
    expect(mayEditSome()).toBe(false);
    expect(mayOpen('operation')).toBe(true);
  });
});
