import type { Opportunity } from '@causerie/protocol';

/** What goes upwards on the picture. */
export type Gain = 'saved' | 'volume';
/** Where an opportunity stands: shares of the picture's width and height from the start and the bottom; width in pixels. */
export type Dot = { item: Opportunity; x: number; y: number; size: number };

const SMALLEST = 12;
const LARGEST = 34;

export const gainOf = (item: Opportunity, by: Gain): number =>
  by === 'saved' ? Math.max(0, item.saved.expected) : item.volume;

/** The picture is about so large, in pixels: for telling which dots would hide each other. */
const WIDTH = 800;
const HEIGHT = 250;
/** Two dots may lie on each other, but not so much that one of them cannot be hit: so far apart are the middles, of their mean size. */
const APART = 0.6;
/** How far a dot may be moved aside, in pixels, and in which steps. More would tell something else than it is. */
const MOST_ASIDE = 40;
const STEP = 8;

/**
 * By how alike the answers are, and by what is to be gained; roots, so that the small ones do not all lie on the ground. From left to
 * right, as arrow keys go. Those that would hide each other are moved aside a little, what saves most the least. What nobody
 * answered has no place on it.
 */
export function placeDots(items: readonly Opportunity[], by: Gain): Dot[] {
  const most = Math.max(0, ...items.map((item) => gainOf(item, by)));
  const largest = Math.max(1, ...items.map((item) => item.volume));
  // Many small ones are seen better than many large ones.
  const scale = Math.min(1, Math.sqrt(30 / Math.max(1, items.length)));
  const placed: Dot[] = [];
  for (const item of items.toSorted((a, b) => a.place - b.place)) {
    if (item.answers.answered === 0) continue;
    const y = most > 0 ? Math.sqrt(gainOf(item, by) / most) : 0;
    const share = Math.sqrt(item.volume / largest);
    const size = Math.round(SMALLEST + (LARGEST - SMALLEST) * scale * share);
    placed.push(findRoom(placed, { item, x: item.answers.identity, y, size }));
  }
  return placed.toSorted((a, b) => a.x - b.x || a.item.place - b.item.place);
}

/** The nearest place on which it hides no other; where there is none, its own. */
function findRoom(placed: Dot[], dot: Dot): Dot {
  const isFree = ({ x, y, size }: Dot) =>
    placed.every(
      (other) =>
        Math.hypot((other.x - x) * WIDTH, (other.y - y) * HEIGHT) >= (APART * (other.size + size)) / 2,
    );
  for (const [right, up] of asides) {
    const moved = { ...dot, x: dot.x + right / WIDTH, y: dot.y + up / HEIGHT };
    const isInside = moved.x >= 0 && moved.x <= 1 && moved.y >= 0 && moved.y <= 1;
    if (isInside && isFree(moved)) return moved;
  }
  return dot;
}

/** Ways aside, the shortest first. */
const asides = listAsides();
function listAsides(): [number, number][] {
  const steps = MOST_ASIDE / STEP;
  const all: [number, number][] = [];
  for (let right = -steps; right <= steps; right += 1)
    for (let up = -steps; up <= steps; up += 1) all.push([right * STEP, up * STEP]);
  return all.toSorted((a, b) => Math.hypot(...a) - Math.hypot(...b));
}

/** Gains at which lines are drawn, least first: none, a quarter, and all, by the same roots. */
export const gainMarks = (items: readonly Opportunity[], by: Gain): { y: number; gain: number }[] => {
  const most = Math.max(0, ...items.map((item) => gainOf(item, by)));
  return [0, 0.25, 1].map((share) => ({ y: Math.sqrt(share), gain: share * most }));
};
