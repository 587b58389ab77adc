import type { Opportunity } from '@causerie/protocol';

/** What goes upwards on the picture. */
export type Gain = 'saved' | 'volume';
/** Where an opportunity stands: shares of the picture's width and height from the start and the bottom; width in pixels. */
export type Dot = { item: Opportunity; x: number; y: number; size: number };

const SMALLEST = 12;
const LARGEST = 34;

export const gainOf = (item: Opportunity, by: Gain): number =>
  by === 'saved' ? Math.max(0, item.saved.expected) : item.volume;

/** Dots nearer than these shares of width and height would hide each other; so far one is moved aside at a time. */
const NEAR_X = 0.035;
const NEAR_Y = 0.08;

/**
 * By how alike the answers are, and by what is to be gained; roots, so that the small ones do not all lie on the ground. From left to
 * right, as arrow keys go. Those that would lie on each other are moved aside, what saves most the least. What nobody answered has
 * no place on it.
 */
export function placeDots(items: readonly Opportunity[], by: Gain): Dot[] {
  const most = Math.max(0, ...items.map((item) => gainOf(item, by)));
  const largest = Math.max(1, ...items.map((item) => item.volume));
  const placed: Dot[] = [];
  for (const item of items.toSorted((a, b) => a.place - b.place)) {
    if (item.answers.answered === 0) continue;
    const y = most > 0 ? Math.sqrt(gainOf(item, by) / most) : 0;
    const size = Math.round(SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(item.volume / largest));
    placed.push({ item, x: findRoom(placed, item.answers.identity, y), y, size });
  }
  return placed.toSorted((a, b) => a.x - b.x || a.item.place - b.item.place);
}

/** The nearest place at this height where no dot is yet; where all are taken, its own. */
function findRoom(placed: Dot[], wanted: number, y: number): number {
  const isFree = (x: number) =>
    x >= 0 &&
    x <= 1 &&
    placed.every((dot) => Math.abs(dot.x - x) >= NEAR_X * 0.99 || Math.abs(dot.y - y) >= NEAR_Y);
  for (let step = 0; step * NEAR_X <= 1; step += 1)
    for (const x of [wanted - step * NEAR_X, wanted + step * NEAR_X]) if (isFree(x)) return x;
  return wanted;
}

/** Gains at which lines are drawn, least first: none, a quarter, and all, by the same roots. */
export const gainMarks = (items: readonly Opportunity[], by: Gain): { y: number; gain: number }[] => {
  const most = Math.max(0, ...items.map((item) => gainOf(item, by)));
  return [0, 0.25, 1].map((share) => ({ y: Math.sqrt(share), gain: share * most }));
};
