import type { Share } from '../measure/shareOf.ts';

export type Stage = 'off' | 'shadow' | 'share' | 'all';
export type Advice = 'examples' | 'mend' | 'shadow' | 'share' | 'all' | 'keep';

/** So many judged answers say something; so many are needed before an FAQ answers real people, and before it answers all. */
const LEAST_JUDGED = 5;
const LEAST_FOR_SHARE = 20;
const LEAST_FOR_ALL = 50;
/** To answer all, the interval must not reach further below the promise than this. */
const MARGIN = 0.05;

/**
 * The next step from `stage`, one at a time, by the precision of a rehearsal. Into the shadow, where nothing is sent, goes
 * what is not known to break the promise; to a share of the contacts what kept it over 20 judged answers; to all what kept it over
 * 50, with an interval that ends near it.
 */
export function adviseStep(stage: Stage, precision: Share, promise: number): Advice {
  const { of, share, low, high } = precision;
  if (share === null || low === null || high === null || of < LEAST_JUDGED) return 'examples';
  if (high < promise) return 'mend';
  if (stage === 'off') return 'shadow';
  const mayShare = of >= LEAST_FOR_SHARE && share >= promise;
  if (stage === 'shadow') return mayShare ? 'share' : 'keep';
  const mayAll = of >= LEAST_FOR_ALL && share >= promise && low >= promise - MARGIN;
  if (stage === 'share') return mayAll ? 'all' : 'keep';
  return 'keep';
}
