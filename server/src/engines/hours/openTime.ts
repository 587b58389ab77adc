import type { OpeningHours } from '@causerie/protocol';
import { nextClosing } from './nextClosing.ts';
import { nextOpening } from './nextOpening.ts';

/** Moments and durations in milliseconds; without hours it is always open. */
type Hours = OpeningHours | null;

const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);

/** How long it is open between two moments. */
export function openTimeBetween(hours: Hours, from: number, to: number): number {
  if (to <= from) return 0;
  if (!hours) return to - from;
  let open = 0;
  for (const [begin, end] of openSpans(hours, from, to)) open += end - begin;
  return open;
}

/** The moment at which it has been open for `time` since `from`; undefined where that is not within ten years. */
export function addOpenTime(hours: Hours, from: number, time: number): number | undefined {
  if (!hours) return from + time;
  let left = time;
  for (const [begin, end] of openSpans(hours, from, from + MOST_MS)) {
    if (end - begin >= left) return begin + left;
    left -= end - begin;
  }
  return undefined;
}

const MOST_MS = 10 * 366 * 86_400_000;
/** A piece of work at a time: who is open around the clock would otherwise have years of days looked at. */
const PIECE_MS = 8 * 86_400_000;

function* openSpans(hours: OpeningHours, from: number, to: number): Generator<[number, number]> {
  let moment = from;
  while (moment < to) {
    const opening = nextOpening(hours, at(moment));
    if (!opening || opening.epochMilliseconds >= to) return;
    const begin = opening.epochMilliseconds;
    const end = nextClosing(hours, opening, at(Math.min(to, begin + PIECE_MS))).epochMilliseconds;
    yield [begin, end];
    moment = end;
  }
}
