import type { Availability, Kpis } from '@causerie/protocol';
import type { DeskActor } from '../actor.ts';
import {
  type ConversationRecord,
  type ConversationRow,
  conversationColumns,
  conversationTables,
  toConversationRecord,
} from '../conversations/conversationRecord.ts';
import type { Core } from '../core.ts';
import { noKpis } from './kpiColumns.ts';
import { readReport, readTimeZone } from './readReport.ts';

const MOST_ROWS = 50;

/** An agent as the board shows them; whether a console of theirs is open is the sockets' knowledge. */
export type BoardAgentRecord = {
  userId: string;
  name: string;
  image: string | null;
  availability: Availability;
  load: number;
  waiting: number;
  today: Kpis;
};

export type BoardRecord = {
  timeZone: string;
  open: number;
  unassigned: number;
  waitingCount: number;
  longestWaitSince: string | null;
  today: Kpis;
  agents: BoardAgentRecord[];
  waiting: ConversationRecord[];
  active: ConversationRecord[];
};

/** This moment's state of the desk, and today's figures from the report of today, so that the two never disagree. */
export async function readBoard(core: Core, actor: DeskActor): Promise<BoardRecord> {
  const { workspaceId } = actor;
  const timeZone = await readTimeZone(core.db, workspaceId);
  const today = Temporal.Now.plainDateISO(timeZone).toString();
  const report = await readReport(core, actor, { from: today, to: today, groupBy: 'agent' });
  const byAgent = new Map(report.rows.map((row) => [row.key, row.kpis]));
  const state = await core.db.query<{
    open: number;
    unassigned: number;
    waiting: number;
    since: Date | null;
  }>(
    `select count(*)::int as open, count(*) filter (where assignee_id is null and status = 'open')::int as unassigned,
       count(waiting_since) filter (where status = 'open' or assignee_id is not null)::int as waiting,
       min(waiting_since) filter (where status = 'open' or assignee_id is not null) as since
     from conversations where workspace_id = $1 and status in ('open', 'pending') and not spam`,
    [workspaceId],
  );
  const { open, unassigned, waiting, since } = state.rows[0]!;
  return {
    timeZone,
    open,
    unassigned,
    waitingCount: waiting,
    longestWaitSince: since?.toISOString() ?? null,
    today: report.total,
    agents: (await readAgents(core, workspaceId)).map((agent) => ({
      ...agent,
      today: byAgent.get(agent.userId) ?? noKpis,
    })),
    waiting: await readRows(
      core,
      workspaceId,
      `c.waiting_since is not null and (c.status = 'open' or c.assignee_id is not null)`,
      'c.waiting_since, c.id',
    ),
    active: await readRows(
      core,
      workspaceId,
      'c.assignee_id is not null',
      'c.active_about desc, c.active_at desc, c.id desc',
    ),
  };
}

async function readAgents(core: Core, workspaceId: string): Promise<Omit<BoardAgentRecord, 'today'>[]> {
  const found = await core.db.query<{
    user_id: string;
    name: string;
    image: string | null;
    availability: Availability;
    load: number;
    waiting: number;
  }>(
    `select m.user_id, u.name, u.image, m.availability, coalesce(l.load, 0) as load, coalesce(l.waiting, 0) as waiting
     from members m join users u on u.id = m.user_id left join (
       select assignee_id, count(*)::int as load, count(waiting_since)::int as waiting from conversations
       where workspace_id = $1 and status in ('open', 'pending') and assignee_id is not null and not spam group by 1) l on l.assignee_id = m.user_id
     where m.workspace_id = $1 order by lower(u.name), m.user_id`,
    [workspaceId],
  );
  return found.rows.map(({ user_id: userId, ...rest }) => ({ userId, ...rest }));
}

async function readRows(
  core: Core,
  workspaceId: string,
  condition: string,
  order: string,
): Promise<ConversationRecord[]> {
  const found = await core.db.query<ConversationRow>(
    `select ${conversationColumns} from ${conversationTables}
     where c.workspace_id = $1 and c.status in ('open', 'pending') and not c.spam and ${condition} order by ${order} limit ${MOST_ROWS}`,
    [workspaceId],
  );
  return found.rows.map(toConversationRecord);
}
