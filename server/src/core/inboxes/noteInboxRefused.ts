import type { Core } from '../core.ts';

const ORIGIN = /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?$/;

/**
 * Notes the page that was refused, so that the inbox's settings can say so. Anybody can cause it: what is no address of
 * a site is not kept, and one every ten seconds is enough.
 */
export async function noteInboxRefused(
  core: Core,
  inbox: { workspaceId: string; id: string },
  origin: string,
): Promise<void> {
  if (origin.length > 300 || !ORIGIN.test(origin)) return;
  const { workspaceId } = inbox;
  const noted = await core.db.query<{ first: boolean }>(
    `update inboxes i set refused_origin = $3, refused_at = now() from inboxes before
     where (i.workspace_id, i.id) = ($1, $2) and (before.workspace_id, before.id) = ($1, $2)
       and (i.refused_at is null or i.refused_at < now() - interval '10 seconds')
     returning before.refused_origin is distinct from $3 as first`,
    [workspaceId, inbox.id, origin],
  );
  if (noted.rows[0]?.first) core.announce([{ kind: 'changed', workspaceId, what: 'inboxes' }]);
}
