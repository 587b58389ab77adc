import type { Core } from '../core.ts';

/**
 * Notes that a page with the snippet asked for the inbox: owners want to know that it works. To the minute is enough;
 * the first time is announced, so that a console which waits for it sees it come.
 */
export async function noteInboxSeen(core: Core, inbox: { workspaceId: string; id: string }): Promise<void> {
  const { workspaceId } = inbox;
  const noted = await core.db.query<{ first: boolean }>(
    `update inboxes i set last_seen_at = now() from inboxes before
     where (i.workspace_id, i.id) = ($1, $2) and (before.workspace_id, before.id) = ($1, $2)
       and (i.last_seen_at is null or i.last_seen_at < now() - interval '1 minute')
     returning before.last_seen_at is null as first`,
    [workspaceId, inbox.id],
  );
  if (noted.rows[0]?.first) core.announce([{ kind: 'changed', workspaceId, what: 'inboxes' }]);
}
