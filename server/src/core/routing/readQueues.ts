import type { InboxRouting } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { type Departure, expectWait } from '../../engines/routing/expectWait.ts';
import type { WorkingAgent } from '../../engines/routing/planAssignments.ts';
import { listWorkingAgents } from './listWorkingAgents.ts';

export type QueuedConversation = { conversationId: string; contactId: string; since: number };

/** Who waits in an inbox for a team (or for anybody), in their order, and what foretells how long. */
export type QueueRecord = {
  inboxId: string;
  teamId: string | null;
  /** Visitors of this inbox are told their place. */
  tells: boolean;
  waiting: QueuedConversation[];
  agents: number;
  room: number;
  departures: Departure[];
};

type WaitingRow = {
  inbox_id: string;
  team_id: string | null;
  conversation_id: string;
  contact_id: string;
  since: Date;
};
type InboxRow = { id: string; team_id: string | null; mode: string; routing: Partial<InboxRouting> };

const FACTS_HOURS = 4;
const MOST_FACTS = 100;
const MOST_WAITING = 2000;
/** Who waits longer than this while there seems to be room is not waiting for room. */
const SERVED_WITHIN_MS = 20_000;

/** The queues of a workspace: a constant number of queries. `onlyTelling`: those whose visitors are told their place. */
export async function readQueues(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  options: { inboxId?: string; onlyTelling?: boolean } = {},
): Promise<QueueRecord[]> {
  const all = await listInboxes(db, workspaceId, options.inboxId);
  const inboxes = options.onlyTelling ? all.filter(tells) : all;
  if (inboxes.length === 0) return [];
  const ids = inboxes.map((inbox) => inbox.id);
  const waiting = await listWaiting(db, workspaceId, ids);
  if (options.onlyTelling && waiting.length === 0) return [];
  const agents = await listWorkingAgents(db, workspaceId);
  const departures = await listDepartures(db, workspaceId, ids);
  const queues = inboxes.flatMap((inbox) => {
    const teams = new Set([
      inbox.team_id,
      ...waiting.filter((row) => row.inbox_id === inbox.id).map((r) => r.team_id),
    ]);
    return [...teams].map((teamId) => ({ inbox, teamId }));
  });
  return queues.map(({ inbox, teamId }) => {
    const isOfQueue = (row: { inbox_id: string; team_id: string | null }) =>
      row.inbox_id === inbox.id && row.team_id === teamId;
    const able = agents.filter((agent) => teamId === null || agent.teamIds.includes(teamId));
    return {
      inboxId: inbox.id,
      teamId,
      tells: tells(inbox),
      waiting: waiting.filter(isOfQueue).map(toQueued),
      agents: able.length,
      room: inbox.routing.mode === 'auto' ? able.reduce((sum, agent) => sum + freePlaces(agent), 0) : 0,
      departures: departures.filter(isOfQueue).map(toDeparture),
    };
  });
}

/**
 * The expected wait at a place of a queue, in seconds, rounded up to minutes as it is told: a promise had better not
 * be too short. Null where the facts do not tell it.
 */
export function promiseAt(queue: QueueRecord, place: number, since: number, now: number): number | null {
  const room = now - since > SERVED_WITHIN_MS ? 0 : queue.room;
  const seconds = expectWait({ place, agents: queue.agents, room, departures: queue.departures });
  return seconds === undefined ? null : Math.max(1, Math.ceil(seconds / 60)) * 60;
}

const freePlaces = (agent: WorkingAgent): number => Math.max(0, agent.capacity - agent.load);

const tells = (inbox: InboxRow): boolean => inbox.mode === 'live' && (inbox.routing.showQueue ?? true);

async function listInboxes(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  inboxId: string | undefined,
): Promise<InboxRow[]> {
  const found = await db.query<InboxRow>(
    `select id, team_id, mode, routing from inboxes
     where workspace_id = $1 and deleted_at is null and ($2::uuid is null or id = $2) order by created_at, id`,
    [workspaceId, inboxId ?? null],
  );
  return found.rows;
}

async function listWaiting(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  inboxIds: string[],
): Promise<WaitingRow[]> {
  const found = await db.query<WaitingRow>(
    `select q.inbox_id, q.team_id, q.conversation_id, c.contact_id, q.since
     from unnest($2::uuid[]) as i (id)
       cross join lateral (select * from queue_places p where p.workspace_id = $1 and p.inbox_id = i.id
         order by p.rank, p.since, p.conversation_id limit ${MOST_WAITING}) q
       join conversations c on (c.workspace_id, c.id) = (q.workspace_id, q.conversation_id)
     order by q.rank, q.since, q.conversation_id`,
    [workspaceId, inboxIds],
  );
  return found.rows;
}

type DepartureRow = {
  inbox_id: string;
  team_id: string | null;
  since: Date;
  left_at: Date;
  agents: number | null;
};

async function listDepartures(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  inboxIds: string[],
): Promise<DepartureRow[]> {
  const found = await db.query<DepartureRow>(
    `select w.inbox_id, w.team_id, w.since, w.left_at, w.agents
     from unnest($2::uuid[]) as i (id)
       cross join lateral (select * from queue_waits p where p.workspace_id = $1 and p.inbox_id = i.id
         and p.left_at > now() - interval '${FACTS_HOURS} hours' and p.outcome = 'assigned'
         order by p.left_at desc limit ${MOST_FACTS}) w
     order by w.left_at`,
    [workspaceId, inboxIds],
  );
  return found.rows;
}

const toQueued = (row: WaitingRow): QueuedConversation => ({
  conversationId: row.conversation_id,
  contactId: row.contact_id,
  since: row.since.getTime(),
});

const toDeparture = (row: DepartureRow): Departure => ({
  since: row.since.getTime(),
  leftAt: row.left_at.getTime(),
  agents: row.agents,
});
