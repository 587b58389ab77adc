/** A conversation that left a queue because somebody took it. Moments in milliseconds since 1970. */
export type Departure = {
  since: number;
  leftAt: number;
  /** Agents who were there for the queue, as last seen before; null: not known. */
  agents: number | null;
};

export type QueueNow = {
  /** The place of the one who asks: 1 is next. */
  place: number;
  /** Agents who are there for this queue now, and the conversations that they could still take. */
  agents: number;
  room: number;
  /** The queue's departures of the last hours, in the order in which they left. */
  departures: readonly Departure[];
};

const LEAST_INTERVALS = 4;
const LEAST_WAITS = 5;

/**
 * The expected wait in seconds, or undefined where the facts do not tell it.
 *
 * While a queue is never empty, people leave it at the pace at which agents become free. So only intervals between two
 * departures count in which the later one was waiting already when the earlier one left: the others also hold idle
 * time. An interval times the agents who were there is the work that one departure costs; divided by the agents who are
 * there now, and times the place, it is the wait. (This is the mean wait of a busy M/M/c queue, place / (c * mu), with
 * c * mu measured instead of assumed; Gross et al., Fundamentals of Queueing Theory, section 3.3.)
 *
 * With too few such intervals the median of the recent waits is told; with room for everybody up to this place, nothing
 * is to be waited for. With nobody there, nothing can be said.
 */
export function expectWait({ place, agents, room, departures }: QueueNow): number | undefined {
  if (agents === 0) return undefined;
  if (place <= room) return 0;
  const costs = workPerDeparture(departures, agents);
  if (costs.length >= LEAST_INTERVALS) return Math.round((place * cappedMean(costs)) / agents / 1000);
  const waits = departures.map((d) => d.leftAt - d.since).toSorted((a, b) => a - b);
  if (waits.length < LEAST_WAITS) return undefined;
  return Math.round(waits[Math.floor(waits.length / 2)]! / 1000);
}

/** Agent-milliseconds from one departure to the next, while somebody was waiting. */
function workPerDeparture(departures: readonly Departure[], agents: number): number[] {
  return departures.slice(1).flatMap((departure, i) => {
    const previous = departures[i]!;
    if (departure.since > previous.leftAt) return [];
    return [(departure.leftAt - previous.leftAt) * (departure.agents || agents)];
  });
}

/**
 * The mean, with no value counted as more than eight times the median: one agent's lunch is not the pace of an afternoon.
 * Nothing is cut off at either end: intervals are skewed (many short, few long), and without their longest tenth the mean of
 * exponential ones would be a sixth too low, so that everybody waited longer than they were told.
 */
function cappedMean(values: readonly number[]): number {
  const median = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
  const most = median > 0 ? 8 * median : Number.POSITIVE_INFINITY;
  return values.reduce((sum, value) => sum + Math.min(value, most), 0) / values.length;
}
