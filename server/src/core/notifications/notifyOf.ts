import type { Mention, NotificationKind } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { ConversationRecord } from '../conversations/conversationRecord.ts';
import type { EntryRecord } from '../conversations/entryRecord.ts';
import { mentionsOf, previewOf } from '../conversations/messageInput.ts';
import type { CoreTx } from '../core.ts';
import { announceFollowers } from '../followers/followers.ts';
import { type NotificationRow, notificationColumns, toNotificationRecord } from './notificationRecord.ts';

/**
 * Tells members of what has just been written to a conversation, in the transaction that writes it: whom a note calls,
 * to whom the conversation was given, and its followers of words. Nobody is told of what they did themselves, and
 * nobody of spam. Throws `member_not_found` and `team_not_found` for a mention of nobody.
 */
export async function notifyOf(
  tx: CoreTx,
  before: ConversationRecord,
  conversation: ConversationRecord,
  written: readonly EntryRecord[],
): Promise<void> {
  for (const entry of written) {
    if (entry.kind === 'note') await notifyOfMentions(tx, conversation, entry);
    if (conversation.spam) continue;
    if (entry.event?.type === 'assigned' && entry.event.agentId !== before.assigneeId)
      await notify(tx, conversation, entry, 'assignment', entry.event.agentId ? [entry.event.agentId] : []);
    if (isWords(entry)) await notifyFollowers(tx, conversation, entry);
  }
}

const isWords = ({ kind, content }: EntryRecord): boolean =>
  kind === 'message' && content?.kind !== 'rating' && content?.kind !== 'rating_answer';

/** Whoever is called follows from then on: they want to hear what comes of it. */
async function notifyOfMentions(
  tx: CoreTx,
  conversation: ConversationRecord,
  entry: EntryRecord,
): Promise<void> {
  const mentions = mentionsOf(entry.content!);
  if (mentions.length === 0) return;
  const called = await findCalled(tx, conversation.workspaceId, mentions);
  const others = called.filter((userId) => userId !== entry.authorId);
  if (others.length === 0) return;
  await tx.query(
    `insert into conversation_followers (workspace_id, conversation_id, user_id)
     select $1, $2, unnest($3::uuid[]) on conflict do nothing`,
    [conversation.workspaceId, conversation.id, others],
  );
  await announceFollowers(tx, conversation.workspaceId, conversation.id);
  await notify(tx, conversation, entry, 'mention', others);
}

/** The members behind the references; a team stands for all of its members. */
async function findCalled(tx: CoreTx, workspaceId: string, mentions: readonly Mention[]): Promise<string[]> {
  const idsOf = (kind: Mention['kind']) => [
    ...new Set(mentions.filter((m) => m.kind === kind).map((m) => m.id)),
  ];
  const [users, teams] = [idsOf('user'), idsOf('team')];
  const found = await tx.query<{ members: string[]; teams: string[]; of_teams: string[] }>(
    `select array(select user_id::text from members where workspace_id = $1 and user_id = any ($2)) as members,
       array(select id::text from teams where workspace_id = $1 and id = any ($3)) as teams,
       array(select user_id::text from team_members where workspace_id = $1 and team_id = any ($3)) as of_teams`,
    [workspaceId, users, teams],
  );
  const { members, teams: known, of_teams } = found.rows[0]!;
  if (members.length < users.length) fail('member_not_found', { field: '/content/mentions' });
  if (known.length < teams.length) fail('team_not_found', { field: '/content/mentions' });
  return [...new Set([...members, ...of_teams])];
}

async function notifyFollowers(
  tx: CoreTx,
  conversation: ConversationRecord,
  entry: EntryRecord,
): Promise<void> {
  const followers = await tx.query<{ user_id: string }>(
    'select user_id from conversation_followers where workspace_id = $1 and conversation_id = $2',
    [conversation.workspaceId, conversation.id],
  );
  await notify(
    tx,
    conversation,
    entry,
    'reply',
    followers.rows.map((row) => row.user_id),
  );
}

/** What is told to those who wish it; that an FAQ stepped back is told by another path, to everybody concerned. */
type WishedKind = Exclude<NotificationKind, 'step_back'>;

const wish: Record<WishedKind, string> = {
  mention: 'notify_mentions',
  assignment: 'notify_assignments',
  reply: 'notify_replies',
};

/**
 * One line for each, unless they do not want to be told of such. A mention is kept all the same, as one that has been
 * read; of replies nobody has read, one line stands for all.
 */
async function notify(
  tx: CoreTx,
  { workspaceId, id, contactName }: ConversationRecord,
  entry: EntryRecord,
  kind: WishedKind,
  userIds: string[],
): Promise<void> {
  const told = userIds.filter((userId) => userId !== entry.authorId);
  if (told.length === 0) return;
  const conflict =
    kind === 'reply'
      ? `(workspace_id, user_id, conversation_id) where kind = 'reply' and read_at is null do update set
         seq = excluded.seq, preview = excluded.preview, author_kind = excluded.author_kind,
         author_id = excluded.author_id, created_at = excluded.created_at`
      : '(workspace_id, user_id, conversation_id, kind, seq) do nothing';
  const written = await tx.query<NotificationRow>(
    `insert into notifications as n (workspace_id, id, user_id, kind, conversation_id, seq, author_kind, author_id, preview, read_at)
     select $1, t.id, t.user_id, $3, $4, $5, $6, $7, $8, case when m.${wish[kind]} then null else now() end
     from unnest($2::uuid[], $9::uuid[]) as t (id, user_id)
     join members m on m.workspace_id = $1 and m.user_id = t.user_id
     where m.${wish[kind]} or $3 = 'mention'
     on conflict ${conflict} returning ${notificationColumns}`,
    [
      workspaceId,
      told.map(() => uuid()),
      kind,
      id,
      entry.seq,
      entry.authorKind,
      entry.authorId,
      entry.content ? previewOf(entry.content) : '',
      told,
    ],
  );
  for (const row of written.rows) {
    const notification = toNotificationRecord(row, contactName);
    tx.announce({ kind: 'notified', workspaceId, userId: row.user_id, notification });
  }
}
