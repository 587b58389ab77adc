import type { Filter, SavedView, ViewSort, ViewVisibility } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { isCounted } from './viewCondition.ts';

/** A saved view as the database has it, with who may see it. */
export type ViewRecord = {
  id: string;
  name: string;
  emoji: string | null;
  filter: Filter;
  sort: ViewSort;
  visibility: ViewVisibility;
  teamId: string | null;
  ownerId: string | null;
  teamMembers: string[];
};

type Row = {
  id: string;
  name: string;
  emoji: string | null;
  filter: Filter;
  sort: ViewSort;
  visibility: ViewVisibility;
  team_id: string | null;
  owner_id: string | null;
  team_members: string[];
};

/** All views of a workspace, in their order. A few dozen: who may see which is decided here, once for all readers. */
export async function listAllViews(db: Pick<Db, 'query'>, workspaceId: string): Promise<ViewRecord[]> {
  const found = await db.query<Row>(
    `select v.id, v.name, v.emoji, v.filter, v.sort, v.visibility, v.team_id, v.owner_id,
       array(select tm.user_id::text from team_members tm
         where tm.workspace_id = v.workspace_id and tm.team_id = v.team_id) as team_members
     from views v where v.workspace_id = $1 order by v.position, v.created_at, v.id`,
    [workspaceId],
  );
  return found.rows.map((row) => ({
    id: row.id,
    name: row.name,
    emoji: row.emoji,
    filter: row.filter,
    sort: row.sort,
    visibility: row.visibility,
    teamId: row.team_id,
    ownerId: row.owner_id,
    teamMembers: row.team_members,
  }));
}

/** Whether a person (undefined: a program) has this view in their list. */
export function canSeeView(view: ViewRecord, userId: string | undefined): boolean {
  if (view.visibility === 'workspace') return true;
  if (userId === undefined) return false;
  return view.ownerId === userId || (view.visibility === 'team' && view.teamMembers.includes(userId));
}

export const userOf = (actor: DeskActor): string | undefined =>
  actor.kind === 'agent' ? actor.userId : undefined;

/** Throws `view_not_found` for what is not there and for what somebody else keeps to themselves. */
export async function loadView(db: Pick<Db, 'query'>, actor: DeskActor, id: string): Promise<ViewRecord> {
  const views = await listAllViews(db, actor.workspaceId);
  return views.find((view) => view.id === id && canSeeView(view, userOf(actor))) ?? fail('view_not_found');
}

export function toSavedView({ teamMembers: _, ...view }: ViewRecord): SavedView {
  return { ...view, counted: isCounted(view.filter) };
}
