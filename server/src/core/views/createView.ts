import type { SavedView, SavedViewCreate } from '@causerie/protocol';
import { uuid } from '../../lib/uuid.ts';
import { type AgentActor, mustBeAble } from '../actor.ts';
import { type Core, transact } from '../core.ts';
import { auditView } from './auditView.ts';
import { checkView } from './checkView.ts';
import { loadView, toSavedView } from './viewRecord.ts';

/**
 * Keeps a filter under a name, at the end of its list. Anybody may have private ones; `views.share` is needed for those
 * of a team or of everybody. Errors: `invalid_value` with the place in the filter, `team_not_found`, `forbidden`.
 */
export async function createView(core: Core, actor: AgentActor, view: SavedViewCreate): Promise<SavedView> {
  const visibility = view.visibility ?? 'private';
  if (visibility !== 'private') mustBeAble(actor, 'views.share');
  const { workspaceId, userId } = actor;
  return transact(core, async (tx) => {
    const { teamId } = await checkView(tx, actor, { ...view, visibility });
    const id = uuid();
    await tx.query(
      `insert into views (workspace_id, id, name, emoji, filter, sort, visibility, team_id, owner_id, position)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce(max(position), 0) + 1 from views where workspace_id = $1`,
      [
        workspaceId,
        id,
        view.name,
        view.emoji ?? null,
        JSON.stringify(view.filter),
        view.sort ?? 'newest',
        visibility,
        teamId,
        userId,
      ],
    );
    tx.announce({ kind: 'changed', workspaceId, what: 'views' });
    const after = toSavedView(await loadView(tx, actor, id));
    await auditView(tx, actor, 'view.created', undefined, after);
    return after;
  });
}
