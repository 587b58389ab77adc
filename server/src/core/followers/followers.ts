import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { type DeskActor, mustBeAble } from '../actor.ts';
import { loadConversation } from '../conversations/readConversations.ts';
import { type Core, type CoreTx, transact } from '../core.ts';

/** Who follows a conversation, in the order in which they came. Throws `conversation_not_found`. */
export async function listFollowers(
  { db }: Core,
  actor: DeskActor,
  conversationId: string,
): Promise<string[]> {
  await loadConversation(db, actor, conversationId);
  return readFollowers(db, actor.workspaceId, conversationId);
}

/**
 * Makes a member follow a conversation, or not any more: oneself, or a colleague who should hear of it. Errors:
 * `forbidden`, `conversation_not_found`, `member_not_found`.
 */
export async function setFollower(
  core: Core,
  actor: DeskActor,
  conversationId: string,
  userId: string,
  follows: boolean,
): Promise<string[]> {
  const { workspaceId } = actor;
  const isSelf = actor.kind === 'agent' && actor.userId === userId;
  if (!isSelf) mustBeAble(actor, 'conversations.change');
  return transact(core, async (tx) => {
    await loadConversation(tx, actor, conversationId);
    const member = await tx.query(
      'select 1 from members where workspace_id = $1 and user_id = $2 for key share',
      [workspaceId, userId],
    );
    if (member.rowCount === 0) fail('member_not_found');
    const changed = await tx.query(
      follows
        ? `insert into conversation_followers (workspace_id, conversation_id, user_id) values ($1, $2, $3) on conflict do nothing`
        : 'delete from conversation_followers where workspace_id = $1 and conversation_id = $2 and user_id = $3',
      [workspaceId, conversationId, userId],
    );
    if (changed.rowCount) {
      await markChanged(tx, workspaceId, conversationId);
      return announceFollowers(tx, workspaceId, conversationId);
    }
    return readFollowers(tx, workspaceId, conversationId);
  });
}

/** Whoever missed the announcement finds the conversation among those that changed, though nothing of its own row has. */
async function markChanged(tx: CoreTx, workspaceId: string, conversationId: string): Promise<void> {
  await tx.query(
    'update conversations set changed_xid = pg_current_xact_id() where workspace_id = $1 and id = $2',
    [workspaceId, conversationId],
  );
}

/** Tells who follows it now; the lists of what each of them follows change with it. */
export async function announceFollowers(
  tx: CoreTx,
  workspaceId: string,
  conversationId: string,
): Promise<string[]> {
  const userIds = await readFollowers(tx, workspaceId, conversationId);
  tx.announce({ kind: 'followers', workspaceId, conversationId, userIds });
  return userIds;
}

/** The same of several conversations, by the conversation; those that nobody follows are absent. */
export async function readFollowersOf(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  conversationIds: string[],
): Promise<Map<string, string[]>> {
  const found = await db.query<{ conversation_id: string; user_ids: string[] }>(
    `select conversation_id, array_agg(user_id order by since, user_id) as user_ids from conversation_followers
     where workspace_id = $1 and conversation_id = any ($2) group by 1`,
    [workspaceId, conversationIds],
  );
  return new Map(found.rows.map((row) => [row.conversation_id, row.user_ids]));
}

async function readFollowers(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  conversationId: string,
): Promise<string[]> {
  const found = await readFollowersOf(db, workspaceId, [conversationId]);
  return found.get(conversationId) ?? [];
}
