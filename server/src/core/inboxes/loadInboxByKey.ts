import type { OpeningHours, WebInboxSettings } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { IdentityKeysOfInbox } from '../contacts/verifyIdentityToken.ts';
import { parseInboxKey } from './inboxKey.ts';

/** What the widget's side needs of an inbox. */
export type InboxRecord = {
  workspaceId: string;
  id: string;
  name: string;
  companyName: string;
  mode: 'live' | 'messaging';
  teamId: string | null;
  hours: OpeningHours | null;
  settings: WebInboxSettings;
  identityKeys: IdentityKeysOfInbox;
};

type Row = {
  name: string;
  company_name: string;
  mode: 'live' | 'messaging';
  team_id: string | null;
  hours: OpeningHours | null;
  settings: WebInboxSettings;
  identity_secret: string | null;
  identity_public_key: string | null;
};

/** The inbox that a page's snippet names. Throws `inbox_not_found`. */
export async function loadInboxByKey(db: Pick<Db, 'query'>, key: string): Promise<InboxRecord> {
  const ids = parseInboxKey(key) ?? fail('inbox_not_found');
  return loadInbox(db, ids.workspaceId, ids.inboxId);
}

/** Throws `inbox_not_found`. */
export async function loadInbox(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  inboxId: string,
): Promise<InboxRecord> {
  const found = await db.query<Row>(
    `select i.name, w.name as company_name, i.mode, i.team_id, i.hours, i.settings, i.identity_secret, i.identity_public_key
     from inboxes i join workspaces w on w.id = i.workspace_id
     where i.workspace_id = $1 and i.id = $2 and i.deleted_at is null`,
    [workspaceId, inboxId],
  );
  const row = found.rows[0] ?? fail('inbox_not_found');
  return {
    workspaceId,
    id: inboxId,
    name: row.name,
    companyName: row.company_name,
    mode: row.mode,
    teamId: row.team_id,
    hours: row.hours,
    settings: row.settings,
    identityKeys: { secret: row.identity_secret, publicKey: row.identity_public_key },
  };
}
