import type { SavedViewList } from '@causerie/protocol';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { countOwn } from './countOwn.ts';
import { canSeeView, listAllViews, toSavedView, userOf } from './viewRecord.ts';

/** The saved views that the reader has, in their order, and how many conversations their own views hold. */
export async function listViews({ db }: Core, actor: DeskActor): Promise<SavedViewList> {
  const userId = userOf(actor);
  const [views, counts] = await Promise.all([
    listAllViews(db, actor.workspaceId),
    countOwn(db, actor.workspaceId, [userId]),
  ]);
  return {
    items: views.filter((view) => canSeeView(view, userId)).map(toSavedView),
    counts: counts.get(userId) ?? {},
  };
}
