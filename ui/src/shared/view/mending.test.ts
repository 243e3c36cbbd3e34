import { describe, expect, it } from 'vitest';
import type { Mend } from '../../api/types';
import { between, cut, same, taken, turned, untouched, WHOLE } from './mending';

describe('a page that is turned', () => {
  it('takes its crop along, and four quarters are none', () => {
    const crop = { left: 1000, top: 2000, right: 9000, bottom: 7000 };
    const mend = { ...untouched(1), crop };
    expect(turned(mend, true)).toMatchObject({ turn: 1, crop: { left: 3000, top: 1000, right: 8000, bottom: 9000 } });
    expect(turned(turned(mend, true), false)).toEqual(mend);
    expect([1, 2, 3, 4].reduce<Mend>((it) => turned(it, true), mend)).toEqual(mend);
    expect(turned(untouched(1), false).turn).toBe(3);
  });
});

describe('a crop', () => {
  it('is told and set by what each edge takes away', () => {
    const crop = cut(cut(null, 'left', 12.5), 'bottom', 3);
    expect(crop).toEqual({ ...WHOLE, left: 1250, bottom: 9700 });
    expect([taken(crop, 'left'), taken(crop, 'bottom'), taken(crop, 'top')]).toEqual([12.5, 3, 0]);
  });

  it('leaves something of the page whatever is typed', () => {
    expect(cut(null, 'left', 100).left).toBe(9500);
    expect(cut({ ...WHOLE, left: 9500 }, 'right', 80).right).toBe(10_000);
    expect(cut(null, 'top', Number.NaN).top).toBe(0);
    expect(cut(null, 'top', -4).top).toBe(0);
  });

  it('is drawn from either corner, stays on the page, and a click is none', () => {
    expect(between({ x: 0.9, y: 1.4 }, { x: 0.1, y: 0.2 })).toEqual({ left: 1000, top: 2000, right: 9000, bottom: 10_000 });
    expect(between({ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.9 })).toBeNull();
  });
});

it('nothing done and the whole page kept are the same', () => {
  expect(same(untouched(1), { ...untouched(1), crop: WHOLE })).toBe(true);
  expect(same(untouched(1), { ...untouched(1), slant: 3 })).toBe(false);
});
