import type { Inbox } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { type InboxRow, inboxColumns, toInbox } from './inboxRow.ts';

/** One inbox as agents see it. Throws `inbox_not_found`. */
export async function readInbox(core: Core, { workspaceId }: DeskActor, inboxId: string): Promise<Inbox> {
  const found = await core.db.query<InboxRow>(
    `select ${inboxColumns} from inboxes where workspace_id = $1 and id = $2 and deleted_at is null`,
    [workspaceId, inboxId],
  );
  return toInbox(found.rows[0] ?? fail('inbox_not_found'));
}
