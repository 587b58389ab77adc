import type { Conversation, SlaState } from '@causerie/protocol';

export type Current = { target: SlaState['target']; dueAt: number; warnAt: number };
export type Urgency = 'calm' | 'amber' | 'red';

/**
 * The promise that is due next, or is late already; undefined where none runs. An answer ends the clocks of responses at
 * once, although the server judges it a moment later.
 */
export function currentTarget(
  row: Pick<Conversation, 'sla' | 'waitingSince' | 'status'>,
): Current | undefined {
  if (row.status === 'resolved' || row.status === 'snoozed') return undefined;
  const running = (row.sla?.targets ?? []).filter(
    (t) => t.state === 'running' && t.dueAt && (t.target === 'resolution' || row.waitingSince !== null),
  );
  const [first] = running.toSorted((a, b) => Date.parse(a.dueAt!) - Date.parse(b.dueAt!));
  if (!first) return undefined;
  const dueAt = Date.parse(first.dueAt!);
  return { target: first.target, dueAt, warnAt: first.warnAt ? Date.parse(first.warnAt) : dueAt };
}

export function urgencyOf({ dueAt, warnAt }: Current, now: number): Urgency {
  return now >= dueAt ? 'red' : now >= warnAt ? 'amber' : 'calm';
}
