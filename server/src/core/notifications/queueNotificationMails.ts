import { type Core, type CoreTx, transact } from '../core.ts';
import { addJob } from '../jobs.ts';
import { isHere } from '../routing/notePresence.ts';

/** Time to see it on the screen first. */
const AFTER_MINUTES = 3;
/** One mail tells of all there is; the next not before this. */
const PAUSE_MINUTES = 15;
/** What is older is no news. */
const NEWS_HOURS = 24;
const AT_ONCE = 20;

/**
 * Queues one mail for each member who has unread mentions or conversations given to them for some minutes, has no console
 * open and wants mails. It names which; what has been read by the time it leaves is left out of it. Several workers do
 * not get in each other's way. Returns how many mails were queued.
 */
export async function queueNotificationMails(core: Core): Promise<number> {
  const due = await core.db.query<{ workspace_id: string; user_id: string }>(
    `select distinct n.workspace_id, n.user_id from notifications n
     join members m on (m.workspace_id, m.user_id) = (n.workspace_id, n.user_id)
     left join agent_presence p on (p.workspace_id, p.user_id) = (n.workspace_id, n.user_id)
     where n.read_at is null and n.mailed_at is null and n.kind <> 'reply'
       and n.created_at between now() - interval '${NEWS_HOURS} hours' and now() - interval '${AFTER_MINUTES} minutes'
       and m.notify_by_email and not coalesce(${isHere}, false)
       and (m.notification_mailed_at is null or m.notification_mailed_at < now() - interval '${PAUSE_MINUTES} minutes')
     limit ${AT_ONCE}`,
  );
  let queued = 0;
  for (const { workspace_id, user_id } of due.rows)
    queued += await transact(core, (tx) => queueOne(tx, workspace_id, user_id));
  return queued;
}

async function queueOne(tx: CoreTx, workspaceId: string, userId: string): Promise<number> {
  // Whoever sets this first sends the mail.
  const taken = await tx.query(
    `update members set notification_mailed_at = now() where workspace_id = $1 and user_id = $2 and notify_by_email
       and (notification_mailed_at is null or notification_mailed_at < now() - interval '${PAUSE_MINUTES} minutes')`,
    [workspaceId, userId],
  );
  if (taken.rowCount === 0) return 0;
  const told = await tx.query<{ id: string }>(
    `update notifications set mailed_at = now() where workspace_id = $1 and user_id = $2 and read_at is null and mailed_at is null
       and kind <> 'reply' and created_at > now() - interval '${NEWS_HOURS} hours' returning id`,
    [workspaceId, userId],
  );
  if (told.rows.length === 0) return 0;
  const ids = told.rows.map((row) => row.id);
  await addJob(tx, 'send-mail', { mail: 'notifications', workspaceId, userId, ids });
  return 1;
}
