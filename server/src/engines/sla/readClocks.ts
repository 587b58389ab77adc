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
  spans: [from: number, to: number | undefined][];
  endedAt: number | undefined;
};

export type ClockRules = { pauseWaiting: boolean; pauseSnoozed: boolean };

type State = { waiting: boolean; answered: boolean; status: 'open' | 'snoozed' | 'resolved' };

/**
 * The clocks of a conversation, from its log alone, oldest first.
 *
 * First response: from the contact's first message to an agent's first. Next response: from each later message of the
 * contact that nobody has answered yet, to the answer. Resolution: from the beginning (and again from each reopening)
 * until it is resolved; it can stand still while the customer is to answer. All can stand still while snoozed.
 */
export function readClocks(log: readonly LogMoment[], rules: ClockRules): Clock[] {
  const clocks: Clock[] = [];
  let state: State = { waiting: false, answered: false, status: 'open' };
  for (const moment of log) {
    const after = step(state, moment);
    const going = (target: SlaTarget) => clocks.find((c) => c.target === target && c.endedAt === undefined);
    const begin = (target: SlaTarget) =>
      going(target) ?? clocks.push({ target, since: moment.at, spans: [], endedAt: undefined });
    const end = (target: SlaTarget) => finish(going(target), moment.at);
    if (moment.kind === 'resolved') for (const target of targets) end(target);
    else if (after.status !== 'resolved') begin('resolution');
    if (moment.kind === 'agent') for (const target of responses) end(target);
    if (after.waiting && !state.waiting) begin(after.answered ? 'next_response' : 'first_response');
    state = after;
    for (const clock of clocks) {
      if (clock.endedAt === undefined) run(clock, moment.at, shouldRun(clock.target, state, rules));
    }
  }
  return clocks;
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
  const isRunning = last !== undefined && last[1] === undefined;
  if (running && !isRunning) clock.spans.push([at, undefined]);
  if (!running && isRunning) last[1] = at;
}

function finish(clock: Clock | undefined, at: number): void {
  if (!clock) return;
  run(clock, at, false);
  clock.endedAt = at;
}
