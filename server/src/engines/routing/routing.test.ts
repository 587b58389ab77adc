import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canServe } from './canServe.ts';
import { expectWait } from './expectWait.ts';
import { planAssignments, type Waiting, type WorkingAgent } from './planAssignments.ts';

const NOW = 1_000_000_000;
const waiting = (over: Partial<Waiting> = {}): Waiting => ({
  conversationId: 'c',
  teamId: null,
  contactLanguage: null,
  language: 'ignore',
  skills: [],
  since: NOW - 60_000,
  relaxAfterMs: null,
  lastAgentId: null,
  passedOver: new Map(),
  ...over,
});
const agent = (userId: string, over: Partial<WorkingAgent> = {}): WorkingAgent => ({
  userId,
  teamIds: [],
  skills: [],
  languages: [],
  load: 0,
  capacity: 5,
  servedAt: Number.NEGATIVE_INFINITY,
  availableSince: 0,
  ...over,
});
const chosen = (one: Waiting, agents: WorkingAgent[]) =>
  planAssignments([one], agents, NOW).assignments[0]?.userId;

describe('whom routing chooses', () => {
  it('gives to the least loaded, by share of their places', () => {
    const agents = [agent('small', { load: 1, capacity: 2 }), agent('large', { load: 4, capacity: 10 })];
    expect(chosen(waiting(), agents)).toBe('large');
  });

  it('among the least loaded, to the one served longest ago', () => {
    const agents = [agent('a', { servedAt: 20 }), agent('b', { servedAt: 10 }), agent('c', { servedAt: 30 })];
    expect(chosen(waiting(), agents)).toBe('b');
    expect(chosen(waiting(), [...agents, agent('never')])).toBe('never');
  });

  it('first to the agent the contact had, but not beyond their capacity', () => {
    const agents = [agent('a'), agent('b', { load: 4 })];
    expect(chosen(waiting({ lastAgentId: 'b' }), agents)).toBe('b');
    expect(chosen(waiting({ lastAgentId: 'b' }), [agent('a'), agent('b', { load: 5 })])).toBe('a');
  });

  it('asks for team, skills whatever their case, and language by its first part', () => {
    const who = agent('a', { teamIds: ['sales'], skills: ['Billing'], languages: ['fr-CA'] });
    expect(canServe(waiting({ teamId: 'sales' }), who, NOW)).toBe(true);
    expect(canServe(waiting({ teamId: 'support' }), who, NOW)).toBe(false);
    expect(canServe(waiting({ skills: ['billing'] }), who, NOW)).toBe(true);
    expect(canServe(waiting({ skills: ['billing', 'repairs'] }), who, NOW)).toBe(false);
    expect(canServe(waiting({ language: 'require', contactLanguage: 'fr' }), who, NOW)).toBe(true);
    expect(canServe(waiting({ language: 'require', contactLanguage: 'de' }), who, NOW)).toBe(false);
    expect(canServe(waiting({ language: 'prefer', contactLanguage: 'de' }), who, NOW)).toBe(true);
  });

  it('prefers who speaks the language over who is less loaded', () => {
    const agents = [agent('idle', { languages: ['en'] }), agent('busy', { languages: ['de'], load: 3 })];
    const german = waiting({ language: 'prefer', contactLanguage: 'de-AT' });
    expect(chosen(german, agents)).toBe('busy');
    expect(chosen({ ...german, language: 'ignore' }, agents)).toBe('idle');
    expect(chosen({ ...german, contactLanguage: 'es' }, agents)).toBe('idle');
  });

  it('asks for less from who has waited long enough, but never for another team', () => {
    const long = waiting({ skills: ['repairs'], relaxAfterMs: 60_000, teamId: 'support' });
    expect(canServe(long, agent('a', { teamIds: ['support'] }), NOW)).toBe(true);
    expect(canServe({ ...long, since: NOW - 59_999 }, agent('a', { teamIds: ['support'] }), NOW)).toBe(false);
    expect(canServe(long, agent('a', { teamIds: ['sales'] }), NOW)).toBe(false);
  });

  it('passes over who let it go unanswered, until they come back or the wait is a new one', () => {
    const let_go = waiting({ passedOver: new Map([['a', NOW - 1000]]) });
    expect(chosen(let_go, [agent('a')])).toBeUndefined();
    expect(chosen(let_go, [agent('a'), agent('b', { load: 4 })])).toBe('b');
    expect(chosen(let_go, [agent('a', { availableSince: NOW - 500 })])).toBe('a');
    expect(chosen({ ...let_go, since: NOW - 10 }, [agent('a')])).toBe('a');
  });
});

const ids = ['u1', 'u2', 'u3', 'u4'];
const teams = ['t1', 't2'];
const words = ['billing', 'repairs'];
const tongues = ['en', 'fr', 'de'];
const agentsArbitrary = fc.uniqueArray(
  fc.record({
    userId: fc.constantFrom(...ids),
    teamIds: fc.subarray(teams),
    skills: fc.subarray(words),
    languages: fc.subarray(tongues),
    load: fc.nat(6),
    capacity: fc.nat(6),
    servedAt: fc.oneof(fc.constant(Number.NEGATIVE_INFINITY), fc.nat(1000)),
    availableSince: fc.nat(NOW),
  }),
  { selector: (a) => a.userId },
);
const queueArbitrary = fc.uniqueArray(
  fc.record({
    conversationId: fc.uuid(),
    teamId: fc.option(fc.constantFrom(...teams)),
    contactLanguage: fc.option(fc.constantFrom(...tongues)),
    language: fc.constantFrom('ignore' as const, 'prefer' as const, 'require' as const),
    skills: fc.subarray(words),
    since: fc.integer({ min: NOW - 10_000, max: NOW }),
    relaxAfterMs: fc.option(fc.nat(10_000)),
    lastAgentId: fc.option(fc.constantFrom(...ids)),
    passedOver: fc
      .array(fc.tuple(fc.constantFrom(...ids), fc.integer({ min: NOW - 10_000, max: NOW })), { maxLength: 2 })
      .map((pairs) => new Map(pairs)),
  }),
  { selector: (w) => w.conversationId, maxLength: 30 },
);

describe('whatever the queue and the agents', () => {
  test('P9: a plan gives nobody more than they may have, and only what they can serve, each once', () => {
    fc.assert(
      fc.property(queueArbitrary, agentsArbitrary, (queue, agents) => {
        const { assignments, agents: after } = planAssignments(queue, agents, NOW);
        const given = new Map<string, number>();
        for (const { conversationId, userId } of assignments) {
          const one = queue.find((w) => w.conversationId === conversationId)!;
          expect(canServe(one, agents.find((a) => a.userId === userId)!, NOW)).toBe(true);
          given.set(userId, (given.get(userId) ?? 0) + 1);
        }
        expect(new Set(assignments.map((a) => a.conversationId)).size).toBe(assignments.length);
        for (const before of agents) {
          const got = given.get(before.userId) ?? 0;
          expect(got).toBeLessThanOrEqual(Math.max(0, before.capacity - before.load));
          expect(after.find((a) => a.userId === before.userId)?.load).toBe(before.load + got);
        }
      }),
    );
  });

  test('nothing stays unassigned while somebody who can serve it has room', () => {
    fc.assert(
      fc.property(queueArbitrary, agentsArbitrary, (queue, agents) => {
        const { assignments, agents: after } = planAssignments(queue, agents, NOW);
        const left = queue.filter((w) => !assignments.some((a) => a.conversationId === w.conversationId));
        for (const one of left) {
          expect(after.some((a) => a.load < a.capacity && canServe(one, a, NOW))).toBe(false);
        }
      }),
    );
  });

  test('the plan for a queue is that of its beginning and then of its end, and the order of agents does not matter', () => {
    fc.assert(
      fc.property(queueArbitrary, agentsArbitrary, fc.nat(30), (queue, agents, at) => {
        const whole = planAssignments(queue, agents.toReversed(), NOW).assignments;
        const first = planAssignments(queue.slice(0, at), agents, NOW);
        const second = planAssignments(queue.slice(at), first.agents, NOW + at);
        if (queue.every((w) => w.relaxAfterMs === null))
          expect([...first.assignments, ...second.assignments]).toEqual(whole);
      }),
    );
  });

  test('equals get equally many: between agents who differ in nothing the counts differ by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }), (n, people) => {
        const queue = Array.from({ length: n }, (_, i) => waiting({ conversationId: `${i}` }));
        const agents = Array.from({ length: people }, (_, i) => agent(`${i}`, { capacity: 50 }));
        const loads = planAssignments(queue, agents, NOW).agents.map((a) => a.load);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the expected wait', () => {
  /** `n` departures, one each `everyMs`, all of whom came at the beginning. */
  const busy = (n: number, everyMs: number, agents = 1) =>
    Array.from({ length: n }, (_, i) => ({ since: 0, leftAt: (i + 1) * everyMs, agents }));

  it('is the place times the pace at which people leave a busy queue', () => {
    expect(expectWait({ place: 3, agents: 1, room: 0, departures: busy(10, 60_000) })).toBe(180);
  });

  it('is shorter with more agents than there were, longer with fewer', () => {
    expect(expectWait({ place: 2, agents: 4, room: 0, departures: busy(10, 60_000, 2) })).toBe(60);
    expect(expectWait({ place: 2, agents: 1, room: 0, departures: busy(10, 60_000, 2) })).toBe(240);
  });

  it('does not take idle time for work', () => {
    const idle = Array.from({ length: 6 }, (_, i) => ({
      since: i * 3_600_000,
      leftAt: i * 3_600_000 + 30_000,
      agents: 1,
    }));
    expect(expectWait({ place: 5, agents: 1, room: 0, departures: idle })).toBe(30);
  });

  it('is nothing with room, and not known without agents or without facts', () => {
    expect(expectWait({ place: 2, agents: 1, room: 2, departures: [] })).toBe(0);
    expect(expectWait({ place: 2, agents: 0, room: 0, departures: busy(10, 1000) })).toBeUndefined();
    expect(expectWait({ place: 2, agents: 1, room: 0, departures: busy(2, 1000) })).toBeUndefined();
  });

  it('never falls with the place and never rises with the agents', () => {
    const queue = fc.record({
      place: fc.integer({ min: 1, max: 20 }),
      agents: fc.integer({ min: 1, max: 5 }),
      every: fc.integer({ min: 1000, max: 100_000 }),
    });
    fc.assert(
      fc.property(queue, ({ place, agents, every }) => {
        const at = (p: number, a: number) =>
          expectWait({ place: p, agents: a, room: 0, departures: busy(12, every, 2) })!;
        expect(at(place + 1, agents)).toBeGreaterThanOrEqual(at(place, agents));
        expect(at(place, agents + 1)).toBeLessThanOrEqual(at(place, agents));
      }),
    );
  });
});
