import type { Inbox, InboxRouting, OpeningHours, WebInboxSettings } from '@causerie/protocol';
import { uuid } from '../../lib/uuid.ts';
import type { CoreTx } from '../core.ts';
import { type InboxRow, inboxColumns, toInbox } from './inboxRow.ts';

export type NewInbox = {
  name: string;
  mode: Inbox['mode'];
  teamId: string | null;
  hours: OpeningHours | null;
  settings: WebInboxSettings;
  /** Not given: people take conversations themselves. */
  routing?: InboxRouting | undefined;
};

/** Writes an inbox of kind web in the caller's transaction. */
export async function insertInbox(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  inbox: NewInbox,
): Promise<Inbox> {
  const inserted = await tx.query<InboxRow>(
    `insert into inboxes (workspace_id, id, kind, name, mode, team_id, hours, settings, routing)
     values ($1, $2, 'web', $3, $4, $5, $6, $7, $8) returning ${inboxColumns}`,
    [
      workspaceId,
      uuid(),
      inbox.name,
      inbox.mode,
      inbox.teamId,
      inbox.hours && JSON.stringify(inbox.hours),
      JSON.stringify(inbox.settings),
      JSON.stringify(inbox.routing ?? {}),
    ],
  );
  return toInbox(inserted.rows[0]!);
}
