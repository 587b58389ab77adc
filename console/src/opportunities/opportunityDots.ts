import type { Opportunity } from '@causerie/protocol';

/** What goes upwards on the picture. */
export type Gain = 'saved' | 'volume';
/** Where an opportunity stands: shares of the picture's width and height from the start and the bottom; width in pixels. */
export type Dot = { item: Opportunity; x: number; y: number; size: number };

const SMALLEST = 12;
const LARGEST = 34;

export const gainOf = (item: Opportunity, by: Gain): number =>
  by === 'saved' ? Math.max(0, item.saved.expected) : item.volume;

/**
 * By how alike the answers are, and by what is to be gained; roots, so that the small ones do not all lie on the ground. From left to
 * right, as arrow keys go. What nobody answered has no place on it.
 */
export function placeDots(items: readonly Opportunity[], by: Gain): Dot[] {
  const most = Math.max(0, ...items.map((item) => gainOf(item, by)));
  const largest = Math.max(1, ...items.map((item) => item.volume));
  return items
    .filter((item) => item.answers.answered > 0)
    .map((item) => ({
      item,
      x: item.answers.identity,
      y: most > 0 ? Math.sqrt(gainOf(item, by) / most) : 0,
      size: Math.round(SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(item.volume / largest)),
    }))
    .toSorted((a, b) => a.x - b.x || a.item.place - b.item.place);
}

/** Gains at which lines are drawn, least first: none, a quarter, and all, by the same roots. */
export const gainMarks = (items: readonly Opportunity[], by: Gain): { y: number; gain: number }[] => {
  const most = Math.max(0, ...items.map((item) => gainOf(item, by)));
  return [0, 0.25, 1].map((share) => ({ y: Math.sqrt(share), gain: share * most }));
};
