import { fail } from '../../errors.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import { deliveryColumns, toDelivery } from '../conversations/readEntries.ts';
import { transact } from '../core.ts';
import { lockDelivery } from './recordDelivery.ts';
/**
 * Queues a failed delivery again, to the address the contact has now: a wrong one is the usual reason.
 * Errors: `delivery_not_found`, `not_failed` (so that two clicks send once), `no_address`.
 */
export async function resendDelivery(core, actor, conversationId, deliveryId) {
    return transact(core, async (tx) => {
        const before = await lockConversation(tx, actor, conversationId);
        const current = await lockDelivery(tx, {
            workspaceId: actor.workspaceId,
            id: deliveryId,
            conversationId,
        });
        if (current.status !== 'failed')
            fail('not_failed');
        const address = before.contactEmail ?? fail('no_address');
        const { conversation } = await writeChange(tx, before, []);
        const updated = await tx.query(`update deliveries d set status = 'queued', reason = null, provider_id = null, address = $3, attempts = 0, due_at = now(),
         claimed_until = null, version = $4, updated_at = now()
       where workspace_id = $1 and id = $2 returning ${deliveryColumns}`, [actor.workspaceId, deliveryId, address, conversation.version]);
        const delivery = toDelivery(updated.rows[0]);
        tx.announce({ kind: 'delivery', workspaceId: actor.workspaceId, conversation, delivery });
        return delivery;
    });
}
