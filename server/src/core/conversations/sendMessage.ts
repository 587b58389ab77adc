import { fail } from '../../errors.ts';
import { type Actor, can, mustBeAble } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { taps } from '../faqs/answer/taps.ts';
import { completeContent } from '../files/completeContent.ts';
import { planReopening } from '../routing/planReopening.ts';
import { waitedOf } from '../routing/waitedOf.ts';
import { noteSnippetUses } from '../snippets/noteSnippetUses.ts';
import { type ConversationSet, lockConversation, type NewEntry, writeChange } from './changeConversation.ts';
import type { ConversationRecord } from './conversationRecord.ts';
import { findOpenSingle, findSent } from './findSent.ts';
import { insertConversation } from './insertConversation.ts';
import { type MessageInput, mentionsOf, prepareMessage } from './messageInput.ts';
import { loadConversation } from './readConversations.ts';
import { retryOnce } from './retryOnce.ts';

/** Where a message landed. A repeat of the same message gets the same answer. */
export type Sent = { conversationId: string; seq: number; at: string };

/**
 * The one way a message or note gets into an existing conversation, whoever writes it. Durable when it resolves.
 * Errors: `conversation_not_found` (also when it is somebody else's), `id_taken`, `content_not_allowed`, `contact_blocked`,
 * `file_not_found`, `answered_meanwhile`, `forbidden` for a role that does not answer.
 */
export async function sendMessage(core: Core, actor: Actor, input: MessageInput): Promise<Sent> {
  await mustReach(core, actor, input.conversationId);
  const content = await completeContent(core.db, actor, input.content);
  const message = prepareMessage(actor, { ...input, content });
  if (actor.kind === 'agent' && input.snippets?.length)
    return transact(core, async (tx) => {
      const sent = await appendCarefully(tx, actor, message);
      await noteSnippetUses(tx, actor, { ...message, ...sent }, input.snippets!);
      return sent;
    });
  // Whom it calls must be told of in the same transaction.
  if (mentionsOf(content).length > 0)
    return retryOnce(() => transact(core, (tx) => appendCarefully(tx, actor, message)));
  const result = await core.appender.append(message);
  switch (result.outcome) {
    case 'done':
      return { conversationId: input.conversationId, seq: result.entry.seq, at: result.entry.at };
    case 'repeat':
      return { conversationId: result.conversationId, seq: result.seq, at: result.at };
    case 'slow':
      return retryOnce(() => transact(core, (tx) => appendCarefully(tx, actor, message)));
    case 'missing':
      return fail('conversation_not_found');
    case 'taken':
      return fail('id_taken');
    case 'blocked':
      return fail('contact_blocked');
  }
}

/** The statement that appends knows contacts' rights only; the desk's are asked before, where they are not all. */
async function mustReach(core: Core, actor: Actor, conversationId: string): Promise<void> {
  if (actor.kind !== 'agent' && actor.kind !== 'bot') return;
  mustBeAble(actor, 'conversations.reply');
  if (!can(actor, 'conversations.all')) await loadConversation(core.db, actor, conversationId);
}

/** The same with what else must happen: reopening, waking, taking, or starting anew after a resolved one. */
export async function appendCarefully(tx: CoreTx, actor: Actor, input: MessageInput): Promise<Sent> {
  if (actor.kind === 'agent' || actor.kind === 'bot') mustBeAble(actor, 'conversations.reply');
  const before = await lockConversation(tx, actor, input.conversationId);
  const sent = await findSent(tx, before, input.id);
  // What was merged is written to where it goes on; its own entries keep their ids.
  if (before.mergedInto && sent?.conversationId !== before.id)
    return appendCarefully(tx, actor, { ...input, conversationId: before.mergedInto });
  // Only a contact's message can end elsewhere than where it was addressed to; anybody else has used the id twice.
  if (sent && sent.conversationId !== before.id && actor.kind !== 'contact') fail('id_taken');
  if (sent) return sent;
  const farewell =
    actor.kind === 'contact' && before.status === 'resolved' && (await isThanks(tx, before, input));
  if (actor.kind === 'contact' && before.status === 'resolved' && !farewell) {
    if (await startsNew(tx, before)) return startNext(tx, actor, before, input);
    const open = await findOpenSingle(tx, before);
    if (open) return appendCarefully(tx, actor, { ...input, conversationId: open });
  }
  await mustNotBeAnswered(tx, actor, before, input);
  const message: NewEntry = { author: actor, id: input.id, kind: input.kind, content: input.content };
  const { events, set } = farewell
    ? {
        events: [],
        set: { waiting_since: before.waitingSince === null ? null : new Date(before.waitingSince) },
      }
    : planConsequences(actor, before, input);
  const lost = set.status === 'open' ? await planReopening(tx, before) : undefined;
  const { entries } = await writeChange(tx, before, [...events, ...(lost?.events ?? []), message], {
    ...set,
    ...lost?.set,
  });
  const entry = entries.at(-1)!;
  return { conversationId: before.id, seq: entry.seq, at: entry.at };
}

/** An agent who had not seen a colleague's answer is told of it first. Throws `answered_meanwhile`. */
async function mustNotBeAnswered(
  tx: CoreTx,
  actor: Actor,
  before: ConversationRecord,
  { kind, seenSeq }: MessageInput,
): Promise<void> {
  if (actor.kind !== 'agent' || kind !== 'message' || seenSeq === undefined) return;
  if (before.lastSeq <= seenSeq) return;
  const answered = await tx.query(
    `select 1 from entries where workspace_id = $1 and conversation_id = $2 and seq > $3 and kind = 'message'
     and author_kind in ('agent', 'bot') and author_id <> $4 limit 1`,
    [before.workspaceId, before.id, seenSeq, actor.userId],
  );
  if (answered.rowCount !== 0) fail('answered_meanwhile');
}

/** What a message brings with it: a contact's reopens and makes live again, an agent's first one takes the conversation. */
function planConsequences(
  actor: Actor,
  before: ConversationRecord,
  { kind, content }: MessageInput,
): { events: NewEntry[]; set: ConversationSet } {
  // A rating is a farewell, not a question: it reopens nothing.
  if (kind === 'note' || content.kind === 'rating_answer') return { events: [], set: {} };
  const active = before.status === 'open' || before.status === 'pending';
  const events: NewEntry[] = [];
  const set: ConversationSet = {};
  const system: Actor = { kind: 'system', workspaceId: before.workspaceId };
  if (actor.kind === 'contact' && !active) {
    events.push({ author: system, kind: 'event', event: { type: 'reopened' } });
    Object.assign(set, { status: 'open', snoozed_until: null, resolved_at: null });
    if (before.contactSpam) set.spam = true;
  }
  if (actor.kind === 'contact' && before.single && before.mode === 'messaging') {
    events.push({ author: system, kind: 'event', event: { type: 'session_resumed', via: 'return' } });
    Object.assign(set, { mode: 'live' });
  }
  if (actor.kind === 'agent' && active && before.assigneeId === null) {
    const { userId: agentId, name: agentName } = actor;
    events.push({
      author: actor,
      kind: 'event',
      event: {
        type: 'assigned',
        agentId,
        agentName,
        teamId: before.teamId,
        by: 'reply',
        ...waitedOf(before),
      },
    });
    Object.assign(set, { assignee_id: agentId });
  }
  return { events, set };
}

/** "Yes, that helped" to the bot, tapped once more: it is resolved for that, and nobody has anything to do. */
async function isThanks(tx: CoreTx, before: ConversationRecord, { content }: MessageInput): Promise<boolean> {
  if (content.kind !== 'choice' || content.optionId !== taps.yes) return false;
  const offered = await tx.query(
    `select from entries where workspace_id = $1 and conversation_id = $2 and id = $3 and author_kind = 'bot' and author_id is null`,
    [before.workspaceId, before.id, content.entryId],
  );
  return offered.rowCount !== 0;
}

async function startsNew(tx: CoreTx, conversation: ConversationRecord): Promise<boolean> {
  const found = await tx.query<{ after: string }>(
    `select settings->>'afterResolve' as after from inboxes where workspace_id = $1 and id = $2`,
    [conversation.workspaceId, conversation.inboxId],
  );
  return found.rows[0]?.after === 'start_new';
}

/** The new conversation takes the message's id for its own, so that a repeat to the old one finds it again. */
async function startNext(
  tx: CoreTx,
  actor: Actor,
  before: ConversationRecord,
  input: MessageInput,
): Promise<Sent> {
  const next = await insertConversation(tx, {
    workspaceId: before.workspaceId,
    id: input.id,
    inboxId: before.inboxId,
    contactId: before.contactId,
    asked: true,
  });
  if (next.id === before.id) return fail('conflict');
  return appendToStarted(tx, actor, next, input);
}

/** The first message of a conversation just inserted, or the repeat of one. */
export async function appendToStarted(
  tx: CoreTx,
  actor: Actor,
  started: { id: string; fresh: boolean; mode: 'live' | 'messaging'; inboxId: string },
  input: MessageInput,
): Promise<Sent> {
  if (!started.fresh) return appendCarefully(tx, actor, { ...input, conversationId: started.id });
  const before = await lockConversation(tx, actor, started.id);
  const system: Actor = { kind: 'system', workspaceId: actor.workspaceId };
  const { entries } = await writeChange(tx, before, [
    {
      author: system,
      kind: 'event',
      event: { type: 'started', inboxId: started.inboxId, mode: started.mode },
    },
    { author: actor, id: input.id, kind: input.kind, content: input.content },
  ]);
  const entry = entries.at(-1)!;
  return { conversationId: started.id, seq: entry.seq, at: entry.at };
}
