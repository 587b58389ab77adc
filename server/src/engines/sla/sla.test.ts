import type { OpeningHours } from '@causerie/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSla, type Promises, type SlaNews } from './judgeSla.ts';
import { matchPolicy } from './matchPolicy.ts';
import { type ClockLog, joinClocks, type LogMoment, readClocks } from './readClocks.ts';

const MINUTE = 60_000;
const promises = (over: Partial<Promises> = {}): Promises => ({
  budgets: { first_response: 10 * MINUTE, next_response: 20 * MINUTE, resolution: 100 * MINUTE },
  hours: null,
  pauseWaiting: true,
  pauseSnoozed: true,
  ...over,
});
/** `[minute, what]`, written short. */
const log = (...moments: [number, LogMoment['kind']][]): LogMoment[] =>
  moments.map(([at, kind]) => ({ at: at * MINUTE, kind }));
const judge = (moments: LogMoment[], minute: number, over: Partial<Promises> = {}) => {
  const { states, dueAt, news, nextNewsAt } = judgeSla(moments, promises(over), minute * MINUTE);
  const inMinutes = (at: number | undefined) => (at === undefined ? undefined : at / MINUTE);
  return {
    state: Object.fromEntries(states.map((s) => [s.target, s.state])),
    due: inMinutes(dueAt),
    news: news.map((n) => `${n.kind} ${n.target} ${n.dueAt / MINUTE}`),
    next: inMinutes(nextNewsAt),
  };
};

describe('how a conversation stands', () => {
  const asked = log([0, 'started'], [0, 'contact']);

  it('first response: due, warned after three quarters, breached', () => {
    expect(judge(asked, 5)).toMatchObject({
      state: { first_response: 'running' },
      due: 10,
      news: [],
      next: 7.5,
    });
    expect(judge(asked, 8)).toMatchObject({ news: ['warned first_response 10'], next: 10 });
    expect(judge(asked, 10)).toMatchObject({ news: ['breached first_response 10'], due: 10, next: 75 });
  });

  it('an answer in time meets it, a late one does not', () => {
    expect(judge([...asked, ...log([9, 'agent'])], 30)).toMatchObject({
      state: { first_response: 'met' },
      news: [],
    });
    expect(judge([...asked, ...log([10, 'agent'])], 30)).toMatchObject({ state: { first_response: 'met' } });
    expect(judge([...asked, ...log([11, 'agent'])], 30)).toMatchObject({
      state: { first_response: 'missed' },
      news: ['breached first_response 10'],
    });
  });

  it('next response begins with the first unanswered message after an answer', () => {
    const moments = [...asked, ...log([1, 'agent'], [5, 'contact'], [9, 'contact'])];
    expect(judge(moments, 10)).toMatchObject({
      state: { first_response: 'met', next_response: 'running' },
      due: 25,
    });
    expect(judge([...moments, ...log([30, 'agent'], [40, 'contact'], [45, 'agent'])], 50)).toMatchObject({
      state: { next_response: 'met' },
      news: ['breached next_response 25'],
    });
  });

  it('resolution stands still while the customer is to answer, if wanted', () => {
    const moments = [...asked, ...log([5, 'agent'])];
    expect(judge(moments, 60)).toMatchObject({
      state: { resolution: 'paused' },
      due: undefined,
      next: undefined,
    });
    expect(judge(moments, 60, { pauseWaiting: false })).toMatchObject({
      state: { resolution: 'running' },
      due: 100,
    });
    // Five minutes gone before the pause: of a hundred, ninety-five are left.
    expect(
      judge([...moments, ...log([200, 'contact'], [200, 'agent'], [210, 'contact'])], 215),
    ).toMatchObject({
      due: 230,
      state: { resolution: 'running' },
    });
  });

  it('all stand still while snoozed, if wanted; what was late before stays late', () => {
    const moments = [...asked, ...log([4, 'snoozed'])];
    expect(judge(moments, 500)).toMatchObject({
      state: { first_response: 'paused' },
      news: [],
      due: undefined,
    });
    expect(judge([...moments, ...log([500, 'reopened'])], 501).due).toBe(506);
    expect(judge(moments, 500, { pauseSnoozed: false }).news).toContain('breached first_response 10');
    expect(judge([...asked, ...log([12, 'snoozed'])], 500)).toMatchObject({
      state: { first_response: 'running' },
      news: ['breached first_response 10'],
    });
  });

  it('resolving ends all of them; reopening begins the resolution anew', () => {
    const moments = [...asked, ...log([2, 'agent'], [3, 'resolved'])];
    expect(judge(moments, 1000)).toMatchObject({
      state: { first_response: 'met', resolution: 'met' },
      due: undefined,
    });
    const back = [...moments, ...log([1000, 'reopened'], [1000, 'contact'])];
    expect(judge(back, 1010)).toMatchObject({
      state: { next_response: 'running', resolution: 'running' },
      due: 1020,
    });
  });

  it('the desk’s own beginning promises no first response', () => {
    expect(judge(log([0, 'started'], [0, 'agent']), 50).state).toEqual({ resolution: 'paused' });
    expect(judge(log([0, 'started'], [0, 'agent'], [5, 'contact']), 6)).toMatchObject({
      state: { next_response: 'running' },
      due: 25,
    });
  });

  it('counts business hours', () => {
    const day: OpeningHours['weekly']['mon'] = [['09:00', '17:00']];
    const hours: OpeningHours = {
      timeZone: 'UTC',
      weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
      holidays: [],
    };
    // 1 January 1970 was a Thursday. Asked on Friday at 16:55: due on Monday at 9:05.
    const friday = 24 * 60 + 16 * 60 + 55;
    const monday = 4 * 24 * 60 + 9 * 60 + 5;
    expect(judge(log([friday, 'started'], [friday, 'contact']), friday, { hours }).due).toBe(monday);
  });
});

const kinds = ['contact', 'agent', 'resolved', 'reopened', 'snoozed'] as const;
const logArbitrary = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom(...kinds)), { maxLength: 25 })
  .map((steps) => {
    let at = 0;
    const moments: LogMoment[] = [{ at: 0, kind: 'started' }];
    for (const [later, kind] of steps) {
      at += later * MINUTE;
      moments.push({ at, kind });
    }
    return { moments, end: at };
  });

describe('whatever the log', () => {
  it('clocks run in spans that follow each other, within their own time, one of a target at a time', () => {
    fc.assert(
      fc.property(
        logArbitrary,
        fc.boolean(),
        fc.boolean(),
        ({ moments, end }, pauseWaiting, pauseSnoozed) => {
          const { clocks } = readClocks(moments, { pauseWaiting, pauseSnoozed });
          for (const [i, clock] of clocks.entries()) {
            let last = clock.since;
            for (const [from, ended] of clock.spans) {
              const to = ended ?? end;
              expect(from).toBeGreaterThanOrEqual(last);
              expect(to).toBeGreaterThanOrEqual(from);
              last = to;
            }
            expect(last).toBeLessThanOrEqual(clock.endedAt ?? end);
            const later = clocks.slice(i + 1).find((other) => other.target === clock.target);
            if (later) expect(clock.endedAt).toBeLessThanOrEqual(later.since);
          }
        },
      ),
    );
  });

  it('read in pieces, kept as JSON in between, it is judged as when it is read at once', () => {
    fc.assert(
      fc.property(
        logArbitrary,
        fc.array(fc.nat(25), { maxLength: 4 }),
        fc.nat(60),
        ({ moments, end }, cuts, more) => {
          const now = end + more * MINUTE;
          const whole = judgeSla(moments, promises(), now);
          let reached: ClockLog | undefined;
          let told: SlaNews[] = [];
          const places = [
            0,
            ...cuts.map((cut) => Math.min(cut, moments.length)).toSorted((a, b) => a - b),
            moments.length,
          ];
          for (const [i, place] of places.slice(1).entries()) {
            const piece = moments.slice(places[i]!, place);
            const verdict = judgeSla(piece, promises(), moments.slice(0, place).at(-1)?.at ?? 0, reached);
            reached = JSON.parse(JSON.stringify(verdict.reached)) as ClockLog;
            told = [...told, ...verdict.news];
          }
          const last = judgeSla([], promises(), now, reached);
          expect(last.states).toEqual(whole.states);
          expect([last.dueAt, last.nextNewsAt]).toEqual([whole.dueAt, whole.nextNewsAt]);
          const keys = (news: SlaNews[]) =>
            new Set(news.filter((n) => n.kind === 'breached').map((n) => JSON.stringify(n)));
          expect(keys([...told, ...last.news])).toEqual(keys(whole.news));
        },
      ),
    );
  });

  it('what is kept does not grow with what is over', () => {
    const moments = log(
      ...Array.from({ length: 5000 }, (_, i): [number, LogMoment['kind']][] => [
        [i * 3, 'contact'],
        [i * 3 + 1, 'agent'],
        [i * 3 + 2, 'resolved'],
      ]).flat(),
    );
    expect(JSON.stringify(judgeSla(moments, promises(), 20_000 * MINUTE).reached).length).toBeLessThan(600);
  });

  it('news never goes away: what was breached at a moment is breached at every later one', () => {
    fc.assert(
      fc.property(logArbitrary, fc.nat(200), ({ moments, end }, more) => {
        const breaches = (at: number) =>
          judgeSla(
            moments.filter((m) => m.at <= at),
            promises(),
            at,
          ).news.filter((n) => n.kind === 'breached');
        const middle = end / 2;
        expect(breaches(end + more * MINUTE)).toEqual(expect.arrayContaining(breaches(middle)));
      }),
    );
  });

  it('the alarm is right: nothing new before it, something new at it', () => {
    fc.assert(
      fc.property(logArbitrary, ({ moments, end }) => {
        const now = judgeSla(moments, promises(), end);
        if (now.nextNewsAt === undefined) return;
        expect(judgeSla(moments, promises(), now.nextNewsAt - 1).news).toEqual(now.news);
        expect(judgeSla(moments, promises(), now.nextNewsAt).news).not.toEqual(now.news);
      }),
    );
  });
});

describe('where two became one', () => {
  const rules = { pauseWaiting: true, pauseSnoozed: true };
  const state = ({ clocks, state: { status, waiting } }: ClockLog) => ({
    status,
    waiting,
    going: clocks.filter((c) => c.endedAt === null).map((c) => [c.target, c.since / MINUTE]),
  });
  const join = (a: LogMoment[], b: LogMoment[]) =>
    joinClocks(readClocks(a, rules), readClocks(b, rules), rules, 100 * MINUTE);

  it('the earlier wait and the earlier beginning go on; what ended in one ended nothing in the other', () => {
    const open = log([0, 'started'], [5, 'contact']);
    const later = log([2, 'started'], [3, 'contact'], [4, 'agent'], [8, 'contact']);
    expect(state(join(open, later))).toEqual({
      status: 'open',
      waiting: true,
      going: [
        ['resolution', 0],
        ['first_response', 5],
        ['next_response', 8],
      ],
    });
    const over = log([1, 'started'], [2, 'contact'], [6, 'agent'], [7, 'resolved']);
    for (const both of [join(open, over), join(over, open)])
      expect(state(both)).toEqual({
        status: 'open',
        waiting: true,
        going: [
          ['resolution', 0],
          ['first_response', 5],
        ],
      });
    expect(state(join(over, over))).toEqual({ status: 'resolved', waiting: false, going: [] });
  });

  it('a clock that stood still in one runs where the other waits', () => {
    const answered = log([0, 'started'], [0, 'contact'], [1, 'agent']);
    const waits = log([50, 'started'], [50, 'contact']);
    const resolution = join(answered, waits).clocks.find(
      (c) => c.target === 'resolution' && c.endedAt === null,
    );
    expect(resolution?.spans).toEqual([
      [0, MINUTE],
      [100 * MINUTE, null],
    ]);
  });
});

describe('which policy holds', () => {
  const any = { inboxIds: [], priorities: [], labels: [] };
  const of = (inboxId: string, priority: 'none' | 'urgent', ...labels: string[]) => ({
    inboxId,
    priority,
    labels,
  });

  it('the first whose conditions are met', () => {
    const vip = { ...any, labels: ['vip', 'press'] };
    const urgent = { ...any, priorities: ['urgent' as const], inboxIds: ['web'] };
    const policies = [vip, urgent, any];
    expect(matchPolicy(policies, of('web', 'none', 'press'))).toBe(vip);
    expect(matchPolicy(policies, of('web', 'urgent'))).toBe(urgent);
    expect(matchPolicy(policies, of('mail', 'urgent'))).toBe(any);
    expect(matchPolicy([vip], of('mail', 'urgent'))).toBeUndefined();
  });
});
