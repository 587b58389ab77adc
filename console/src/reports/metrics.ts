import type { Kpis } from '@causerie/protocol';
import type { Words } from '../words/en.ts';
import type { Formats } from '../words/formats.ts';

/** A figure that is shown: how it is taken from the KPIs, how it reads, and whether more of it is better. */
export type MetricId = keyof Words['reports']['metrics'];
type Metric = {
  read: (kpis: Kpis) => number | null;
  kind: 'count' | 'seconds' | 'mark' | 'share';
  better: 'more' | 'less' | 'neither';
};

export const metrics: Record<MetricId, Metric> = {
  started: { read: (k) => k.started, kind: 'count', better: 'neither' },
  resolved: { read: (k) => k.resolved, kind: 'count', better: 'neither' },
  firstResponse: { read: (k) => k.firstResponse.median, kind: 'seconds', better: 'less' },
  response: { read: (k) => k.response.median, kind: 'seconds', better: 'less' },
  waiting: { read: (k) => k.waiting.median, kind: 'seconds', better: 'less' },
  resolution: { read: (k) => k.resolution.median, kind: 'seconds', better: 'less' },
  rating: { read: (k) => k.rating, kind: 'mark', better: 'more' },
  satisfied: { read: (k) => k.satisfied, kind: 'share', better: 'more' },
};

export const metricIds = Object.keys(metrics) as MetricId[];

export function formatMetric(words: Words['reports'], formats: Formats, id: MetricId, kpis: Kpis): string {
  const { read, kind } = metrics[id];
  const value = read(kpis);
  if (value === null) return '–';
  switch (kind) {
    case 'count':
      return formats.number(value);
    case 'seconds':
      return formatSeconds(words, value);
    case 'mark':
      return words.outOfFive(
        new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 1 }).format(value),
      );
    case 'share':
      return new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: 0 }).format(
        value,
      );
  }
}

/** Two units at most: `42 s`, `4 m 12 s`, `3 h 5 m`, `2 d 3 h`. */
export function formatSeconds(words: Words['reports'], seconds: number): string {
  const s = Math.round(seconds);
  if (s < 60) return words.seconds(s);
  if (s < 3600) return words.minutes(Math.floor(s / 60), s % 60);
  if (s < 86_400) return words.hours(Math.floor(s / 3600), Math.floor((s % 3600) / 60));
  return words.days(Math.floor(s / 86_400), Math.floor((s % 86_400) / 3600));
}
