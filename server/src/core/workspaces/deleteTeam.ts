import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, transact } from '../core.ts';
import { releaseConversations } from './releaseConversations.ts';
import { announceTeams } from './teamRow.ts';

/** Dissolves a team: its members stay, its conversations and inboxes have none from now on. Throws `team_not_found`. */
export async function deleteTeam(core: Core, actor: DeskActor, teamId: string): Promise<void> {
  await transact(core, async (tx) => {
    const { workspaceId } = actor;
    const locked = await tx.query('select from teams where workspace_id = $1 and id = $2 for update', [
      workspaceId,
      teamId,
    ]);
    if (locked.rowCount === 0) fail('team_not_found');
    await releaseConversations(tx, actor, { teamId });
    await tx.query('delete from teams where workspace_id = $1 and id = $2', [workspaceId, teamId]);
    announceTeams(tx, workspaceId);
    tx.announce({ kind: 'changed', workspaceId, what: 'inboxes' });
  });
}
