import type { ServerFrameOf } from '@causerie/protocol';
import { backOffDelay } from './backOffDelay.ts';

/**
 * A server that failed by its own fault may be well in a moment, so the message is tried again, ever later; after about
 * two minutes it is its writer who decides.
 */
const MOST_SERVER_FAILURES = 8;
const SERVER_FAILURE_MS = { first: 500, most: 20_000 };

/**
 * Milliseconds until a refused message is tried again; undefined where that would not help. `failures`: how often the
 * server has failed at this message by its own fault before.
 */
export function retryDelay(
  { code, retryAfterMs }: Pick<ServerFrameOf<'nack'>, 'code' | 'retryAfterMs'>,
  failures: number,
  random: () => number,
): number | undefined {
  if (retryAfterMs !== undefined) return retryAfterMs * (1 + random() / 2);
  if (code !== 'internal' || failures >= MOST_SERVER_FAILURES) return undefined;
  const { first, most } = SERVER_FAILURE_MS;
  return Math.min(most, first * 2 ** failures) + backOffDelay(failures, SERVER_FAILURE_MS, random);
}
