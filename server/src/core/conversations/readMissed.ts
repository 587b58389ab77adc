import type { AgentRead } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import type { Announcement } from '../announcements.ts';
import { type DraftRow, draftColumns, toDraft } from '../drafts/drafts.ts';
import { readFollowersOf } from '../followers/followers.ts';
import { type EntryRecord, type EntryRow, entryColumns, toEntryRecord } from './entryRecord.ts';
import { listChangedSince, parseWatermark } from './readConversations.ts';
import { type DeliveryRow, deliveryColumns, toDelivery } from './readEntries.ts';

const MOST_CONVERSATIONS = 500;
const MOST_ENTRIES = 5000;
const MOST_OF_AGENTS = 5000;

/**
 * What was announced in a workspace since the watermark, told again from the database: for a node that may have missed
 * announcements of others. What it did hear comes twice, which harms nobody: entries are numbered, rows have versions.
 * Undefined where it is more than can be told: the sockets start over then.
 */
export async function readMissed(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  since: string,
): Promise<Announcement[] | undefined> {
  const changed = await listChangedSince(db, workspaceId, since, MOST_CONVERSATIONS);
  const then = parseWatermark(since);
  if (changed.reset || !then) return undefined;
  const unseen = [workspaceId, String(then.xmin), then.snapshot];
  const entries = await listEntries(db, unseen);
  if (entries.length > MOST_ENTRIES) return undefined;
  const contacts = await db.query<{ id: string }>(
    `select id from contacts where workspace_id = $1 and changed_xid >= $2::xid8
       and not pg_visible_in_snapshot(changed_xid, $3::pg_snapshot) limit ${MOST_CONVERSATIONS}`,
    unseen,
  );
  const ids = changed.conversations.map((conversation) => conversation.id);
  const deliveries = await db.query<DeliveryRow>(
    `select ${deliveryColumns} from deliveries d join conversations c on (c.workspace_id, c.id) = (d.workspace_id, d.conversation_id)
     where d.workspace_id = $1 and d.conversation_id = any ($2) and d.version > c.version - 20 order by d.version`,
    [workspaceId, ids],
  );
  const own = await readOwn(db, unseen);
  if (own.length > MOST_OF_AGENTS) return undefined;
  const followers = await readFollowersOf(db, workspaceId, ids);
  const byConversation = Map.groupBy(entries, (entry) => entry.conversationId);
  return [
    ...changed.conversations.flatMap((conversation): Announcement[] => [
      {
        kind: 'entries',
        workspaceId,
        conversation,
        entries: byConversation.get(conversation.id) ?? [],
      },
      { kind: 'conversation', workspaceId, conversation },
      {
        kind: 'followers',
        workspaceId,
        conversationId: conversation.id,
        userIds: followers.get(conversation.id) ?? [],
      },
      ...deliveries.rows
        .filter((row) => row.conversation_id === conversation.id)
        .map(
          (row): Announcement => ({ kind: 'delivery', workspaceId, conversation, delivery: toDelivery(row) }),
        ),
    ]),
    ...own,
    ...contacts.rows.map((row): Announcement => ({ kind: 'contact', workspaceId, contactId: row.id })),
  ];
}

async function listEntries(db: Pick<Db, 'query'>, unseen: unknown[]): Promise<EntryRecord[]> {
  const found = await db.query<EntryRow>(
    `select ${entryColumns} from entries e where e.workspace_id = $1 and e.xid >= $2::xid8
       and not pg_visible_in_snapshot(e.xid, $3::pg_snapshot) order by e.conversation_id, e.seq limit ${MOST_ENTRIES + 1}`,
    unseen,
  );
  return found.rows.map(toEntryRecord);
}

/** What is told to an agent's own screens: how far they have read, and what they are writing. */
async function readOwn(db: Pick<Db, 'query'>, unseen: unknown[]): Promise<Announcement[]> {
  const workspaceId = unseen[0] as string;
  const changed = `workspace_id = $1 and changed_xid >= $2::xid8 and not pg_visible_in_snapshot(changed_xid, $3::pg_snapshot) limit ${MOST_OF_AGENTS + 1}`;
  const reads = await db.query<{ userId: string; read: AgentRead }>(
    `select user_id as "userId", jsonb_build_object('conversationId', conversation_id, 'readSeq', read_seq,
       'contactMessages', contact_messages, 'unreadMarks', unread_marks) as read from conversation_reads where ${changed}`,
    unseen,
  );
  const drafts = await db.query<DraftRow & { user_id: string }>(
    `select user_id, ${draftColumns} from drafts where ${changed}`,
    unseen,
  );
  return [
    ...reads.rows.map((row): Announcement => ({ kind: 'agent_read', workspaceId, ...row })),
    ...drafts.rows.map(
      (row): Announcement => ({ kind: 'draft', workspaceId, userId: row.user_id, draft: toDraft(row) }),
    ),
  ];
}
