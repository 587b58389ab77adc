import type { Kpis, Report } from '@causerie/protocol';
import { expect, it } from 'vitest';
import { en } from '../words/en.ts';
import { fillGroups } from './fillGroups.ts';
import { formatSeconds } from './metrics.ts';

const row = (key: string) => ({ key, kpis: { started: 1 } as Kpis });
const report = (rows: ReturnType<typeof row>[]) => ({ from: '2026-02-27', to: '2026-03-02', rows }) as Report;

it('shows the days on which nothing happened, in order', () => {
  const filled = fillGroups(report([row('2026-03-01')]), 'day');
  expect(filled.map((each) => [each.key, each.kpis.started])).toEqual([
    ['2026-02-27', 0],
    ['2026-02-28', 0],
    ['2026-03-01', 1],
    ['2026-03-02', 0],
  ]);
});

it('shows every hour and weekday, and of people only who is there', () => {
  expect(fillGroups(report([row('9')]), 'hour')).toHaveLength(24);
  expect(fillGroups(report([row('7')]), 'weekday').map((each) => each.key)).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
  ]);
  expect(fillGroups(report([row('ada')]), 'agent').map((each) => each.key)).toEqual(['ada']);
});

it('tells a duration in two units at most', () => {
  expect([0, 59.4, 252, 11_100, 183_600].map((seconds) => formatSeconds(en.reports, seconds))).toEqual([
    '0 s',
    '59 s',
    '4 m 12 s',
    '3 h 5 m',
    '2 d 3 h',
  ]);
});
