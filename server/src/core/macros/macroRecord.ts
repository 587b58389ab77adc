import type { Macro, MacroAction } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { limitedTo } from '../snippets/snippetRecord.ts';

type Row = {
  id: string;
  name: string;
  team_id: string | null;
  actions: MacroAction[];
  created_at: Date;
  updated_at: Date;
};

/** Ends where a further condition on `m` follows. Those of a team are for its members, and for supervisors. */
const query = `select m.id, m.name, m.team_id, m.actions, m.created_at, m.updated_at from macros m
  where m.workspace_id = $1 and ($2::uuid is null or m.team_id is null
    or exists (select from team_members t where (t.workspace_id, t.team_id, t.user_id) = (m.workspace_id, m.team_id, $2)))`;

/** Throws `macro_not_found`, also for one of a team that the actor is not in. */
export async function loadMacro(db: Pick<Db, 'query'>, actor: DeskActor, id: string): Promise<Macro> {
  const found = await db.query<Row>(`${query} and m.id = $3`, [actor.workspaceId, limitedTo(actor), id]);
  return toMacro(found.rows[0] ?? fail('macro_not_found'));
}

export async function listMacros(
  db: Pick<Db, 'query'>,
  actor: DeskActor,
  { limit, cursor }: { limit: number; cursor: string | undefined },
): Promise<Macro[]> {
  const found = await db.query<Row>(`${query} and ($3::uuid is null or m.id > $3) order by m.id limit $4`, [
    actor.workspaceId,
    limitedTo(actor),
    cursor ?? null,
    limit,
  ]);
  return found.rows.map(toMacro);
}

function toMacro(row: Row): Macro {
  return {
    id: row.id,
    name: row.name,
    teamId: row.team_id,
    actions: row.actions,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
