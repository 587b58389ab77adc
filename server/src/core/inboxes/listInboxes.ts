import type { Inbox } from '@causerie/protocol';
import { type PageQuery, pageOf, STANDARD_PAGE } from '../../lib/page.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { type InboxRow, inboxColumns, toInbox } from './inboxRow.ts';

/** The workspace's inboxes, oldest first. */
export async function listInboxes(
  core: Core,
  { workspaceId }: DeskActor,
  { limit = STANDARD_PAGE, cursor }: PageQuery,
): Promise<{ items: Inbox[]; next?: string }> {
  const found = await core.db.query<InboxRow>(
    `select ${inboxColumns} from inboxes
     where workspace_id = $1 and deleted_at is null and ($3::uuid is null or id > $3) order by id limit $2`,
    [workspaceId, limit + 1, cursor ?? null],
  );
  return pageOf(found.rows.map(toInbox), limit, (inbox) => inbox.id);
}
