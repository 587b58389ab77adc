import type { SystemActor } from '../actor.ts';
import type { ConversationSet, NewEntry } from '../conversations/changeConversation.ts';
import type { ConversationRecord } from '../conversations/conversationRecord.ts';
import type { CoreTx } from '../core.ts';
import { lockLoads, routesByItself } from './lockLoads.ts';
import { nameOfMember } from './nameOfMember.ts';

/**
 * What becomes of the assignee when the contact brings a conversation back: they keep it while they have room. Where
 * the inbox routes and they have none, it goes to the queue, so that nobody gets more than they may have.
 */
export async function planReopening(
  tx: CoreTx,
  before: ConversationRecord,
): Promise<{ events: NewEntry[]; set: ConversationSet } | undefined> {
  const { workspaceId, inboxId, assigneeId } = before;
  if (assigneeId === null) return undefined;
  if (!(await routesByItself(tx, workspaceId, inboxId))) return undefined;
  const has = (await lockLoads(tx, workspaceId, [assigneeId])).get(assigneeId);
  if (!has || has.load < has.capacity) return undefined;
  const author: SystemActor = { kind: 'system', workspaceId };
  const agentName = await nameOfMember(tx, workspaceId, assigneeId);
  const event = { type: 'requeued' as const, reason: 'full' as const, agentId: assigneeId, ...agentName };
  return { events: [{ author, kind: 'event', event }], set: { assignee_id: null } };
}
