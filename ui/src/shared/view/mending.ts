// How a page is turned and cropped, as the window draws it. Turned first, then straightened, then cropped.
import type { Crop, Mend } from '../../api/types';

/** Parts of a side: crops are counted in ten-thousandths. */
export const SIDE = 10_000;
/** The least that must be left of a side. */
const LEAST = 500;

export const WHOLE: Crop = { left: 0, top: 0, right: SIDE, bottom: SIDE };

export type Edge = keyof Crop;
export const EDGES = ['left', 'top', 'right', 'bottom'] as const;

/** A page to which nothing is done. */
export const untouched = (page: number): Mend => ({ page, turn: 0, slant: 0, crop: null });

export const same = (one: Mend, other: Mend): boolean =>
  one.turn === other.turn && one.slant === other.slant && EDGES.every((edge) => (one.crop ?? WHOLE)[edge] === (other.crop ?? WHOLE)[edge]);

/** Turned on by a quarter to the right or to the left; what is cropped goes along. */
export function turned(mend: Mend, right: boolean): Mend {
  const { crop } = mend;
  const turn = (mend.turn + (right ? 1 : 3)) % 4;
  if (crop === null) return { ...mend, turn };
  const along = right
    ? { left: SIDE - crop.bottom, top: crop.left, right: SIDE - crop.top, bottom: crop.right }
    : { left: crop.top, top: SIDE - crop.right, right: crop.bottom, bottom: SIDE - crop.left };
  return { ...mend, turn, crop: along };
}

/** How much an edge takes away, in percent of the side. */
export function taken(crop: Crop | null, edge: Edge): number {
  const at = (crop ?? WHOLE)[edge];
  return (edge === 'left' || edge === 'top' ? at : SIDE - at) / 100;
}

/** A crop whose edge takes away so many percent; the other edge stays, and something is left between them. */
export function cut(crop: Crop | null, edge: Edge, percent: number): Crop {
  const now = crop ?? WHOLE;
  const wanted = Math.round(Math.min(100, Math.max(0, Number.isFinite(percent) ? percent : 0)) * 100);
  switch (edge) {
    case 'left': return { ...now, left: Math.min(wanted, now.right - LEAST) };
    case 'top': return { ...now, top: Math.min(wanted, now.bottom - LEAST) };
    case 'right': return { ...now, right: Math.max(SIDE - wanted, now.left + LEAST) };
    case 'bottom': return { ...now, bottom: Math.max(SIDE - wanted, now.top + LEAST) };
  }
}

/** A place on the page, 0 to 1 from the upper left. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The crop between two places; none where they lie so near that only a click was meant. */
export function between(one: Spot, other: Spot): Crop | null {
  const at = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * SIDE);
  const [left, right] = [at(Math.min(one.x, other.x)), at(Math.max(one.x, other.x))];
  const [top, bottom] = [at(Math.min(one.y, other.y)), at(Math.max(one.y, other.y))];
  return right - left < LEAST || bottom - top < LEAST ? null : { left, top, right, bottom };
}
