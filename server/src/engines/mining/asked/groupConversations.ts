import type { Turn } from '../turn.ts';

/** Conversations by id, each in the order of time; turns of the same moment stay in the order in which they came. */
export function groupConversations(turns: Turn[]): Turn[][] {
  const byId = new Map<string, Turn[]>();
  for (const turn of turns) {
    const known = byId.get(turn.conversation);
    if (known) known.push(turn);
    else byId.set(turn.conversation, [turn]);
  }
  return [...byId]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, own]) => own.sort((a, b) => a.at - b.at));
}
