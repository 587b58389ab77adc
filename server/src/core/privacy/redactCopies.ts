import type { CoreTx } from '../core.ts';

/**
 * Empties what was copied out of these conversations into merged ones that stay: somebody else's, since contacts were
 * merged, their conversations too, and the contacts were then taken apart. Places stay, so that the log has no gap.
 */
export async function redactCopies(tx: CoreTx, workspaceId: string, ids: readonly string[]): Promise<number> {
  const redacted = await tx.query<{ conversation_id: string; seq: number }>(
    `with recursive holders as (
       select m.id from merges m where m.workspace_id = $1 and (m.target_id = any ($2) or m.source_id = any ($2)) and not m.id = any ($2)
       union
       select m.id from holders h join merges m on m.workspace_id = $1 and h.id in (m.target_id, m.source_id) where not m.id = any ($2)),
     copies as (
       select e.conversation_id, e.seq from holders h join entries e on e.workspace_id = $1 and e.conversation_id = h.id
       where e.origin_id = any ($2)
       union
       select e.conversation_id, e.seq from copies c join holders h on true
       join entries e on e.workspace_id = $1 and e.conversation_id = h.id and (e.origin_id, e.origin_seq) = (c.conversation_id, c.seq))
     update entries e set content = case when e.content is null then null else '{"kind": "text", "text": "…"}'::jsonb end,
       event = case when e.event ? 'email' then jsonb_set(e.event, '{email}', '""')
         when e.event ? 'externalId' then jsonb_set(e.event, '{externalId}', '""')
         when e.event ? 'address' then jsonb_set(e.event, '{address}', '""') else e.event end
     from copies c where e.workspace_id = $1 and e.conversation_id = c.conversation_id and e.seq = c.seq
     returning e.conversation_id, e.seq`,
    [workspaceId, ids],
  );
  const places = redacted.rows;
  await tx.query(
    `update conversations c set version = version + 1, changed_xid = pg_current_xact_id(),
       last_message = case when (c.last_message->>'seq')::int = any (p.seqs) then jsonb_set(c.last_message, '{preview}', '"…"') else c.last_message end
     from (select r.conversation_id, array_agg(r.seq) as seqs from unnest($2::uuid[], $3::int[]) r (conversation_id, seq) group by 1) p
     where c.workspace_id = $1 and c.id = p.conversation_id`,
    [workspaceId, places.map((p) => p.conversation_id), places.map((p) => p.seq)],
  );
  await tx.query('delete from webhook_deliveries where workspace_id = $1 and conversation_id = any ($2)', [
    workspaceId,
    places.map((p) => p.conversation_id),
  ]);
  return places.length;
}
