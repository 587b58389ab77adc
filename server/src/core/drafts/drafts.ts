import type { Draft, DraftKind } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { AgentActor } from '../actor.ts';
import { loadConversation } from '../conversations/readConversations.ts';
import { type Core, transact } from '../core.ts';

/** More than anybody has open; older ones are no drafts any more. */
const MOST_DRAFTS = 500;
/** How long an emptied draft is remembered, so that an older one that comes late does not return. */
const FORGET_AFTER = '7 days';

export type DraftRow = { conversation_id: string; kind: DraftKind; text: string; written_at: Date };

export const draftColumns = 'conversation_id, kind, text, written_at';

export const toDraft = (row: DraftRow): Draft => ({
  conversationId: row.conversation_id,
  kind: row.kind,
  text: row.text,
  writtenAt: row.written_at.toISOString(),
});

/** What the reader has written and not sent anywhere, newest first; also what was emptied of late. */
export async function listDrafts({ db }: Core, { workspaceId, userId }: AgentActor): Promise<Draft[]> {
  const found = await db.query<DraftRow>(
    `select ${draftColumns} from drafts where workspace_id = $1 and user_id = $2 order by written_at desc limit $3`,
    [workspaceId, userId, MOST_DRAFTS],
  );
  return found.rows.map(toDraft);
}

/**
 * Keeps a draft, unless a later one is there: returns the one that holds. A clock that runs ahead counts as now, so that
 * it cannot silence the others. Throws `conversation_not_found`.
 */
export async function putDraft(
  core: Core,
  actor: AgentActor,
  { conversationId, kind, text, writtenAt }: Draft,
): Promise<Draft> {
  const { workspaceId, userId } = actor;
  return transact(core, async (tx) => {
    await loadConversation(tx, actor, conversationId);
    const written = await tx.query<DraftRow>(
      `insert into drafts as d (workspace_id, user_id, conversation_id, kind, text, written_at)
       values ($1, $2, $3, $4, $5, least($6::timestamptz, now()))
       on conflict (workspace_id, user_id, conversation_id, kind) do update set
         text = excluded.text, written_at = excluded.written_at
       where d.written_at < excluded.written_at or (d.written_at = excluded.written_at and d.text = excluded.text)
       returning ${draftColumns}`,
      [workspaceId, userId, conversationId, kind, text, writtenAt],
    );
    const row = written.rows[0];
    if (row) {
      const draft = toDraft(row);
      tx.announce({ kind: 'draft', workspaceId, userId, draft });
      if (text === '') await forgetOld(tx, workspaceId, userId);
      return draft;
    }
    const later = await tx.query<DraftRow>(
      `select ${draftColumns} from drafts where workspace_id = $1 and user_id = $2 and conversation_id = $3 and kind = $4`,
      [workspaceId, userId, conversationId, kind],
    );
    return toDraft(later.rows[0] ?? fail('conflict'));
  });
}

async function forgetOld(tx: Pick<Core['db'], 'query'>, workspaceId: string, userId: string): Promise<void> {
  await tx.query(
    `delete from drafts where workspace_id = $1 and user_id = $2 and text = '' and written_at < now() - $3::interval`,
    [workspaceId, userId, FORGET_AFTER],
  );
}
