import type { ConversationRecord } from '../conversations/conversationRecord.ts';
import type { CoreTx } from '../core.ts';

type Merge = { id: string; target: ConversationRecord; source: ConversationRecord; copied: number };

/**
 * Who has read how far, of the third conversation. A cursor covers everything before it, so it stands before the first
 * copy that somebody has not read where it was written; counts of what is unread are sums, and exact. Followers,
 * notifications and drafts go along. Last, the row's summary.
 */
export async function mergeReadings(
  tx: CoreTx,
  workspaceId: string,
  { id, target, source, copied }: Merge,
): Promise<void> {
  const parameters = [workspaceId, id, target.id, source.id];
  await tx.query(
    `insert into conversation_reads (workspace_id, conversation_id, user_id, read_seq, contact_messages)
     select $1, $2, u.user_id,
       coalesce((select min(e.seq) from entries e
         left join conversation_reads r on r.workspace_id = $1 and r.conversation_id = e.origin_id and r.user_id = u.user_id
         where e.workspace_id = $1 and e.conversation_id = $2 and e.origin_seq > coalesce(r.read_seq, 0)) - 1, $5),
       u.covered
     from (select user_id, sum(contact_messages)::int as covered from conversation_reads
       where workspace_id = $1 and conversation_id in ($3, $4) group by user_id) u`,
    [...parameters, copied],
  );
  await tx.query(
    `insert into conversation_followers (workspace_id, conversation_id, user_id, since)
     select $1, $2, user_id, min(since) from conversation_followers
     where workspace_id = $1 and conversation_id in ($3, $4) group by user_id`,
    parameters,
  );
  await tx.query(
    `update notifications n set conversation_id = $2, seq = e.seq from entries e
     where n.workspace_id = $1 and n.conversation_id in ($3, $4) and n.kind <> 'reply'
       and e.workspace_id = $1 and e.conversation_id = $2 and (e.origin_id, e.origin_seq) = (n.conversation_id, n.seq)`,
    parameters,
  );
  await tx.query(
    `insert into drafts (workspace_id, user_id, conversation_id, kind, text, written_at)
     select distinct on (user_id, kind) $1::uuid, user_id, $2::uuid, kind, text, written_at from drafts
     where workspace_id = $1 and conversation_id in ($3, $4) and text <> '' order by user_id, kind, written_at desc`,
    parameters,
  );
  await summarise(tx, parameters, copied);
}

async function summarise(tx: CoreTx, parameters: string[], copied: number): Promise<void> {
  // A cursor of the row: before the first copy, of those that matter to it, that lies beyond the cursor of its origin.
  const cursor = (column: string, matters: string) =>
    `coalesce((select min(e.seq) from entries e join conversations o on o.workspace_id = $1 and o.id = e.origin_id
       where e.workspace_id = $1 and e.conversation_id = $2 and ${matters} and e.origin_seq > o.${column}) - 1, $5)`;
  const toContact = `e.kind = 'message' and e.author_kind <> 'contact'`;
  await tx.query(
    `update conversations c set last_seq = $5,
       contact_read_seq = ${cursor('contact_read_seq', toContact)},
       mailed_seq = ${cursor('mailed_seq', toContact)},
       agent_read_seq = ${cursor('agent_read_seq', 'true')},
       contact_read_messages = (select sum(o.contact_read_messages) from conversations o where o.workspace_id = $1 and o.id in ($3, $4)),
       last_message = (select jsonb_set(o.last_message, '{seq}', to_jsonb(e.seq)) from conversations o
         join entries e on e.workspace_id = $1 and e.conversation_id = $2 and e.origin_id = o.id
           and e.origin_seq = (o.last_message->>'seq')::int
         where o.workspace_id = $1 and o.id in ($3, $4) order by e.seq desc limit 1)
     where c.workspace_id = $1 and c.id = $2`,
    [...parameters, copied],
  );
}
