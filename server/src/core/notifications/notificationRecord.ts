import type { NotificationKind } from '@causerie/protocol';

/** A notification as core and the bus know it; presenters add the author's name. */
export type NotificationRecord = {
  id: string;
  kind: NotificationKind;
  conversationId: string;
  seq: number;
  authorKind: 'contact' | 'agent' | 'bot' | 'system';
  authorId: string | null;
  contactName: string | null;
  preview: string;
  at: string;
  read: boolean;
};

export type NotificationRow = {
  id: string;
  user_id: string;
  kind: NotificationKind;
  conversation_id: string;
  seq: number;
  author_kind: NotificationRecord['authorKind'];
  author_id: string | null;
  preview: string;
  created_at: Date;
  read_at: Date | null;
};

/** The columns of `NotificationRow`, for a query in which the notification is `n`. */
export const notificationColumns =
  'n.id, n.user_id, n.kind, n.conversation_id, n.seq, n.author_kind, n.author_id, n.preview, n.created_at, n.read_at';

export function toNotificationRecord(row: NotificationRow, contactName: string | null): NotificationRecord {
  return {
    id: row.id,
    kind: row.kind,
    conversationId: row.conversation_id,
    seq: row.seq,
    authorKind: row.author_kind,
    authorId: row.author_id,
    contactName,
    preview: row.preview,
    at: row.created_at.toISOString(),
    read: row.read_at !== null,
  };
}
