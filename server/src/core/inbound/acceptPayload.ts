import { uuid } from '../../lib/uuid.ts';
import { type Core, transact } from '../core.ts';
import { addJob } from '../jobs.ts';

/**
 * Keeps what came from outside, as it came, with the job that will handle it, in one transaction. Only when this has
 * resolved may the door tell the other side that it was taken: from here on nothing of it can be lost.
 */
export async function acceptPayload(
  core: Core,
  payload: { workspaceId: string; channel: 'email'; recipient: string; raw: Buffer },
): Promise<string> {
  const id = uuid();
  const { workspaceId, channel, recipient, raw } = payload;
  await transact(core, async (tx) => {
    await tx.query(
      'insert into inbound_payloads (workspace_id, id, channel, recipient, raw) values ($1, $2, $3, $4, $5)',
      [workspaceId, id, channel, recipient, raw],
    );
    await addJob(tx, 'handle-mail', { workspaceId, payloadId: id });
  });
  return id;
}

export type Payload = { recipient: string; raw: Buffer };

/** A payload that has not been handled yet. A job that runs twice finds nothing the second time. */
export async function findOpenPayload(
  core: Core,
  workspaceId: string,
  id: string,
): Promise<Payload | undefined> {
  const found = await core.db.query<Payload>(
    `select recipient, raw from inbound_payloads where workspace_id = $1 and id = $2 and status in ('received', 'failed')`,
    [workspaceId, id],
  );
  return found.rows[0];
}

/** What became of a payload: `handled`, `ignored` with the reason, or `failed` with the error, to be tried again. */
export async function settlePayload(
  core: Core,
  workspaceId: string,
  id: string,
  outcome: { status: 'handled' | 'ignored' | 'failed'; reason?: string; conversationId?: string },
): Promise<void> {
  await core.db.query(
    `update inbound_payloads set status = $3, reason = $4, handled_at = now(),
       conversation_id = $5 where workspace_id = $1 and id = $2`,
    [workspaceId, id, outcome.status, outcome.reason ?? null, outcome.conversationId ?? null],
  );
}
