import type { InboxRouting } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { sameWord } from '../../engines/routing/canServe.ts';
import type { Waiting } from '../../engines/routing/planAssignments.ts';

type Row = {
  conversation_id: string;
  team_id: string | null;
  rank: number;
  since: Date;
  since_text: string;
  language: string | null;
  labels: string[];
  routing: InboxRouting;
  last_agent_id: string | null;
  passed_over: Record<string, string>;
};

/** Where a page ends: the next begins behind it. The moment as text: a Date has not the database's microseconds. */
export type QueueCursor = { rank: number; since: string; conversationId: string };
export type WaitingPage = { waiting: Waiting[]; next: QueueCursor | undefined };

/**
 * A page of those who wait in inboxes that route, in their order. `skills` are the words that are a skill of somebody.
 */
export async function listWaiting(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  skills: readonly string[],
  after: QueueCursor | undefined,
  limit: number,
): Promise<WaitingPage> {
  const found = await db.query<Row>(
    `select q.conversation_id, q.team_id, q.rank, q.since, q.since::text as since_text, ct.language, c.labels, i.routing, c.passed_over,
       case when (i.routing->>'sticky')::boolean then (
         select p.assignee_id from conversations p where p.workspace_id = c.workspace_id and p.contact_id = c.contact_id
           and p.id <> c.id and p.assignee_id is not null order by p.active_at desc limit 1) end as last_agent_id
     from queue_places q
       join inboxes i on (i.workspace_id, i.id) = (q.workspace_id, q.inbox_id) and i.routing->>'mode' = 'auto' and i.deleted_at is null
       join conversations c on (c.workspace_id, c.id) = (q.workspace_id, q.conversation_id)
       join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)
     where q.workspace_id = $1 and ($2::int is null or (q.rank, q.since, q.conversation_id) > ($2, $3::timestamptz, $4::uuid))
     order by q.rank, q.since, q.conversation_id limit $5`,
    [workspaceId, after?.rank ?? null, after?.since ?? null, after?.conversationId ?? null, limit],
  );
  const last = found.rows.length === limit ? found.rows.at(-1) : undefined;
  return {
    waiting: found.rows.map((row) => toWaiting(row, skills)),
    next: last && { rank: last.rank, since: last.since_text, conversationId: last.conversation_id },
  };
}

function toWaiting(row: Row, skills: readonly string[]): Waiting {
  const { routing } = row;
  const byLabel = routing.skillsByLabel
    ? row.labels.filter((label) => skills.some((skill) => sameWord(skill, label)))
    : [];
  return {
    conversationId: row.conversation_id,
    teamId: row.team_id,
    contactLanguage: row.language,
    language: routing.language,
    skills: [...routing.skills, ...byLabel],
    since: row.since.getTime(),
    relaxAfterMs: routing.relaxAfterMinutes === null ? null : routing.relaxAfterMinutes * 60_000,
    lastAgentId: row.last_agent_id,
    passedOver: new Map(Object.entries(row.passed_over).map(([id, at]) => [id, Date.parse(at)])),
  };
}
