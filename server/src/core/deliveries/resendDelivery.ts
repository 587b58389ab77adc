import type { Delivery } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import { deliveryColumns, toDelivery } from '../conversations/readEntries.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { lockDelivery } from './recordDelivery.ts';

/**
 * Queues a failed delivery again, to the address the contact has now: a wrong one is the usual reason. One whose address
 * was given by hand keeps it.
 * Errors: `delivery_not_found`, `not_failed` (so that two clicks send once), `no_address`.
 */
export async function resendDelivery(
  core: Core,
  actor: DeskActor,
  conversationId: string,
  deliveryId: string,
): Promise<Delivery> {
  return transact(core, async (tx) => {
    const before = await lockConversation(tx, actor, conversationId);
    const current = await lockDelivery(tx, {
      workspaceId: actor.workspaceId,
      id: deliveryId,
      conversationId,
    });
    if (current.status !== 'failed') fail('not_failed');
    if (!before.contactEmail && !(await isAddressGiven(tx, actor.workspaceId, deliveryId)))
      fail('no_address');
    const { conversation } = await writeChange(tx, before, []);
    const updated = await tx.query<Parameters<typeof toDelivery>[0]>(
      `update deliveries d set status = 'queued', reason = null, provider_id = null, address = case when address_given then address else $3 end, attempts = 0, due_at = now(),
         claimed_until = null, version = $4, updated_at = now()
       where workspace_id = $1 and id = $2 returning ${deliveryColumns}`,
      [actor.workspaceId, deliveryId, before.contactEmail, conversation.version],
    );
    const delivery = toDelivery(updated.rows[0]!);
    tx.announce({ kind: 'delivery', workspaceId: actor.workspaceId, conversation, delivery });
    return delivery;
  });
}

async function isAddressGiven(tx: CoreTx, workspaceId: string, id: string): Promise<boolean> {
  const found = await tx.query<{ address_given: boolean }>(
    'select address_given from deliveries where workspace_id = $1 and id = $2',
    [workspaceId, id],
  );
  return found.rows[0]?.address_given ?? false;
}
