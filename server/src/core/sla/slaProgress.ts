import type { ClockLog, ClockRules } from '../../engines/sla/readClocks.ts';
import type { CoreTx } from '../core.ts';

/** Where a reading of a log ended: the entry, how the clocks stood by which rules, and what of them has been told. */
export type SlaProgress = { seq: number; rules: ClockRules; log: ClockLog; told: string[] };

/** So many entries are read again rather than that how the clocks stand is written down each time. */
const WORTH_KEEPING = 100;

/** Undefined where the log is short, or the rules by which clocks run are others now: it is read from its beginning. */
export async function readProgress(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  conversationId: string,
  rules: ClockRules,
): Promise<SlaProgress | undefined> {
  const found = await tx.query<{ seq: number; reached: Omit<SlaProgress, 'seq'> }>(
    'select seq, reached from sla_progress where workspace_id = $1 and conversation_id = $2',
    [workspaceId, conversationId],
  );
  const row = found.rows[0];
  if (!row || !isSameRules(row.reached.rules, rules)) return undefined;
  return { seq: row.seq, ...row.reached };
}

/** Keeps it once enough has been read to be worth it. */
export async function keepProgress(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  conversationId: string,
  read: number,
  { seq, ...reached }: SlaProgress,
): Promise<void> {
  if (read < WORTH_KEEPING) return;
  await tx.query(
    `insert into sla_progress (workspace_id, conversation_id, seq, reached) values ($1, $2, $3, $4)
     on conflict (workspace_id, conversation_id) do update set seq = excluded.seq, reached = excluded.reached`,
    [workspaceId, conversationId, seq, JSON.stringify(reached)],
  );
}

const isSameRules = (a: ClockRules, b: ClockRules): boolean =>
  a.pauseWaiting === b.pauseWaiting && a.pauseSnoozed === b.pauseSnoozed;
