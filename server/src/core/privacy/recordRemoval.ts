import { createHash } from 'node:crypto';
import type { RemovalRecord } from '@causerie/protocol';
import type { DeskActor, SystemActor } from '../actor.ts';
import type { CoreTx } from '../core.ts';

export type Removal = {
  kind: RemovalRecord['kind'];
  reason: Record<string, unknown>;
  counts: Record<string, number>;
};

/** The hash before the first record. */
export const FIRST_HASH = '0'.repeat(64);

/** Any number: the chain of a workspace is one lane. */
const CHAIN_LOCK = 7_243_044;

/** Writes the proof in the transaction of the removal, chained to the one before. */
export async function recordRemoval(
  tx: CoreTx,
  actor: DeskActor | SystemActor,
  { kind, reason, counts }: Removal,
): Promise<void> {
  const { workspaceId } = actor;
  await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [CHAIN_LOCK, workspaceId]);
  const last = await tx.query<{ number: number; hash: string; now: Date }>(
    `select coalesce(r.number, 0) as number, coalesce(r.hash, $2) as hash, date_trunc('milliseconds', clock_timestamp()) as now
     from (select 1) one left join lateral (
       select number, hash from removal_records where workspace_id = $1 order by number desc limit 1) r on true`,
    [workspaceId, FIRST_HASH],
  );
  const { number, hash: previousHash, now } = last.rows[0]!;
  const record = {
    number: Number(number) + 1,
    at: now.toISOString(),
    kind,
    reason,
    counts,
    actorKind: actor.kind,
    actorId: actor.kind === 'agent' ? actor.userId : actor.kind === 'bot' ? actor.keyId : null,
    previousHash,
  };
  await tx.query(
    `insert into removal_records (workspace_id, number, at, kind, reason, counts, actor_kind, actor_id, previous_hash, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      workspaceId,
      record.number,
      record.at,
      kind,
      JSON.stringify(reason),
      JSON.stringify(counts),
      record.actorKind,
      record.actorId,
      previousHash,
      hashOfRecord(workspaceId, record),
    ],
  );
}

/** SHA-256 over the record as JSON with sorted keys, the workspace first. */
export function hashOfRecord(workspaceId: string, record: Omit<RemovalRecord, 'hash'>): string {
  const text = JSON.stringify([workspaceId, sorted(record)]);
  return createHash('sha256').update(text).digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}
