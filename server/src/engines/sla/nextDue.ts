import type { ConversationSla } from '@causerie/protocol';

/** When the first of the running promises is due: what a list goes by. */
export function nextDue(sla: ConversationSla | null): string | null {
  const due = (sla?.targets ?? []).flatMap((t) => (t.state === 'running' && t.dueAt ? [t.dueAt] : []));
  return due.toSorted()[0] ?? null;
}
