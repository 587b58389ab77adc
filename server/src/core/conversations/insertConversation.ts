import { fail } from '../../errors.ts';
import type { CoreTx } from '../core.ts';

/** `asked`: the contact begins it, so that the bot may have it first where the inbox lets it. */
export type ConversationStart = {
  workspaceId: string;
  id: string;
  inboxId: string;
  contactId: string;
  asked?: boolean;
};

/** `fresh`: made now, its log is empty. Otherwise it is one that was there: the repeat's, or the contact's only open one. */
export type Started = { id: string; inboxId: string; mode: 'live' | 'messaging'; fresh: boolean };

/**
 * Makes a conversation, or finds the one that makes it unnecessary. The database decides: two tabs that start at
 * once in an inbox of one conversation at a time meet at the unique index, and the second gets the first's.
 * Errors: `inbox_not_found`; `id_taken` when the id is another contact's conversation.
 */
export async function insertConversation(tx: CoreTx, start: ConversationStart): Promise<Started> {
  const { workspaceId, id, inboxId, contactId, asked = false } = start;
  const inboxes = await tx.query<{ mode: 'live' | 'messaging'; team_id: string | null; bot: boolean }>(
    `select mode, team_id, $3 and bot and exists (select from faqs where workspace_id = $1 and stage in ('share', 'all'))
       and exists (select from language_models where workspace_id = $1 and state = 'ready')
       and not exists (select from contacts where workspace_id = $1 and id = $4 and spam_since is not null) as bot
     from inboxes where workspace_id = $1 and id = $2 and deleted_at is null`,
    [workspaceId, inboxId, asked, contactId],
  );
  const inbox = inboxes.rows[0] ?? fail('inbox_not_found');
  const inserted = await tx.query(
    `insert into conversations (workspace_id, id, inbox_id, contact_id, mode, single, team_id, status, bot_since, spam)
     select $1, $2, $3, $4, $5, $6, $7, case when $8 then 'pending' else 'open' end, case when $8 then now() end,
       exists (select from contacts where workspace_id = $1 and id = $4 and spam_since is not null)
     on conflict do nothing`,
    [workspaceId, id, inboxId, contactId, inbox.mode, inbox.mode === 'live', inbox.team_id, inbox.bot],
  );
  if (inserted.rowCount === 1) return { id, inboxId, mode: inbox.mode, fresh: true };
  const there = await tx.query<{
    id: string;
    contact_id: string;
    mode: 'live' | 'messaging';
    inbox_id: string;
  }>(
    `select id, contact_id, mode, inbox_id from conversations where workspace_id = $1
     and (id = $2 or (contact_id = $3 and inbox_id = $4 and single and status <> 'resolved'))
     order by (id = $2) desc limit 1`,
    [workspaceId, id, contactId, inboxId],
  );
  const found = there.rows[0] ?? fail('conflict');
  if (found.contact_id !== contactId) fail('id_taken');
  return { id: found.id, inboxId: found.inbox_id, mode: found.mode, fresh: false };
}
