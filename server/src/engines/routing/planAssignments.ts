import { canServe } from './canServe.ts';
import { chooseAgent } from './chooseAgent.ts';

/** A conversation that waits for somebody. Moments in milliseconds since 1970. */
export type Waiting = {
  conversationId: string;
  teamId: string | null;
  contactLanguage: string | null;
  language: 'ignore' | 'prefer' | 'require';
  skills: readonly string[];
  since: number;
  relaxAfterMs: number | null;
  /** The agent whom the contact had last, where the inbox wants the same one again. */
  lastAgentId: string | null;
  /** Who had it without answering, and when it was taken from them. */
  passedOver: ReadonlyMap<string, number>;
};

/** An agent who is there. `load` of `capacity` places are taken. */
export type WorkingAgent = {
  userId: string;
  teamIds: readonly string[];
  skills: readonly string[];
  languages: readonly string[];
  load: number;
  capacity: number;
  /** When they last got a conversation; -Infinity: never. */
  servedAt: number;
  availableSince: number;
};

export type Assignment = { conversationId: string; userId: string };
export type Plan = { assignments: Assignment[]; agents: WorkingAgent[] };

/**
 * Gives the waiting, in the order given, to agents, and returns the agents as they are afterwards. Each gets the best
 * agent that can serve it and has room; one for whom there is none stays and holds up nobody behind it.
 */
export function planAssignments(
  queue: readonly Waiting[],
  agents: readonly WorkingAgent[],
  now: number,
): Plan {
  const working = new Map(agents.map((agent) => [agent.userId, agent]));
  const assignments: Assignment[] = [];
  let served = now;
  for (const waiting of queue) {
    const able = [...working.values()].filter((a) => a.load < a.capacity && canServe(waiting, a, now));
    const chosen = chooseAgent(waiting, able);
    if (!chosen) continue;
    assignments.push({ conversationId: waiting.conversationId, userId: chosen.userId });
    // Each a little later than the one before, so that equals take turns within one plan, too.
    served += 1;
    working.set(chosen.userId, { ...chosen, load: chosen.load + 1, servedAt: served });
  }
  return { assignments, agents: [...working.values()] };
}
