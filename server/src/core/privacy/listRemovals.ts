import type { RemovalCheck, RemovalRecord } from '@causerie/protocol';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { FIRST_HASH, hashOfRecord } from './recordRemoval.ts';

type Row = {
  number: number;
  at: Date;
  kind: RemovalRecord['kind'];
  reason: RemovalRecord['reason'];
  counts: RemovalRecord['counts'];
  actor_kind: RemovalRecord['actorKind'];
  actor_id: string | null;
  previous_hash: string;
  hash: string;
};

/** Proofs, newest first. `before`: only those with a lower number. */
export async function listRemovals(
  core: Core,
  { workspaceId }: DeskActor,
  { limit, before }: { limit: number; before?: number | undefined },
): Promise<{ items: RemovalRecord[]; next?: string }> {
  const found = await core.db.query<Row>(
    `select * from removal_records where workspace_id = $1 and ($2::bigint is null or number < $2)
     order by number desc limit $3`,
    [workspaceId, before ?? null, limit + 1],
  );
  const items = found.rows.slice(0, limit).map(toRecord);
  const last = found.rows.length > limit ? items.at(-1) : undefined;
  return { items, ...(last && { next: String(last.number) }) };
}

const AT_ONCE = 1000;

/** Computes the whole chain anew. */
export async function checkRemovals(core: Core, { workspaceId }: DeskActor): Promise<RemovalCheck> {
  let [number, hash] = [0, FIRST_HASH];
  for (;;) {
    const found = await core.db.query<Row>(
      'select * from removal_records where workspace_id = $1 and number > $2 order by number limit $3',
      [workspaceId, number, AT_ONCE],
    );
    for (const record of found.rows.map(toRecord)) {
      const { hash: claimed, ...rest } = record;
      const isNext = record.number === number + 1 && record.previousHash === hash;
      if (!isNext || hashOfRecord(workspaceId, rest) !== claimed)
        return { intact: false, records: number, brokenAt: number + 1 };
      [number, hash] = [record.number, claimed];
    }
    if (found.rows.length < AT_ONCE) return { intact: true, records: number, brokenAt: null };
  }
}

function toRecord(row: Row): RemovalRecord {
  return {
    number: Number(row.number),
    at: row.at.toISOString(),
    kind: row.kind,
    reason: row.reason,
    counts: row.counts,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
