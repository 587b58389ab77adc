import type { Have } from '@causerie/protocol';
import type { Actor } from '../core/actor.ts';
import type { ConversationRecord } from '../core/conversations/conversationRecord.ts';
import { loadConversation } from '../core/conversations/readConversations.ts';
import {
  type EntriesRead,
  listDeliveriesSince,
  readEntriesAfter,
  readEntriesBefore,
} from '../core/conversations/readEntries.ts';
import type { Core } from '../core/core.ts';
import type { Audience } from '../presenters/presenter.ts';
import type { Realtime } from './realtime.ts';
import type { Session } from './session.ts';

const STANDARD_PAGE = 50;
/** Somebody further behind than this gets the newest page and reads the rest on demand. */
const MOST_MISSED = 1000;

/**
 * Brings a session up to date with one conversation and then live, without a window between the two: live frames
 * wait from before the first read until the replay has been sent. `join` puts the session on the topics that carry
 * the conversation. Throws `conversation_not_found`.
 */
export async function replayConversation(
  realtime: Realtime,
  session: Session,
  actor: Actor,
  request: { conversationId: string; have?: Have | undefined; limit?: number | undefined },
  join: () => void,
): Promise<ConversationRecord> {
  const { core, presenter } = realtime;
  const audience: Audience = actor.kind === 'contact' ? 'contact' : 'agent';
  const { conversationId, have } = request;
  session.catchUp(conversationId);
  join();
  try {
    await presenter.ready(actor.workspaceId);
    // The row is read first, the log up to where the row was: what comes in between waits with the live frames, which
    // carry the row as it is after them. Sent with the log, it would leave the client with an older row.
    const conversation = await loadConversation(core.db, actor, conversationId);
    const { read, reset } = await readMissed(
      core,
      actor.workspaceId,
      conversationId,
      have,
      request.limit ?? STANDARD_PAGE,
      conversation.lastSeq,
    );
    session.send({
      type: 'subscribed',
      topic: 'conversation',
      conversation: presenter.conversationFor(audience, conversation),
      entries: read.entries.map((entry) => presenter.entry(audience, actor.workspaceId, entry)),
      deliveries: audience === 'agent' ? read.deliveries : [],
      reset,
      more: read.more,
      ...(audience === 'agent' && {
        viewers: realtime.presence.viewers(`${actor.workspaceId}/${conversationId}`),
      }),
    });
    session.caughtUp(conversationId, conversation.lastSeq, conversation.version);
    return conversation;
  } catch (error) {
    session.stopCatchingUp(conversationId);
    throw error;
  }
}

async function readMissed(
  core: Core,
  workspaceId: string,
  conversationId: string,
  have: Have | undefined,
  limit: number,
  lastSeq: number,
): Promise<{ read: EntriesRead; reset: boolean }> {
  // A client that claims to know more than there is talks of another database: it starts over.
  const behind = have === undefined ? undefined : lastSeq - have.seq;
  if (have === undefined || behind === undefined || behind < 0 || behind > MOST_MISSED) {
    const read = await readEntriesBefore(core.db, workspaceId, conversationId, lastSeq + 1, limit);
    return { read, reset: have !== undefined };
  }
  const read = await readEntriesAfter(core.db, workspaceId, conversationId, have.seq, behind);
  const deliveries = await listDeliveriesSince(core.db, workspaceId, conversationId, have.version);
  return { read: { ...read, deliveries, more: false }, reset: false };
}
