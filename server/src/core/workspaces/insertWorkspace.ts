import type { Workspace } from '@causerie/protocol';
import { uuid } from '../../lib/uuid.ts';
import type { CoreTx } from '../core.ts';
import { insertInbox } from '../inboxes/insertInbox.ts';
import { standardSettings } from '../inboxes/standardSettings.ts';
import { toWorkspace, type WorkspaceRow, workspaceColumns } from './workspaceRow.ts';

export type NewWorkspace = { name: string; language: string; ownerId: string; timeZone?: string };

/** Makes a workspace with its owner and a first inbox of kind web, ready to be put on a page, in the caller's transaction. */
export async function insertWorkspace(
  tx: Pick<CoreTx, 'query'>,
  { name, language, ownerId, timeZone = 'UTC' }: NewWorkspace,
): Promise<Workspace> {
  const id = uuid();
  const inserted = await tx.query<WorkspaceRow>(
    `insert into workspaces (id, name, language, time_zone) values ($1, $2, $3, $4) returning ${workspaceColumns}`,
    [id, name, language, timeZone],
  );
  await tx.query(`insert into members (workspace_id, user_id, role) values ($1, $2, 'owner')`, [id, ownerId]);
  await insertInbox(tx, id, {
    // The widget shows it to visitors, who know the company by its name.
    name: name.slice(0, MOST_INBOX_NAME).trim(),
    mode: 'messaging',
    teamId: null,
    hours: null,
    settings: standardSettings(language),
  });
  return toWorkspace(inserted.rows[0]!);
}

const MOST_INBOX_NAME = 80;
