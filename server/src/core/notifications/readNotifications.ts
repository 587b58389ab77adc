import type { NotificationSettings } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { AgentActor } from '../actor.ts';
import { type Core, transact } from '../core.ts';
import {
  type NotificationRecord,
  type NotificationRow,
  notificationColumns,
  toNotificationRecord,
} from './notificationRecord.ts';

export type NotificationsRead = { items: NotificationRecord[]; unread: number; next?: string };

/** The reader's notifications, newest first. */
export async function listNotifications(
  { db }: Core,
  { workspaceId, userId }: AgentActor,
  { limit = 50, cursor }: { limit?: number; cursor?: string },
): Promise<NotificationsRead> {
  const [at, id] = cursor === undefined ? [null, null] : parseCursor(cursor);
  const [found, unread] = await Promise.all([
    db.query<NotificationRow & { contact_name: string | null }>(
      `select ${notificationColumns}, ct.name as contact_name from notifications n
       join conversations c on (c.workspace_id, c.id) = (n.workspace_id, n.conversation_id)
       join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)
       where n.workspace_id = $1 and n.user_id = $2
         and ($3::timestamptz is null or (n.created_at, n.id) < ($3::timestamptz, $4::uuid))
       order by n.created_at desc, n.id desc limit $5`,
      [workspaceId, userId, at, id, limit + 1],
    ),
    db.query<{ n: number }>(
      'select count(*)::int as n from notifications where workspace_id = $1 and user_id = $2 and read_at is null',
      [workspaceId, userId],
    ),
  ]);
  const items = found.rows.slice(0, limit).map((row) => toNotificationRecord(row, row.contact_name));
  const last = found.rows.length > limit ? items.at(-1) : undefined;
  return {
    items,
    unread: unread.rows[0]!.n,
    ...(last && { next: Buffer.from(`${last.at}|${last.id}`).toString('base64url') }),
  };
}

function parseCursor(cursor: string): [string, string] {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('|');
  if (!at || !id || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))
    return fail('invalid_value', { field: '/cursor' });
  return [at, id];
}

/** Some of them, those of a conversation, or all. */
export async function markNotificationsRead(
  core: Core,
  { workspaceId, userId }: AgentActor,
  { ids, conversationId }: { ids?: string[]; conversationId?: string },
): Promise<void> {
  await transact(core, async (tx) => {
    const read = await tx.query(
      `update notifications set read_at = now() where workspace_id = $1 and user_id = $2 and read_at is null
       and ($3::uuid[] is null or id = any ($3)) and ($4::uuid is null or conversation_id = $4)`,
      [workspaceId, userId, ids ?? null, conversationId ?? null],
    );
    if (read.rowCount) tx.announce({ kind: 'notified', workspaceId, userId });
  });
}

type Row = NotificationSettings;

const settings = `notify_mentions as mentions, notify_assignments as assignments, notify_replies as replies,
  notify_by_email as email`;

/** What the reader wants to be told of, after setting what is given. */
export async function setNotificationSettings(
  { db }: Core,
  { workspaceId, userId }: AgentActor,
  patch: Partial<NotificationSettings>,
): Promise<NotificationSettings> {
  const found = await db.query<Row>(
    `update members set notify_mentions = coalesce($3, notify_mentions),
       notify_assignments = coalesce($4, notify_assignments), notify_replies = coalesce($5, notify_replies),
       notify_by_email = coalesce($6, notify_by_email)
     where workspace_id = $1 and user_id = $2
     returning ${settings}`,
    [
      workspaceId,
      userId,
      patch.mentions ?? null,
      patch.assignments ?? null,
      patch.replies ?? null,
      patch.email ?? null,
    ],
  );
  return found.rows[0] ?? fail('member_not_found');
}

export async function readNotificationSettings(
  { db }: Core,
  { workspaceId, userId }: AgentActor,
): Promise<NotificationSettings> {
  const found = await db.query<Row>(
    `select ${settings} from members where workspace_id = $1 and user_id = $2`,
    [workspaceId, userId],
  );
  return found.rows[0] ?? fail('member_not_found');
}
