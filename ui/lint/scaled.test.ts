import { expect, it } from 'vitest';
import { inRem } from './scaled.js';

it('reads sizes in rem, hairlines and widths of windows as they are', () => {
  expect(inRem('.a{height:32px;margin:-8px 14px;border:1px solid;--x:.5px}')).toBe('.a{height:2.2857rem;margin:-0.5714rem 1rem;border:1px solid;--x:.5px}');
  expect(inRem('@media only screen and (max-width:768px){.a{width:28px}}')).toBe('@media only screen and (max-width:768px){.a{width:2rem}}');
});
