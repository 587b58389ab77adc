import { speaks } from './canServe.ts';
import type { Waiting, WorkingAgent } from './planAssignments.ts';

/**
 * The best of those who can serve and have room: the contact's last agent where that is wanted; then who speaks the
 * language; then the least loaded (the share of their places that is taken, so that somebody with ten places and four
 * taken is less loaded than somebody with two and one taken); of these the one served longest ago. Undefined for none.
 */
export function chooseAgent(waiting: Waiting, able: readonly WorkingAgent[]): WorkingAgent | undefined {
  const last = able.find((agent) => agent.userId === waiting.lastAgentId);
  if (last) return last;
  const fluent = waiting.language === 'ignore' ? [] : able.filter((a) => speaks(a, waiting.contactLanguage));
  const from = fluent.length > 0 ? fluent : able;
  return from.reduce<WorkingAgent | undefined>(
    (best, agent) => (best && compare(best, agent) <= 0 ? best : agent),
    undefined,
  );
}

/** Negative: `a` comes before `b`. The id decides between equals, so that the choice is the same every time. */
function compare(a: WorkingAgent, b: WorkingAgent): number {
  return (
    a.load * b.capacity - b.load * a.capacity ||
    order(a.servedAt, b.servedAt) ||
    (a.userId < b.userId ? -1 : Number(a.userId > b.userId))
  );
}

/** Not by subtraction: -Infinity less itself is no number. */
const order = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
