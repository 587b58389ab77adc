import type { ClientFrame } from '@causerie/protocol';
import { type AgentActor, can, type DeskActor, mustBeAble } from '../core/actor.ts';
import { loadContact } from '../core/contacts/contactRecord.ts';
import { markReadByAgent } from '../core/conversations/markRead.ts';
import {
  listChangedSince,
  listReads,
  loadConversation,
  takeWatermark,
} from '../core/conversations/readConversations.ts';
import { readEntriesBefore } from '../core/conversations/readEntries.ts';
import { sendMessage } from '../core/conversations/sendMessage.ts';
import { topics } from './hub.ts';
import type { Realtime } from './realtime.ts';
import { replayConversation } from './replay.ts';
import type { Session } from './session.ts';
import type { FrameOf, SocketSession } from './socketSession.ts';

const MOST_CHANGED = 500;

/** An agent's (or a program's) socket: what each frame does. */
export class AgentSession implements SocketSession {
  readonly session: Session;
  readonly actor: DeskActor;
  readonly #realtime: Realtime;
  #viewing: string | undefined;
  #typing = false;

  constructor(realtime: Realtime, session: Session, actor: DeskActor) {
    this.#realtime = realtime;
    this.session = session;
    this.actor = actor;
  }

  async start(): Promise<void> {
    const { hub, presenter } = this.#realtime;
    const { workspaceId } = this.actor;
    await presenter.ready(workspaceId);
    if (!can(this.actor, 'conversations.all')) this.session.limitedTo = this.actor;
    hub.join(topics.desk(workspaceId), this.session);
    if (this.actor.kind !== 'agent') return;
    const { userId } = this.actor;
    hub.join(topics.user(workspaceId, userId), this.session);
    await this.#realtime.signs.came({ workspaceId, userId }, this.session.id);
    this.#tellHere(this.actor, true);
  }

  stop(): void {
    this.#realtime.views.leaveAll(this.session, this.actor.workspaceId);
    this.#realtime.counts.forget(this.session);
    this.#view(undefined);
    if (this.actor.kind !== 'agent') return;
    this.#realtime.signs.left(this.actor, this.session.id);
    this.#tellHere(this.actor, false);
  }

  async handle(frame: ClientFrame): Promise<void> {
    switch (frame.type) {
      case 'subscribe':
        return this.#subscribe(frame);
      case 'unsubscribe':
        return this.#unsubscribe(frame);
      case 'send':
        return this.#send(frame);
      case 'history':
        return this.#history(frame);
      case 'read':
        if (this.actor.kind === 'agent')
          await markReadByAgent(this.#realtime.core, this.actor, frame.conversationId, frame.seq);
        return;
      case 'typing':
        return this.#type(frame);
      case 'view':
        return this.#view(frame.conversationId ?? undefined);
      default:
        return;
    }
  }

  async #subscribe(frame: FrameOf<'subscribe'>): Promise<void> {
    const { hub } = this.#realtime;
    const { workspaceId } = this.actor;
    if (frame.topic === 'conversations') return this.#followRows(frame.since);
    if (frame.topic === 'contact') return this.#followContact(frame.contactId);
    if (frame.topic === 'view')
      return this.#realtime.views.follow(this.session, this.actor, frame.view, frame.since);
    const topic = topics.conversation(workspaceId, frame.conversationId);
    await replayConversation(this.#realtime, this.session, this.actor, frame, () =>
      hub.join(topic, this.session),
    ).catch((error) => {
      hub.leave(topic, this.session);
      throw error;
    });
  }

  async #followRows(since: string | undefined): Promise<void> {
    const { hub, core, presenter } = this.#realtime;
    const { workspaceId } = this.actor;
    // On the topic before reading: a row that changes meanwhile comes twice, and its version sorts that out.
    hub.join(topics.rows(workspaceId), this.session);
    const watermark = await takeWatermark(core.db);
    const changed = since === undefined ? undefined : await this.#changedSince(since);
    const conversations = changed && !changed.reset ? changed.conversations : [];
    const reads =
      this.actor.kind === 'agent'
        ? await listReads(
            core.db,
            workspaceId,
            this.actor.userId,
            conversations.map((c) => c.id),
          )
        : [];
    const userId = this.actor.kind === 'agent' ? this.actor.userId : undefined;
    await this.#realtime.counts.tell(this.session, workspaceId, userId);
    this.session.send({
      type: 'rows',
      conversations: conversations.map((c) => presenter.conversation(c)),
      reads,
      counts: await core.counts.views(this.actor),
      watermark,
      reset: changed?.reset ?? false,
    });
  }

  /** What one may see can change without the conversations: who may not see all loads the list anew. */
  async #changedSince(since: string): ReturnType<typeof listChangedSince> {
    if (this.session.limitedTo) return { reset: true };
    return listChangedSince(this.#realtime.core.db, this.actor.workspaceId, since, MOST_CHANGED);
  }

  async #followContact(contactId: string): Promise<void> {
    const { hub, core, presence } = this.#realtime;
    const { workspaceId } = this.actor;
    mustBeAble(this.actor, 'contacts.read');
    hub.join(topics.profile(workspaceId, contactId), this.session);
    const record = await loadContact(core.db, workspaceId, contactId).catch((error) => {
      hub.leave(topics.profile(workspaceId, contactId), this.session);
      throw error;
    });
    this.session.send({
      type: 'contact',
      contact: { ...record, online: presence.isOnline(workspaceId, contactId) },
    });
  }

  #unsubscribe(frame: FrameOf<'unsubscribe'>): void {
    const { workspaceId } = this.actor;
    if (frame.topic === 'view') {
      this.#realtime.views.leave(this.session, workspaceId, frame.view ?? '');
      return;
    }
    const topic = {
      conversation: () => topics.conversation(workspaceId, frame.id ?? ''),
      conversations: () => topics.rows(workspaceId),
      contact: () => topics.profile(workspaceId, frame.id ?? ''),
    }[frame.topic]();
    this.#realtime.hub.leave(topic, this.session);
  }

  async #send(frame: FrameOf<'send'>): Promise<void> {
    const sent = await sendMessage(this.#realtime.core, this.actor, { ...frame, id: frame.entryId });
    this.session.send({ type: 'ack', ref: frame.ref, entryId: frame.entryId, ...sent });
  }

  async #history(frame: FrameOf<'history'>): Promise<void> {
    const { core, presenter } = this.#realtime;
    const { workspaceId } = this.actor;
    const { conversationId, before, limit = 50, ref } = frame;
    await loadConversation(core.db, this.actor, conversationId);
    const read = await readEntriesBefore(core.db, workspaceId, conversationId, before, limit);
    const entries = read.entries.map((entry) => presenter.entry('agent', workspaceId, entry));
    this.session.send({
      type: 'entries',
      ref,
      conversationId,
      entries,
      deliveries: read.deliveries,
      more: read.more,
    });
  }

  async #type({ conversationId, typing }: FrameOf<'typing'>): Promise<void> {
    if (this.actor.kind !== 'agent') return;
    const { workspaceId, userId: id, name } = this.actor;
    const conversation = await loadConversation(this.#realtime.core.db, this.actor, conversationId);
    this.#realtime.signal({
      kind: 'typing',
      workspaceId,
      conversationId,
      contactId: conversation.contactId,
      author: { kind: 'agent', id, name },
      typing,
      sessionId: this.session.id,
    });
    this.#typing = typing;
    if (this.#viewing === conversationId) this.#tellViewing(conversationId, this.actor, true);
  }

  #view(conversationId: string | undefined): void {
    if (this.actor.kind !== 'agent' || this.#viewing === conversationId) return;
    if (this.#viewing) this.#tellViewing(this.#viewing, this.actor, false);
    this.#viewing = conversationId;
    this.#typing = false;
    if (conversationId) this.#tellViewing(conversationId, this.actor, true);
  }

  #tellHere({ workspaceId, userId }: AgentActor, here: boolean): void {
    this.#realtime.signal({ kind: 'agent_here', workspaceId, userId, sessionId: this.session.id, here });
  }

  #tellViewing(conversationId: string, { workspaceId, userId, name }: AgentActor, viewing: boolean): void {
    this.#realtime.signal({
      kind: 'viewing',
      workspaceId,
      conversationId,
      sessionId: this.session.id,
      viewer: viewing ? { userId, name, typing: this.#typing } : null,
    });
  }
}
