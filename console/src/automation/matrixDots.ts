import type { FaqCost, FaqDecisionKind, FaqMatrix } from '@causerie/protocol';

type Item = FaqMatrix['items'][number];

/** Where an FAQ stands: shares of the row's width and height, and how wide it is in pixels. */
export type Dot = { item: Item; x: number; y: number; size: number };

/** What the rule does with an FAQ of this cost at this probability, as the server says. */
export function decisionAt(matrix: FaqMatrix, cost: FaqCost, probability: number): FaqDecisionKind {
  const band = matrix.bands[cost].find(({ to }) => probability < to) ?? matrix.bands[cost].at(-1);
  return band?.kind ?? 'leave';
}

const SMALLEST = 12;
const LARGEST = 30;
/** Heights at which dots are drawn, from the middle outwards. */
const LANES = [0.5, 0.3, 0.7, 0.14, 0.86];
/** Dots nearer than this share of the width are put on different heights. */
const NEAR = 0.03;

/**
 * The dots of one row from left to right: those that would lie on each other are put on different heights. The same FAQs stand
 * always in the same places.
 */
export function placeDots(items: readonly Item[], mostMessages: number): Dot[] {
  const ends = LANES.map(() => Number.NEGATIVE_INFINITY);
  return items
    .filter((item) => item.probability !== null)
    .toSorted((a, b) => a.probability! - b.probability! || a.faqId.localeCompare(b.faqId))
    .map((item) => {
      const x = item.probability!;
      const free = ends.findIndex((end) => x - end >= NEAR);
      // Where all heights are taken, the one that was taken first.
      const lane = free >= 0 ? free : ends.indexOf(Math.min(...ends));
      ends[lane] = x;
      const share = mostMessages > 0 ? Math.sqrt(item.messages / mostMessages) : 0;
      return { item, x, y: LANES[lane]!, size: Math.round(SMALLEST + (LARGEST - SMALLEST) * share) };
    });
}
