import type { NotificationKind } from '@causerie/protocol';
import type { Core } from '../core.ts';
import { signMailPreference } from './mailPreference.ts';

export type NotificationMail = {
  address: string;
  language: string;
  workspaceName: string;
  /** Who did what, in which conversation; the newest first. */
  items: { kind: NotificationKind; by: string | null; contact: string | null; url: string }[];
  settingsUrl: string;
  /** Ends these mails by one request (RFC 8058). */
  stopUrl: string;
};

const MOST_ITEMS = 10;

/** What a mail of notifications says, of those that are unread still; undefined where none is, or they want no more mails. */
export async function loadNotificationMail(
  { db, keys, publicUrl }: Core,
  { workspaceId, userId, ids }: { workspaceId: string; userId: string; ids: string[] },
): Promise<NotificationMail | undefined> {
  const found = await db.query<{
    email: string;
    language: string;
    workspace: string;
    kind: NotificationKind;
    by: string | null;
    contact: string | null;
    conversation_id: string;
  }>(
    `select u.email, coalesce(u.language, w.language) as language, w.name as workspace, n.kind, n.conversation_id,
       coalesce(au.name, ak.name) as by, coalesce(ct.name, ct.email) as contact
     from notifications n
     join members m on (m.workspace_id, m.user_id) = (n.workspace_id, n.user_id) and m.notify_by_email
     join users u on u.id = n.user_id join workspaces w on w.id = n.workspace_id
     join conversations c on (c.workspace_id, c.id) = (n.workspace_id, n.conversation_id)
     join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)
     left join users au on n.author_kind = 'agent' and au.id = n.author_id
     left join api_keys ak on n.author_kind = 'bot' and (ak.workspace_id, ak.id) = (n.workspace_id, n.author_id)
     where n.workspace_id = $1 and n.user_id = $2 and n.id = any ($3) and n.read_at is null
     order by n.created_at desc, n.id desc limit ${MOST_ITEMS}`,
    [workspaceId, userId, ids],
  );
  const first = found.rows[0];
  if (!first) return undefined;
  const token = await signMailPreference(keys, { workspaceId, userId });
  return {
    address: first.email,
    language: first.language,
    workspaceName: first.workspace,
    items: found.rows.map(({ kind, by, contact, conversation_id }) => ({
      kind,
      by,
      contact,
      url: `${publicUrl}/w/${workspaceId}/inbox/all/${conversation_id}`,
    })),
    settingsUrl: `${publicUrl}/w/${workspaceId}/settings/account`,
    stopUrl: `${publicUrl}/v1/mail-preferences/${token}`,
  };
}
