import type { TransferRequest } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import { type DeskActor, mustBeAble } from '../actor.ts';
import { lockConversation, type NewEntry, writeChange } from '../conversations/changeConversation.ts';
import type { ConversationRecord } from '../conversations/conversationRecord.ts';
import { findSent } from '../conversations/findSent.ts';
import { planAssignment } from '../conversations/patchConversation.ts';
import { type Core, transact } from '../core.ts';

/**
 * Hands a conversation to a person or a team, with a private note for them: note, assignment and event in one
 * transaction. To a team alone: nobody has it, and it is in the team's queue. A repeat with the same `noteId` changes
 * nothing. Errors: `forbidden`, `conversation_not_found`, `member_not_found`, `team_not_found`, `agent_at_capacity`,
 * `invalid_value` without anybody to hand it to.
 */
export async function transferConversation(
  core: Core,
  actor: DeskActor,
  conversationId: string,
  transfer: TransferRequest,
): Promise<ConversationRecord> {
  const { assigneeId, teamId, note, noteId = uuid(), anyway } = transfer;
  mustBeAble(actor, 'conversations.change');
  if (note) mustBeAble(actor, 'conversations.reply');
  if (!assigneeId && !teamId) {
    fail('invalid_value', { field: '/assigneeId', message: 'Say to whom: a person, a team, or both.' });
  }
  return transact(core, async (tx) => {
    const before = await lockConversation(tx, actor, conversationId);
    if (await findSent(tx, before, noteId)) return before;
    const plan = await planAssignment(tx, actor, before, {
      assigneeId: assigneeId ?? null,
      ...(teamId !== undefined && { teamId }),
      ...(anyway && { anyway }),
    });
    const notes: NewEntry[] = note
      ? [{ author: actor, id: noteId, kind: 'note', content: { kind: 'text', text: note } }]
      : [];
    if (notes.length === 0 && plan.entries.length === 0) return before;
    return (await writeChange(tx, before, [...notes, ...plan.entries], plan.set)).conversation;
  });
}
