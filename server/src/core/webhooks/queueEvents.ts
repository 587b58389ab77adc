import { uuid } from '../../lib/uuid.ts';
import { type Core, transact } from '../core.ts';
import type { EventRecord } from '../events/eventRecord.ts';
import { readEvents } from '../events/readEvents.ts';

/** How an event becomes the JSON that is sent; the presenters' work. */
export type EventWriter = (workspaceId: string, events: EventRecord[]) => Promise<string[]>;

const AT_ONCE = 200;

/**
 * Reads the feed on for each webhook that is not paused, and queues what it wants to hear. Where it stands moves in the
 * same transaction, so that no event is left out and none is queued twice. A webhook that another worker has in hand is
 * passed over. Returns how many events were read, so that the caller goes on at once while there are more.
 */
export async function queueEvents(core: Core, write: EventWriter): Promise<number> {
  const webhooks = await core.db.query<{ workspace_id: string; id: string }>(
    'select workspace_id, id from webhooks where paused_at is null order by workspace_id, id',
  );
  let read = 0;
  for (const { workspace_id: workspaceId, id } of webhooks.rows) {
    read += await queueFor(core, write, workspaceId, id);
  }
  return read;
}

async function queueFor(core: Core, write: EventWriter, workspaceId: string, id: string): Promise<number> {
  return transact(core, async (tx) => {
    const locked = await tx.query<{ cursor: string | null; events: string[] }>(
      `select cursor, events from webhooks where workspace_id = $1 and id = $2 and paused_at is null
       for update skip locked`,
      [workspaceId, id],
    );
    const webhook = locked.rows[0];
    if (!webhook) return 0;
    const page = await readEvents(tx, workspaceId, webhook.cursor ?? 'latest', AT_ONCE).catch(cursorLost);
    const next = page ?? (await readEvents(tx, workspaceId, 'latest', 1));
    if (next.events.length === 0 && !next.more && next.cursor === webhook.cursor) return 0;
    const wanted = next.events.filter((e) => webhook.events.length === 0 || webhook.events.includes(e.type));
    if (wanted.length > 0) {
      const bodies = await write(workspaceId, wanted);
      await insertDeliveries(tx, workspaceId, id, wanted, bodies);
    }
    await tx.query('update webhooks set cursor = $3 where workspace_id = $1 and id = $2', [
      workspaceId,
      id,
      next.cursor,
    ]);
    return next.more ? Math.max(1, next.events.length) : next.events.length;
  });
}

/** After a restore the old place means nothing: from now on. */
function cursorLost(thrown: unknown): undefined {
  if ((thrown as { code?: string }).code === 'cursor_expired') return undefined;
  throw thrown;
}

async function insertDeliveries(
  tx: { query: Core['db']['query'] },
  workspaceId: string,
  webhookId: string,
  events: EventRecord[],
  bodies: string[],
): Promise<void> {
  const rows = events.map((event, i) => ({
    ord: i,
    id: uuid(),
    event_id: event.id,
    event_type: event.type,
    conversation_id: event.conversationId,
    contact_id: event.contactId,
    lane: event.conversationId ?? event.contactId ?? event.id,
    body: bodies[i],
  }));
  await tx.query(
    `with r as materialized (
       select r.*, row_number() over (partition by r.lane order by r.ord) as nth from jsonb_to_recordset($3)
         as r (ord int, id uuid, event_id text, event_type text, conversation_id uuid, contact_id uuid, lane text, body text))
     insert into webhook_deliveries (workspace_id, id, webhook_id, event_id, event_type, conversation_id, contact_id, lane, body, due_at)
     select $1, r.id, $2, r.event_id, r.event_type, r.conversation_id, r.contact_id, r.lane, r.body,
       case when r.nth = 1 and not exists (select from webhook_deliveries q where q.workspace_id = $1 and q.webhook_id = $2
         and q.lane = r.lane and q.status = 'queued') then now() end
     from r order by r.ord on conflict (workspace_id, webhook_id, event_id) do nothing`,
    [workspaceId, webhookId, JSON.stringify(rows)],
  );
}
