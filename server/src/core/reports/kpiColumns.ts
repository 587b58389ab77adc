import type { Durations, Kpis } from '@causerie/protocol';

export type Clock = 'wall' | 'open';

/** Every figure of a set of facts `f`, as columns: the one place that computes them, for reports and board alike. */
export function kpiColumns(clock: Clock): string {
  const seconds = clock === 'open' ? 'f.open_seconds' : 'f.seconds';
  const durations = (name: string, which: string) => `
    count(${seconds}) filter (where ${which})::int as ${name}_count,
    percentile_cont(0.5) within group (order by ${seconds}) filter (where ${which}) as ${name}_median,
    (avg(${seconds}) filter (where ${which}))::float8 as ${name}_mean,
    percentile_cont(0.9) within group (order by ${seconds}) filter (where ${which}) as ${name}_p90`;
  return `
    count(*) filter (where f.kind = 'started')::int as started,
    count(*) filter (where f.kind = 'resolution')::int as resolved,
    ${durations('first', `f.kind = 'response' and f.is_first`)},
    ${durations('response', `f.kind = 'response'`)},
    ${durations('waiting', `f.kind in ('response', 'unanswered')`)},
    ${durations('resolution', `f.kind = 'resolution'`)},
    count(*) filter (where f.kind = 'rating')::int as ratings,
    (avg(f.score) filter (where f.kind = 'rating'))::float8 as rating,
    (avg((f.score >= 4)::int) filter (where f.kind = 'rating'))::float8 as satisfied`;
}

type Name = 'first' | 'response' | 'waiting' | 'resolution';
export type KpiRow = {
  [K in `${Name}_${'count'}`]: number;
} & { [K in `${Name}_${'median' | 'mean' | 'p90'}`]: number | null } & {
  started: number;
  resolved: number;
  ratings: number;
  rating: number | null;
  satisfied: number | null;
};

export function toKpis(row: KpiRow): Kpis {
  const durations = (name: Name): Durations => ({
    count: row[`${name}_count`],
    median: row[`${name}_median`],
    mean: row[`${name}_mean`],
    p90: row[`${name}_p90`],
  });
  return {
    started: row.started,
    resolved: row.resolved,
    firstResponse: durations('first'),
    response: durations('response'),
    waiting: durations('waiting'),
    resolution: durations('resolution'),
    ratings: row.ratings,
    rating: row.rating,
    satisfied: row.satisfied,
  };
}

const noDurations: Durations = { count: 0, median: null, mean: null, p90: null };

export const noKpis: Kpis = {
  started: 0,
  resolved: 0,
  firstResponse: noDurations,
  response: noDurations,
  waiting: noDurations,
  resolution: noDurations,
  ratings: 0,
  rating: null,
  satisfied: null,
};
