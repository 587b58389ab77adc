import type { CoreTx } from '../core.ts';

/**
 * Copies logs into another one, numbered from `after + 1` in the order in which everything was said. Within a log its own
 * order counts: a time is that of a transaction's beginning, so a later entry may carry an earlier one. Copies have ids
 * of their own, for an id is a message's; an answer to an offer points at the offer's copy. Returns how many.
 */
export async function copyEntries(
  tx: CoreTx,
  workspaceId: string,
  from: { conversationId: string; after: number }[],
  to: { conversationId: string; after: number },
): Promise<number> {
  const copied = await tx.query(
    `with asked as (
       select * from unnest($2::uuid[], $3::int[]) with ordinality as a (conversation_id, after, place)
     ),
     said as materialized (
       select e.*, a.place, gen_random_uuid() as copy_id,
         max(e.at) over (partition by e.conversation_id order by e.seq) as said_at
       from asked a join entries e on e.workspace_id = $1 and e.conversation_id = a.conversation_id and e.seq > a.after
       where coalesce(e.event->>'type', '') not in ('merged', 'unmerged')
     ),
     numbered as materialized (
       select s.*, ($5 + row_number() over (order by said_at, place, seq))::int as new_seq from said s
     )
     insert into entries (workspace_id, conversation_id, seq, id, at, kind, author_kind, author_id, content, event, origin_id, origin_seq)
     select n.workspace_id, $4, n.new_seq, n.copy_id, n.at, n.kind, n.author_kind, n.author_id,
       case when o.copy_id is null then n.content else jsonb_set(n.content, '{entryId}', to_jsonb(o.copy_id::text)) end,
       case when n.event->>'type' = 'mail_sent' then n.event || (
         select jsonb_strip_nulls(jsonb_build_object('firstSeq', min(m.new_seq), 'lastSeq', max(m.new_seq))) from numbered m
         where m.conversation_id = n.conversation_id and m.seq between (n.event->>'firstSeq')::int and (n.event->>'lastSeq')::int)
         else n.event end,
       n.conversation_id, n.seq
     from numbered n left join numbered o on o.id::text = n.content->>'entryId'
     order by n.new_seq`,
    [
      workspaceId,
      from.map((each) => each.conversationId),
      from.map((each) => each.after),
      to.conversationId,
      to.after,
    ],
  );
  await copyIndex(tx, workspaceId, to);
  return copied.rowCount ?? 0;
}

/** What search knows of them already, so that they are found at once; the indexer adds the rest. */
async function copyIndex(
  tx: CoreTx,
  workspaceId: string,
  to: { conversationId: string; after: number },
): Promise<void> {
  await tx.query(
    `insert into search_entries (workspace_id, conversation_id, seq, at, words)
     select e.workspace_id, e.conversation_id, e.seq, s.at, s.words from entries e
     join search_entries s on (s.workspace_id, s.conversation_id, s.seq) = (e.workspace_id, e.origin_id, e.origin_seq)
     where e.workspace_id = $1 and e.conversation_id = $2 and e.seq > $3 on conflict do nothing`,
    [workspaceId, to.conversationId, to.after],
  );
}
