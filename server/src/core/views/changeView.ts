import type { SavedView, SavedViewPatch } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type AgentActor, mustBeAble } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { auditView } from './auditView.ts';
import { checkView } from './checkView.ts';
import { canSeeView, listAllViews, loadView, toSavedView, type ViewRecord } from './viewRecord.ts';

/** Changes what is given. Errors as `createView`, and `view_not_found`. */
export async function patchView(
  core: Core,
  actor: AgentActor,
  id: string,
  patch: SavedViewPatch,
): Promise<SavedView> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const before = await loadOwn(tx, actor, id);
    const after = { ...before, ...patch };
    if (after.visibility !== 'private') mustBeAble(actor, 'views.share');
    const { teamId } = await checkView(tx, actor, after);
    await tx.query(
      `update views set name = $3, emoji = $4, filter = $5, sort = $6, visibility = $7, team_id = $8,
         owner_id = case when $7 = 'private' then $9 else owner_id end
       where workspace_id = $1 and id = $2`,
      [
        workspaceId,
        id,
        after.name,
        after.emoji,
        JSON.stringify(after.filter),
        after.sort,
        after.visibility,
        teamId,
        actor.userId,
      ],
    );
    tx.announce({ kind: 'changed', workspaceId, what: 'views' });
    const changed = toSavedView(await loadView(tx, actor, id));
    await auditView(tx, actor, 'view.changed', toSavedView(before), changed);
    return changed;
  });
}

/** Throws `view_not_found`, `forbidden`. */
export async function deleteView(core: Core, actor: AgentActor, id: string): Promise<void> {
  const { workspaceId } = actor;
  await transact(core, async (tx) => {
    const before = toSavedView(await loadOwn(tx, actor, id));
    await auditView(tx, actor, 'view.deleted', before, undefined);
    await tx.query('delete from views where workspace_id = $1 and id = $2', [workspaceId, id]);
    tx.announce({ kind: 'changed', workspaceId, what: 'views' });
  });
}

/**
 * Puts the reader's views into this order. Shared ones keep their order among themselves for everybody, so only who
 * may share moves those; for others only private ones move. Ids that are not theirs: `view_not_found`.
 */
export async function orderViews(core: Core, actor: AgentActor, ids: string[]): Promise<void> {
  const { workspaceId } = actor;
  await transact(core, async (tx) => {
    const views = new Map((await listAllViews(tx, workspaceId)).map((view) => [view.id, view]));
    const named = ids.map((id) => {
      const view = views.get(id);
      return view && canSeeView(view, actor.userId) ? view : fail('view_not_found');
    });
    const shared = named.filter((view) => view.visibility !== 'private');
    if (shared.length > 0) {
      mustBeAble(actor, 'views.share');
      await recordAudit(tx, actor, {
        action: 'view.ordered',
        after: { order: shared.map((view) => view.name) },
      });
    }
    await tx.query(
      `update views v set position = o.position from unnest($2::uuid[]) with ordinality as o (id, position)
       where v.workspace_id = $1 and v.id = o.id`,
      [workspaceId, ids],
    );
    tx.announce({ kind: 'changed', workspaceId, what: 'views' });
  });
}

async function loadOwn(tx: CoreTx, actor: AgentActor, id: string): Promise<ViewRecord> {
  const view = await loadView(tx, actor, id);
  if (view.visibility !== 'private') mustBeAble(actor, 'views.share');
  return view;
}
