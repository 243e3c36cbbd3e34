import { beforeEach, describe, expect, it, vi } from 'vitest';
import { called, fakeCall, program } from '../fake/program';
import { listDesk } from './lists';
import { entered } from './session';

vi.mock('./api/call', async (original) => fakeCall(await original()));

const asked = () => called.filter(([name]) => name === 'preference_get').length;

describe('what a list was set up to', () => {
  beforeEach(() => {
    program({ preference_get: () => null });
    entered({ dir: '/a' } as never);
    called.length = 0;
  });

  it('is asked for once, and is what was kept last', async () => {
    await listDesk.preference('list.case.size', 50);
    expect(await listDesk.preference('list.case.size', 20)).toBe(50);
    await listDesk.keep('list.case.size', 100);
    expect(await listDesk.preference('list.case.size', 50)).toBe(100);
    expect(asked()).toBe(1);
  });

  it('is nothing that the next to log in sees', async () => {
    await listDesk.keep('list.case.size', 100);
    entered({ dir: '/a' } as never);
    expect(await listDesk.preference('list.case.size', 50)).toBe(50);
    expect(asked()).toBe(1);
  });
});
