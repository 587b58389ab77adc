import type { ConversationRecord } from '../conversations/conversationRecord.ts';
import { type DeliveryRow, deliveryColumns, toDelivery } from '../conversations/readEntries.ts';
import type { CoreTx } from '../core.ts';

/** Which entries `e` of its conversation a delivery `d` carries. */
const carried = `case when d.only_seqs is not null then e.seq = any (d.only_seqs)
  else e.seq between d.first_seq and d.last_seq and (d.carries = 'transcript' or e.kind = 'message' and e.author_kind <> 'contact') end`;

/**
 * Takes the deliveries of merged conversations along, so that a mail that failed is seen, and sent again, where its
 * messages are read now. They keep to the messages that they carried, though others stand between them now.
 */
export async function takeDeliveriesAlong(
  tx: CoreTx,
  merged: ConversationRecord,
  sources: readonly string[],
): Promise<void> {
  await tx.query(
    `update deliveries d set conversation_id = $2, first_seq = n.seqs[1], last_seq = n.seqs[cardinality(n.seqs)],
       only_seqs = n.seqs, version = $4
     from (select d.id, array_agg(m.seq order by m.seq) as seqs from deliveries d
       join entries e on e.workspace_id = $1 and e.conversation_id = d.conversation_id and ${carried}
       join entries m on m.workspace_id = $1 and m.conversation_id = $2 and (m.origin_id, m.origin_seq) = (e.conversation_id, e.seq)
       where d.workspace_id = $1 and d.conversation_id = any ($3) group by d.id) n
     where d.workspace_id = $1 and d.id = n.id`,
    [merged.workspaceId, merged.id, sources, merged.version],
  );
}

/**
 * Gives them back when a merge is undone: to where their messages are read now, the target where they are in both. Those
 * of messages written since go to the target, as these do.
 */
export async function takeDeliveriesBack(
  tx: CoreTx,
  mergedId: string,
  target: ConversationRecord,
  source: ConversationRecord,
): Promise<void> {
  const moved = await tx.query<DeliveryRow>(
    `update deliveries d set conversation_id = n.place, first_seq = n.seqs[1], last_seq = n.seqs[cardinality(n.seqs)],
       only_seqs = n.seqs, version = n.version
     from (select distinct on (id) * from (
       select d.id, p.place, p.version, p.ord, array_agg(coalesce(back.seq, e.origin_seq) order by coalesce(back.seq, e.origin_seq)) as seqs
       from deliveries d
       join entries e on e.workspace_id = $1 and e.conversation_id = d.conversation_id and ${carried}
       cross join (values ($3::uuid, $4::bigint, 1), ($5::uuid, $6::bigint, 2)) p (place, version, ord)
       left join entries back on back.workspace_id = $1 and back.conversation_id = p.place and (back.origin_id, back.origin_seq) = ($2::uuid, e.seq)
       where d.workspace_id = $1 and d.conversation_id = $2 and (e.origin_id = p.place or back.seq is not null)
       group by d.id, p.place, p.version, p.ord) placed order by id, ord) n
     where d.workspace_id = $1 and d.id = n.id returning ${deliveryColumns}`,
    [target.workspaceId, mergedId, target.id, target.version, source.id, source.version],
  );
  for (const row of moved.rows) {
    const conversation = row.conversation_id === target.id ? target : source;
    tx.announce({
      kind: 'delivery',
      workspaceId: target.workspaceId,
      conversation,
      delivery: toDelivery(row),
    });
  }
}
