import type { Invitation } from '@causerie/protocol';
import { type PageQuery, pageOf, STANDARD_PAGE } from '../../lib/page.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { type InvitationRow, invitationColumns, invitationTables, toInvitation } from './invitationRow.ts';

/** The invitations that nobody has accepted yet, expired ones too, oldest first. Accepted ones are members. */
export async function listInvitations(
  core: Core,
  { workspaceId }: DeskActor,
  { limit = STANDARD_PAGE, cursor }: PageQuery,
): Promise<{ items: Invitation[]; next?: string }> {
  const found = await core.db.query<InvitationRow>(
    `select ${invitationColumns} from ${invitationTables}
     where i.workspace_id = $1 and i.accepted_at is null and ($3::uuid is null or i.id > $3) order by i.id limit $2`,
    [workspaceId, limit + 1, cursor ?? null],
  );
  return pageOf(found.rows.map(toInvitation), limit, (invitation) => invitation.id);
}
