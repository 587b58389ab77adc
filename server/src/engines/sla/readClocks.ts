import type { SlaTarget } from '@causerie/protocol';

/** What of a conversation's log moves its clocks. Moments in milliseconds since 1970. */
export type LogMoment = {
  at: number;
  kind: 'started' | 'contact' | 'agent' | 'resolved' | 'reopened' | 'snoozed';
};

/** One promise that was begun: when its clock ran, and when it was over, if it is. */
export type Clock = {
  target: SlaTarget;
  since: number;
  /** Spans in which the clock ran; the last one of a running clock has no end yet. */
  spans: [from: number, to: number | null][];
  endedAt: number | null;
};

export type ClockRules = { pauseWaiting: boolean; pauseSnoozed: boolean };

type State = { waiting: boolean; answered: boolean; status: 'open' | 'snoozed' | 'resolved' };

/** How far a log has been read: how things stand, and its clocks, oldest first. Plain JSON, so that it can be kept. */
export type ClockLog = { state: State; clocks: Clock[] };

/**
 * The clocks of a conversation, from its log alone, oldest first; or from where an earlier reading ended and what came since.
 *
 * First response: from the contact's first message to an agent's first. Next response: from each later message of the
 * contact that nobody has answered yet, to the answer. Resolution: from the beginning (and again from each reopening)
 * until it is resolved; it can stand still while the customer is to answer. All can stand still while snoozed.
 */
export function readClocks(
  log: readonly LogMoment[],
  rules: ClockRules,
  from: ClockLog = { state: { waiting: false, answered: false, status: 'open' }, clocks: [] },
): ClockLog {
  const clocks = from.clocks.map((clock) => ({
    ...clock,
    spans: clock.spans.map(([began, ended]): Clock['spans'][number] => [began, ended]),
  }));
  // At most one of each target goes on: the others are over, and nothing moves them any more.
  const going = new Map(clocks.filter((c) => c.endedAt === null).map((c) => [c.target, c]));
  let { state } = from;
  for (const moment of log) {
    const after = step(state, moment);
    const begin = (target: SlaTarget) => {
      if (going.has(target)) return;
      const clock: Clock = { target, since: moment.at, spans: [], endedAt: null };
      clocks.push(clock);
      going.set(target, clock);
    };
    const end = (target: SlaTarget) => {
      const clock = going.get(target);
      if (!clock) return;
      run(clock, moment.at, false);
      clock.endedAt = moment.at;
      going.delete(target);
    };
    if (moment.kind === 'resolved') for (const target of targets) end(target);
    else if (after.status !== 'resolved') begin('resolution');
    if (moment.kind === 'agent') for (const target of responses) end(target);
    if (after.waiting && !state.waiting) begin(after.answered ? 'next_response' : 'first_response');
    state = after;
    for (const clock of going.values()) run(clock, moment.at, shouldRun(clock.target, state, rules));
  }
  return { state, clocks };
}

/**
 * How things stand where two conversations became one at a moment: open if either was, waiting if either waits; of clocks
 * that go on in both, the earlier. The first leads, as its row does.
 */
export function joinClocks(first: ClockLog, second: ClockLog, rules: ClockRules, at: number): ClockLog {
  const status =
    first.state.status !== 'open' && second.state.status === 'open' ? 'open' : first.state.status;
  const isOver = status === 'resolved';
  const state: State = {
    status,
    waiting: !isOver && (first.state.waiting || second.state.waiting),
    answered: first.state.answered || second.state.answered,
  };
  const both = [...first.clocks, ...second.clocks].toSorted((a, b) => a.since - b.since);
  const going = isOver ? [] : both.filter((clock) => clock.endedAt === null);
  const kept = going
    .filter((clock) => clock === going.find((other) => other.target === clock.target))
    .map((clock) => ({
      ...clock,
      spans: clock.spans.map(([from, to]): Clock['spans'][number] => [from, to]),
    }));
  for (const clock of kept) run(clock, at, shouldRun(clock.target, state, rules));
  const over = both.filter((clock) => clock.endedAt !== null);
  return { state, clocks: [...over, ...kept] };
}

/** What of a reading still matters: clocks that go on, and of those that are over the newest of each target. */
export function keptOf({ state, clocks }: ClockLog): ClockLog {
  return {
    state,
    clocks: clocks.filter(
      (clock) =>
        clock.endedAt === null || clock === clocks.findLast((other) => other.target === clock.target),
    ),
  };
}

const responses: SlaTarget[] = ['first_response', 'next_response'];
const targets: SlaTarget[] = [...responses, 'resolution'];

function step(state: State, { kind }: LogMoment): State {
  switch (kind) {
    case 'contact':
      return { ...state, waiting: true };
    case 'agent':
      return { ...state, waiting: false, answered: true };
    case 'resolved':
      return { ...state, waiting: false, status: 'resolved' };
    case 'reopened':
      return { ...state, status: 'open' };
    case 'snoozed':
      return { ...state, status: 'snoozed' };
    case 'started':
      return state;
  }
}

function shouldRun(target: SlaTarget, state: State, rules: ClockRules): boolean {
  if (state.status === 'snoozed' && rules.pauseSnoozed) return false;
  // Nobody has asked yet, or the desk has had the last word: the customer's turn.
  return target !== 'resolution' || !rules.pauseWaiting || state.waiting;
}

function run(clock: Clock, at: number, running: boolean): void {
  const last = clock.spans.at(-1);
  const isRunning = last !== undefined && last[1] === null;
  if (running && !isRunning) clock.spans.push([at, null]);
  if (!running && isRunning) last[1] = at;
}
