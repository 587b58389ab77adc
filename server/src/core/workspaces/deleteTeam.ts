import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { releaseConversations } from './releaseConversations.ts';
import { announceTeams } from './teamRow.ts';

/** Dissolves a team: its members stay, its conversations and inboxes have none from now on. Throws `team_not_found`. */
export async function deleteTeam(core: Core, actor: DeskActor, teamId: string): Promise<void> {
  await transact(core, async (tx) => {
    const { workspaceId } = actor;
    const locked = await tx.query<{ name: string }>(
      'select name from teams where workspace_id = $1 and id = $2 for update',
      [workspaceId, teamId],
    );
    const { name } = locked.rows[0] ?? fail('team_not_found');
    await releaseConversations(tx, actor, { teamId });
    await tx.query('delete from teams where workspace_id = $1 and id = $2', [workspaceId, teamId]);
    await recordAudit(tx, actor, { action: 'team.deleted', target: { kind: 'team', id: teamId, name } });
    announceTeams(tx, workspaceId);
    tx.announce({ kind: 'changed', workspaceId, what: 'inboxes' });
  });
}
