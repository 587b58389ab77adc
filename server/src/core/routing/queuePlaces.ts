import { chosenOnce } from '../../db/chosenOnce.ts';
import type { Core } from '../core.ts';
import { promiseAt, type QueueRecord, readQueues } from './readQueues.ts';

/** What a visitor is told: the place (1 is next) and, where it can be told, how long it may take. */
export type QueuePlace = {
  conversationId: string;
  contactId: string;
  place: number;
  expectedSeconds: number | null;
};

/** The place of one conversation; undefined where its visitor is not told or it does not wait. */
export async function findQueuePlace(
  core: Core,
  workspaceId: string,
  conversation: { id: string; inboxId: string },
): Promise<QueuePlace | undefined> {
  const queues = await readQueues(core.db, workspaceId, { inboxId: conversation.inboxId, onlyTelling: true });
  return queues.flatMap((q) => placesIn(q, Date.now())).find((p) => p.conversationId === conversation.id);
}

/**
 * The places of all who are told theirs. Keeps what each is promised first, and how many agents were there: with
 * these facts the next waits are foretold, and the promises judged.
 */
export async function promiseQueuePlaces(core: Core, workspaceId: string): Promise<QueuePlace[]> {
  const queues = await readQueues(core.db, workspaceId, { onlyTelling: true });
  const now = Date.now();
  const places = queues.flatMap((queue) =>
    placesIn(queue, now).map((place) => ({ ...place, agents: queue.agents })),
  );
  if (places.length > 0) await keep(core, workspaceId, places);
  return places;
}

function placesIn(queue: QueueRecord, now: number): QueuePlace[] {
  return queue.waiting.map(({ conversationId, contactId, since }, i) => ({
    conversationId,
    contactId,
    place: i + 1,
    expectedSeconds: promiseAt(queue, i + 1, since, now),
  }));
}

/** Rows that are being changed just now (somebody gets the conversation) are left alone. */
async function keep(
  core: Core,
  workspaceId: string,
  places: (QueuePlace & { agents: number })[],
): Promise<void> {
  await core.db.query(
    `${chosenOnce(
      `select t.*, q.promised_at from unnest($2::uuid[], $3::int[], $4::int[], $5::int[]) as t (id, place, seconds, agents)
       join queue_places q on q.workspace_id = $1 and q.conversation_id = t.id
       where q.agents is distinct from t.agents or (q.promised_at is null and t.seconds is not null)
       for update of q`,
    )}
     update queue_places q set agents = t.agents,
       promised_seconds = coalesce(q.promised_seconds, t.seconds),
       promised_place = case when q.promised_at is null and t.seconds is not null then t.place else q.promised_place end,
       promised_at = case when q.promised_at is null and t.seconds is not null then now() else q.promised_at end
     from chosen t where q.workspace_id = $1 and q.conversation_id = t.id`,
    [
      workspaceId,
      places.map((p) => p.conversationId),
      places.map((p) => p.place),
      places.map((p) => p.expectedSeconds),
      places.map((p) => p.agents),
    ],
  );
}
