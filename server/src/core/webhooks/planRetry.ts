const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the first, second, ... failed try: some three days in all. */
const waits = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  12 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** Nothing got through for so long that the webhook is out of order, not this one delivery. */
const FAILING_MS = 48 * HOUR;

/**
 * What to do after failed try number `attempts`: wait (with a fifth of chance either way, so that what failed together
 * does not return together), give this delivery up, or pause the webhook. 410 says that nobody will ever answer there.
 */
export function planRetry(
  attempts: number,
  status: number | null,
  failingSince: Date | null,
  random: () => number,
): { waitMs: number } | 'give up' | 'pause' {
  if (status === 410) return 'pause';
  const wait = waits[attempts - 1];
  if (wait !== undefined) return { waitMs: Math.round(wait * (0.8 + 0.4 * random())) };
  return failingSince && Date.now() - failingSince.getTime() > FAILING_MS ? 'pause' : 'give up';
}
