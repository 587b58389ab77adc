import type { FaqCost, FaqMatrix } from '@causerie/protocol';

/** The least probability at which an FAQ of this cost is answered alone, by cost only; undefined: at none. */
export const answerFrom = (matrix: FaqMatrix, cost: FaqCost): number | undefined =>
  matrix.bands[cost].find((band) => band.kind === 'answer')?.from;
