import type { Delivery, DeliveryStatus } from '@causerie/protocol';
import { AppError, fail } from '../../errors.ts';
import type { SystemActor } from '../actor.ts';
import { lockConversation, type NewEntry, writeChange } from '../conversations/changeConversation.ts';
import { deliveryColumns, toDelivery } from '../conversations/readEntries.ts';
import { type Core, type CoreTx, transact } from '../core.ts';

/** What became of a delivery. `retry`: not yet; the reason is kept and it is due again later. */
export type DeliveryOutcome =
  | { status: 'sent' | 'delivered' | 'read'; providerId?: string }
  | { status: 'failed'; reason: string }
  | { status: 'retry'; reason: string; dueAt: Date };

const order: Record<DeliveryStatus, number> = { queued: 0, sent: 1, delivered: 2, read: 3, failed: 4 };

/**
 * Writes what became of a delivery. It only moves forward (queued, sent, delivered, read); `failed` ends it, also
 * after `sent`, as when a mail bounces. An older report is ignored. The conversation's version rises with it.
 */
export async function recordDelivery(
  core: Core,
  delivery: { workspaceId: string; id: string },
  outcome: DeliveryOutcome,
): Promise<Delivery> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await recordOnce(core, delivery, outcome);
    } catch (thrown) {
      // A merge, or its undo, moved it while we waited for the conversation.
      if (tries === MOST_TRIES || !(thrown instanceof AppError) || thrown.code !== 'conflict') throw thrown;
    }
  }
}

const MOST_TRIES = 5;

async function recordOnce(
  core: Core,
  { workspaceId, id }: { workspaceId: string; id: string },
  outcome: DeliveryOutcome,
): Promise<Delivery> {
  return transact(core, async (tx) => {
    const system: SystemActor = { kind: 'system', workspaceId };
    const { before, current, ids } = await lockWhereItIs(tx, system, id);
    const next: DeliveryStatus = outcome.status === 'retry' ? 'queued' : outcome.status;
    const isNews =
      outcome.status === 'retry' ? current.status === 'queued' : order[next] > order[current.status];
    if (!isNews) return current;
    const mailed: NewEntry[] =
      next === 'sent' && current.channel === 'email' && !current.carries
        ? [
            {
              author: system,
              kind: 'event',
              event: {
                type: 'mail_sent',
                address: current.address,
                firstSeq: current.firstSeq,
                lastSeq: current.lastSeq,
              },
            },
          ]
        : [];
    const { conversation } = await writeChange(tx, before, mailed);
    const updated = await tx.query<Parameters<typeof toDelivery>[0]>(
      `update deliveries d set status = $3, reason = $4, provider_id = coalesce($5, provider_id), due_at = coalesce($6, due_at),
         claimed_until = null, version = $7, updated_at = now()
       where workspace_id = $1 and id = $2 returning ${deliveryColumns}`,
      [
        ids.workspaceId,
        ids.id,
        next,
        'reason' in outcome ? outcome.reason : null,
        'providerId' in outcome ? outcome.providerId : null,
        outcome.status === 'retry' ? outcome.dueAt : null,
        conversation.version,
      ],
    );
    const delivery = toDelivery(updated.rows[0]!);
    tx.announce({ kind: 'delivery', workspaceId: ids.workspaceId, conversation, delivery });
    return delivery;
  });
}

/** Of its conversation now, which need not be the one it was claimed in. Throws `conflict` when it moved meanwhile. */
async function lockWhereItIs(tx: CoreTx, system: SystemActor, id: string) {
  const { workspaceId } = system;
  const locate = async () => {
    const found = await tx.query<{ conversation_id: string }>(
      'select conversation_id from deliveries where workspace_id = $1 and id = $2',
      [workspaceId, id],
    );
    return found.rows[0]?.conversation_id ?? fail('delivery_not_found');
  };
  const conversationId = await locate();
  const before = await lockConversation(tx, system, conversationId);
  if ((await locate()) !== conversationId) fail('conflict');
  const ids = { workspaceId, id, conversationId };
  return { before, current: await lockDelivery(tx, ids), ids };
}

export async function lockDelivery(
  tx: CoreTx,
  ids: { workspaceId: string; id: string; conversationId: string },
): Promise<Delivery> {
  const found = await tx.query<Parameters<typeof toDelivery>[0]>(
    `select ${deliveryColumns} from deliveries d where d.workspace_id = $1 and d.id = $2 and d.conversation_id = $3 for update`,
    [ids.workspaceId, ids.id, ids.conversationId],
  );
  return toDelivery(found.rows[0] ?? fail('delivery_not_found'));
}
