import { fail } from '../../errors.ts';
import type { Actor } from '../actor.ts';
import type { ConversationRecord } from '../conversations/conversationRecord.ts';
import type { CoreTx } from '../core.ts';
import { lockLoads, routesByItself } from './lockLoads.ts';

/**
 * Whether somebody who is given a conversation by hand has room for it. In an inbox that routes, one who has not is
 * refused with `agent_at_capacity` unless `anyway` is said; elsewhere capacity only limits what routing gives. The
 * answer holds until the end of the transaction.
 */
export async function checkRoom(
  tx: CoreTx,
  actor: Actor,
  conversation: ConversationRecord,
  taker: { userId: string; name: string; anyway: boolean | undefined },
): Promise<'room' | 'over'> {
  const { workspaceId, inboxId } = conversation;
  if (!(await routesByItself(tx, workspaceId, inboxId))) return 'room';
  const loads = await lockLoads(tx, workspaceId, [conversation.assigneeId, taker.userId]);
  const { load, capacity } = loads.get(taker.userId) ?? fail('member_not_found', { field: '/assigneeId' });
  if (load < capacity) return 'room';
  if (actor.kind === 'system' || taker.anyway) return 'over';
  return fail('agent_at_capacity', {
    field: '/assigneeId',
    message: `${taker.name} has ${load} of ${capacity} conversations. Choose somebody else, or assign it anyway.`,
  });
}
