import type { OpeningHours } from '@causerie/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen } from './isOpen.ts';
import { addOpenTime, openTimeBetween } from './openTime.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const office: OpeningHours['weekly']['mon'] = [['09:00', '18:00']];
const paris = (weekly: Partial<OpeningHours['weekly']>): OpeningHours => ({
  timeZone: 'Europe/Paris',
  weekly: { ...closed, ...weekly },
  holidays: [],
});
const weekdays = paris({ mon: office, tue: office, wed: office, thu: office, fri: office });
const ms = (text: string) => Date.parse(text);
const iso = (at: number | undefined) => at !== undefined && new Date(at).toISOString();

describe('open time', () => {
  it('passes over nights and weekends', () => {
    // Friday 17:00 in Paris and two hours: Monday 10:00.
    expect(iso(addOpenTime(weekdays, ms('2026-11-27T16:00:00Z'), 2 * HOUR))).toBe('2026-11-30T09:00:00.000Z');
    expect(openTimeBetween(weekdays, ms('2026-11-27T16:00:00Z'), ms('2026-11-30T09:00:00Z'))).toBe(2 * HOUR);
  });

  it('is all time without hours, and with hours around the clock', () => {
    const always = paris({
      ...closed,
      ...Object.fromEntries(Object.keys(closed).map((d) => [d, [['00:00', '24:00']]])),
    });
    const from = ms('2026-03-01T12:34:56Z');
    for (const hours of [null, always]) {
      expect(addOpenTime(hours, from, 60 * 24 * HOUR)).toBe(from + 60 * 24 * HOUR);
      expect(openTimeBetween(hours, from, from + 60 * 24 * HOUR)).toBe(60 * 24 * HOUR);
    }
  });

  it('ends at the moment it closes, not when it opens next', () => {
    expect(iso(addOpenTime(weekdays, ms('2026-11-27T16:00:00Z'), HOUR))).toBe('2026-11-27T17:00:00.000Z');
  });

  it('is never where it never opens', () => {
    expect(addOpenTime(paris({}), ms('2026-11-27T16:00:00Z'), HOUR)).toBeUndefined();
    expect(openTimeBetween(paris({}), ms('2026-11-27T16:00:00Z'), ms('2027-11-27T16:00:00Z'))).toBe(0);
  });

  it('agrees with a count of the open minutes, also where the clocks are set', () => {
    const zones: [string, string][] = [
      ['Europe/Paris', '2026-03-29T01:00:00Z'],
      ['Europe/Paris', '2026-10-25T01:00:00Z'],
      ['America/St_Johns', '2010-11-07T02:31:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
      ['Asia/Kathmandu', '2026-06-01T00:00:00Z'],
    ];
    const two = (n: number) => String(n).padStart(2, '0');
    const clock = (half: number) => `${two(Math.floor(half / 2))}:${half % 2 ? '30' : '00'}`;
    const spans = fc.uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 4 }).map((halves) => {
      const sorted = halves.toSorted((a, b) => a - b).map(clock);
      return sorted.flatMap((from, i): [string, string][] =>
        i % 2 === 0 && sorted[i + 1] ? [[from, sorted[i + 1]!]] : [],
      );
    });
    const weekly = fc.record({
      mon: spans,
      tue: spans,
      wed: spans,
      thu: spans,
      fri: spans,
      sat: spans,
      sun: spans,
    });
    const scene = fc.tuple(
      fc.constantFrom(...zones),
      fc.integer({ min: -1500, max: 1500 }),
      weekly,
      fc.nat(2000),
    );
    fc.assert(
      fc.property(scene, ([[timeZone, near], offset, week, length]) => {
        const hours = { timeZone, weekly: week, holidays: [] };
        const from = ms(near) + offset * MINUTE;
        let counted = 0;
        for (let i = 0; i < length; i += 1) {
          if (isOpen(hours, Temporal.Instant.fromEpochMilliseconds(from + i * MINUTE))) counted += 1;
        }
        expect(openTimeBetween(hours, from, from + length * MINUTE)).toBe(counted * MINUTE);
        if (counted === 0) return;
        const reached = addOpenTime(hours, from, counted * MINUTE)!;
        expect(reached).toBeLessThanOrEqual(from + length * MINUTE);
        expect(openTimeBetween(hours, from, reached)).toBe(counted * MINUTE);
      }),
      { numRuns: 60 },
    );
  });
});
