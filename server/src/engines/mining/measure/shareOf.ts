import { type Interval, wilsonInterval } from './wilsonInterval.ts';

/** A share with what it is of and where it lies in 95 cases of 100; null where nothing was counted. */
export interface Share {
  of: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

/** How many of how many in one conversation. */
export interface Count {
  hits: number;
  of: number;
}

/**
 * The share over all conversations. What happens in one conversation goes together, so ten messages of one tell less than ten of
 * ten: Wilson's interval is taken of as many messages as would scatter like this if they were independent (design effect, Kish
 * 1965), never of more than there are.
 */
export function shareOf(counts: Count[]): Share {
  let hits = 0;
  let of = 0;
  for (const one of counts) {
    hits += one.hits;
    of += one.of;
  }
  if (of === 0) return { of: 0, share: null, low: null, high: null };
  const effect = designEffect(counts, hits / of, of);
  return { of, share: hits / of, ...clamp(wilsonInterval(hits / effect, of / effect), hits / of) };
}

function designEffect(counts: Count[], share: number, of: number): number {
  const own = counts.filter((one) => one.of > 0);
  const independent = (share * (1 - share)) / of;
  if (independent === 0 || own.length < 2) return 1;
  let squares = 0;
  for (const one of own) squares += (one.hits - share * one.of) ** 2;
  const scattered = ((own.length / (own.length - 1)) * squares) / of ** 2;
  return Math.max(1, scattered / independent);
}

/** Rounding must not push the share itself out. */
const clamp = ({ low, high }: Interval, share: number): Interval => ({
  low: Math.min(low, share),
  high: Math.max(high, share),
});
