import type { SystemActor } from '../actor.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { insertDelivery } from './insertDelivery.ts';

const MOST_AT_ONCE = 50;

type Due = { workspace_id: string; id: string };

/**
 * Queues a mail for each conversation whose contact has had replies unread for the inbox's delay and has an address.
 * One mail carries all of them. Without an address the wait ends quietly: giving one starts it again.
 * Several nodes may do this at once; a locked conversation is another's. Returns how many were dealt with.
 */
export async function queueUnreadReplies(core: Core): Promise<number> {
  return transact(core, async (tx) => {
    const due = await tx.query<Due>(
      `select c.workspace_id, c.id from conversations c
       join inboxes i on (i.workspace_id, i.id) = (c.workspace_id, c.inbox_id)
       where c.unread_reply_since is not null
         and c.unread_reply_since <= now() - make_interval(mins => coalesce((i.settings->>'mailAfterMinutes')::int, 5))
       order by c.unread_reply_since limit ${MOST_AT_ONCE} for no key update of c skip locked`,
    );
    for (const row of due.rows) await queueOne(tx, row);
    return due.rows.length;
  });
}

async function queueOne(tx: CoreTx, { workspace_id, id }: Due): Promise<void> {
  const system: SystemActor = { kind: 'system', workspaceId: workspace_id };
  const before = await lockConversation(tx, system, id);
  const unread = await tx.query<{ first_seq: number | null; last_seq: number | null }>(
    `select min(e.seq) as first_seq, max(e.seq) as last_seq from entries e, conversations c
     where (c.workspace_id, c.id) = ($1, $2) and (e.workspace_id, e.conversation_id) = ($1, $2)
       and e.kind = 'message' and e.author_kind <> 'contact' and e.content->>'kind' <> 'rating'
       and e.seq > greatest(c.contact_read_seq, c.mailed_seq)`,
    [workspace_id, id],
  );
  const range = unread.rows[0];
  if (!before.contactEmail || !range?.first_seq || !range.last_seq) {
    await tx.query('update conversations set unread_reply_since = null where workspace_id = $1 and id = $2', [
      workspace_id,
      id,
    ]);
    return;
  }
  const { conversation } = await writeChange(tx, before, [], {
    unread_reply_since: null,
    mailed_seq: range.last_seq,
  });
  const delivery = await insertDelivery(tx, {
    workspaceId: workspace_id,
    conversationId: id,
    firstSeq: range.first_seq,
    lastSeq: range.last_seq,
    address: before.contactEmail,
    carries: 'replies',
    addressGiven: false,
    version: conversation.version,
  });
  tx.announce({ kind: 'delivery', workspaceId: workspace_id, conversation, delivery });
}
