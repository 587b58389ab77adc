import type { Db } from '../../db/transaction.ts';
import type { WorkingAgent } from '../../engines/routing/planAssignments.ts';
import { isHere } from './notePresence.ts';

type Row = {
  user_id: string;
  team_ids: string[];
  skills: string[];
  languages: string[];
  load: number;
  capacity: number;
  served_at: Date | null;
  available_since: Date;
};

/** The agents of a workspace who are there: online by their own word, with a console open. With room or without. */
export async function listWorkingAgents(db: Pick<Db, 'query'>, workspaceId: string): Promise<WorkingAgent[]> {
  const found = await db.query<Row>(
    `select m.user_id, m.skills, m.languages, coalesce(l.load, 0) as load,
       coalesce(m.capacity, w.standard_capacity) as capacity, l.served_at,
       greatest(m.availability_at, p.came_at) as available_since,
       array(select t.team_id::text from team_members t where t.workspace_id = m.workspace_id and t.user_id = m.user_id) as team_ids
     from members m join workspaces w on w.id = m.workspace_id
       join agent_presence p on (p.workspace_id, p.user_id) = (m.workspace_id, m.user_id)
       left join agent_loads l on (l.workspace_id, l.user_id) = (m.workspace_id, m.user_id)
     where m.workspace_id = $1 and m.availability = 'online' and ${isHere}
       and coalesce(m.capacity, w.standard_capacity) > 0`,
    [workspaceId],
  );
  return found.rows.map((row) => ({
    userId: row.user_id,
    teamIds: row.team_ids,
    skills: row.skills,
    languages: row.languages,
    load: row.load,
    capacity: row.capacity,
    servedAt: row.served_at?.getTime() ?? Number.NEGATIVE_INFINITY,
    availableSince: row.available_since.getTime(),
  }));
}
