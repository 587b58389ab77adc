import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GateTicket, SendGate } from './sendGate.ts';

const newTicket = (): GateTicket => ({ underWay: 0 });

/** Keeps the gate busy for so long: `perMs` answers each millisecond, and as many arrivals as it admits. */
function work(gate: SendGate, clock: { now: number }, perMs: number, ms: number): GateTicket[] {
  const under: GateTicket[] = [];
  const tickets = Array.from({ length: 2000 }, newTicket);
  let next = 0;
  for (let t = 0; t < ms; t += 1) {
    for (let tries = 0; tries < 10 * perMs; tries += 1) {
      const ticket = tickets[next++ % tickets.length]!;
      if (!gate.admits(ticket)) break;
      gate.enter(ticket);
      under.push(ticket);
    }
    clock.now += 1;
    for (const ticket of under.splice(0, perMs)) gate.leave(ticket);
  }
  return under;
}

test('the room follows what gets done, so that what is admitted waits about as long whatever the speed', () => {
  for (const perMs of [2, 5, 20]) {
    const clock = { now: 0 };
    const gate = new SendGate(() => clock.now);
    const under = work(gate, clock, perMs, 4000);
    expect(gate.room).toBe(Math.max(1000, perMs * 700));
    expect(under.length).toBe(gate.underWay);
    const waits = gate.underWay / perMs;
    expect(waits).toBeLessThanOrEqual(710);
  }
});

test('what an idle server gets done says nothing', () => {
  const clock = { now: 0 };
  const gate = new SendGate(() => clock.now);
  const before = gate.room;
  const ticket = newTicket();
  for (let i = 0; i < 1000; i += 1) {
    gate.enter(ticket);
    clock.now += 5;
    gate.leave(ticket);
    clock.now += 500;
  }
  expect(gate.room).toBe(before);
});

test('who floods is refused while there is room for others, and everybody when there is none', () => {
  const gate = new SendGate(() => 0);
  const floods = Array.from({ length: 10 }, newTicket);
  const flood = floods[0]!;
  for (const each of floods) while (gate.admits(each)) gate.enter(each);
  // Half of the room, and the share that anybody has.
  expect(gate.underWay).toBe(gate.room / 2 + 9 * 4);
  const others = Array.from({ length: gate.room / 2 - 9 * 4 }, newTicket);
  for (const other of others) {
    expect(gate.admits(other)).toBe(true);
    gate.enter(other);
    expect(gate.admits(flood)).toBe(false);
  }
  expect(gate.admits(newTicket())).toBe(false);
});

test('it tells that it refuses for a second', () => {
  const clock = { now: 5000 };
  const gate = new SendGate(() => clock.now);
  expect(gate.isRefusing).toBe(false);
  gate.refused();
  expect(gate.isRefusing).toBe(true);
  clock.now += 1001;
  expect(gate.isRefusing).toBe(false);
});

test('whatever comes and goes, it counts right, never admits more than its room, and is as at first when all is answered', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ who: fc.nat(5), enters: fc.boolean(), after: fc.nat(400) }), { maxLength: 400 }),
      (steps) => {
        const clock = { now: 0 };
        const gate = new SendGate(() => clock.now);
        const tickets = Array.from({ length: 6 }, newTicket);
        for (const { who, enters, after } of steps) {
          clock.now += after;
          const ticket = tickets[who]!;
          if (enters && gate.admits(ticket)) gate.enter(ticket);
          else if (ticket.underWay > 0) gate.leave(ticket);
          expect(gate.underWay).toBe(tickets.reduce((sum, each) => sum + each.underWay, 0));
          expect(gate.room).toBeGreaterThanOrEqual(1000);
          expect(gate.room).toBeLessThanOrEqual(20_000);
        }
        for (const ticket of tickets) while (ticket.underWay > 0) gate.leave(ticket);
        expect(gate.underWay).toBe(0);
        expect(gate.admits(tickets[0]!)).toBe(true);
      },
    ),
  );
});
