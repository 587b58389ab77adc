import type { OpeningHours } from '@causerie/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHoursProblem } from './findHoursProblem.ts';
import { isOpen } from './isOpen.ts';
import { nextOpening } from './nextOpening.ts';

const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const at = (text: string) => Temporal.Instant.from(text);
const daily = (...spans: [string, string][]): OpeningHours['weekly'] => ({
  mon: spans,
  tue: spans,
  wed: spans,
  thu: spans,
  fri: spans,
  sat: spans,
  sun: spans,
});
const paris = (
  weekly: Partial<OpeningHours['weekly']>,
  holidays: OpeningHours['holidays'] = [],
): OpeningHours => ({
  timeZone: 'Europe/Paris',
  weekly: { ...closed, ...weekly },
  holidays,
});

describe('isOpen', () => {
  const office = paris({
    mon: [
      ['09:00', '12:00'],
      ['14:00', '18:00'],
    ],
  });

  it('is open from the beginning of a span up to its end', () => {
    expect(isOpen(office, at('2026-11-23T07:59:59.999Z'))).toBe(false);
    expect(isOpen(office, at('2026-11-23T08:00:00Z'))).toBe(true);
    expect(isOpen(office, at('2026-11-23T10:59:59.999Z'))).toBe(true);
    expect(isOpen(office, at('2026-11-23T11:00:00Z'))).toBe(false);
    expect(isOpen(office, at('2026-11-23T13:00:00Z'))).toBe(true);
    expect(isOpen(office, at('2026-11-24T08:00:00Z'))).toBe(false);
  });

  it('stays open up to midnight with a span to 24:00', () => {
    const late = paris({ mon: [['22:00', '24:00']], tue: [['00:00', '01:00']] });
    expect(isOpen(late, at('2026-11-23T22:59:59Z'))).toBe(true);
    expect(isOpen(late, at('2026-11-23T23:30:00Z'))).toBe(true);
    expect(isOpen(late, at('2026-11-24T00:00:00Z'))).toBe(false);
  });

  it('lets a holiday override its weekday, closed or with hours of its own', () => {
    const weekly = { fri: [['09:00', '18:00']] as [string, string][] };
    const noon = at('2026-12-25T11:30:00Z');
    expect(isOpen(paris(weekly), noon)).toBe(true);
    expect(isOpen(paris(weekly, [{ date: '2026-12-25', name: 'Noël' }]), noon)).toBe(false);
    expect(
      isOpen(paris(weekly, [{ date: '2026-12-25', name: 'Noël', spans: [['12:00', '13:00']] }]), noon),
    ).toBe(true);
  });
});

describe('nextOpening', () => {
  it('is now where it is open', () => {
    const now = at('2026-11-23T08:30:00Z');
    expect(nextOpening(paris({ mon: [['09:00', '18:00']] }), now)?.equals(now)).toBe(true);
  });

  it('passes over the weekend and holidays', () => {
    const weekdays = { mon: [['09:00', '18:00']] as [string, string][] };
    const hours = paris(weekdays, [{ date: '2026-11-30', name: 'Inventory' }]);
    expect(`${nextOpening(hours, at('2026-11-23T17:00:00Z'))}`).toBe('2026-12-07T08:00:00Z');
  });

  it('opens at the jump where summer time leaves the beginning out', () => {
    const hours = paris({ sun: [['02:30', '04:00']] });
    // Clocks went from 02:00 to 03:00 on 29 March 2026.
    expect(`${nextOpening(hours, at('2026-03-29T00:00:00Z'))}`).toBe('2026-03-29T01:00:00Z');
  });

  it('opens again where the clocks are set back into a span', () => {
    const hours = paris({ sun: [['01:00', '02:30']] });
    // 02:30 came at 00:30Z; at 01:00Z the clocks went from 03:00 to 02:00 on 25 October 2026.
    expect(`${nextOpening(hours, at('2026-10-25T00:40:00Z'))}`).toBe('2026-10-25T01:00:00Z');
  });

  it('finds an opening nearly a year away, and none where there is none', () => {
    const once = paris({}, [{ date: '2027-06-01', name: 'Open day', spans: [['10:00', '11:00']] }]);
    expect(`${nextOpening(once, at('2026-06-02T00:00:00Z'))}`).toBe('2027-06-01T08:00:00Z');
    expect(nextOpening(paris({}), at('2026-06-02T00:00:00Z'))).toBeUndefined();
  });

  it('agrees with a look at the wall clock at every minute', () => {
    fc.assert(
      fc.property(caseArbitrary, ({ hours, instant }) => {
        const found = nextOpening(hours, instant);
        if (found) {
          expect(Temporal.Instant.compare(found, instant)).toBeGreaterThanOrEqual(0);
          expect(isOpen(hours, found)).toBe(true);
        }
        const scanned = scan(hours, instant);
        const isNear = found && found.until(instant).abs().total('minutes') <= SCANNED_MINUTES;
        expect(isNear ? `${found}` : undefined).toBe(scanned && `${scanned}`);
      }),
      { numRuns: 150 },
    );
  });
});

describe('findHoursProblem', () => {
  const field = (hours: OpeningHours) => findHoursProblem(hours)?.field;

  it('accepts what makes sense', () => {
    expect(findHoursProblem(paris(daily(['00:00', '12:00'], ['12:00', '24:00'])))).toBeUndefined();
    expect(findHoursProblem(paris({}, [{ date: '2028-02-29', name: 'Leap day' }]))).toBeUndefined();
  });

  it('says where it does not', () => {
    expect(field({ ...paris({}), timeZone: 'Europe/Lutece' })).toBe('/timeZone');
    expect(field({ ...paris({}), timeZone: '+02:00' })).toBe('/timeZone');
    expect(field(paris({ tue: [['18:00', '09:00']] }))).toBe('/weekly/tue/0');
    expect(field(paris({ tue: [['09:00', '09:00']] }))).toBe('/weekly/tue/0');
    expect(
      field(
        paris({
          wed: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        }),
      ),
    ).toBe('/weekly/wed/1');
    expect(
      field(
        paris({
          wed: [
            ['14:00', '15:00'],
            ['09:00', '12:00'],
          ],
        }),
      ),
    ).toBe('/weekly/wed/1');
    expect(field(paris({}, [{ date: '2026-02-30', name: 'x' }]))).toBe('/holidays/0/date');
    const twice = { date: '2026-05-01', name: 'x' };
    expect(field(paris({}, [twice, twice]))).toBe('/holidays/1/date');
    expect(field(paris({}, [{ ...twice, spans: [['24:00', '24:00']] }]))).toBe('/holidays/0/spans/0');
  });
});

const SCANNED_MINUTES = 2 * 24 * 60;

/** Zones whose clocks jump by an hour, half an hour, over midnight, not at all; and the moments around which they do. */
const jumps: [zone: string, near: string][] = [
  ['Europe/Paris', '2026-03-29T01:00:00Z'],
  ['Europe/Paris', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['America/St_Johns', '2010-11-07T02:31:00Z'],
  ['America/St_Johns', '2010-03-14T03:31:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Asia/Kathmandu', '2026-06-01T00:00:00Z'],
];
const two = (n: number) => String(n).padStart(2, '0');
const clock = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const spansArbitrary = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 4 })
  .map((halves) => halves.toSorted((a, b) => a - b).map((half) => clock(half * 30)))
  .map((times) =>
    times.flatMap((from, i): [string, string][] =>
      i % 2 === 0 && times[i + 1] ? [[from, times[i + 1]!]] : [],
    ),
  );
const holidays = [
  { date: '2026-10-25', name: 'Half a day', spans: [['01:30', '02:30'] as [string, string]] },
  { date: '2010-11-07', name: 'Closed' },
];
const weeklyArbitrary = fc.record({
  mon: spansArbitrary,
  tue: spansArbitrary,
  wed: spansArbitrary,
  thu: spansArbitrary,
  fri: spansArbitrary,
  sat: spansArbitrary,
  sun: spansArbitrary,
});
const caseArbitrary = fc
  .tuple(fc.constantFrom(...jumps), fc.integer({ min: -36 * 3600, max: 36 * 3600 }), weeklyArbitrary)
  .map(([[timeZone, near], seconds, weekly]) => ({
    hours: { timeZone, weekly, holidays },
    instant: at(near).add({ seconds }),
  }));

/** The first open moment by Intl's clock, minute by minute, without any of the code under test. */
function scan(hours: OpeningHours, from: Temporal.Instant): Temporal.Instant | undefined {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: hours.timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const nextMinute = Math.floor(from.epochMilliseconds / 60_000) * 60_000 + 60_000;
  for (let i = -1; i < SCANNED_MINUTES; i += 1) {
    const ms = i < 0 ? from.epochMilliseconds : nextMinute + i * 60_000;
    const part = Object.fromEntries(format.formatToParts(ms).map((p) => [p.type, p.value]));
    const holiday = hours.holidays.find((h) => h.date === `${part.year}-${part.month}-${part.day}`);
    const spans = holiday
      ? (holiday.spans ?? [])
      : hours.weekly[part.weekday!.toLowerCase() as keyof OpeningHours['weekly']];
    const now = `${part.hour}:${part.minute}`;
    if (spans.some(([a, b]) => a <= now && now < b)) return Temporal.Instant.fromEpochMilliseconds(ms);
  }
  return undefined;
}
