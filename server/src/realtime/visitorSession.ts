import type { ClientFrame, PageView } from '@causerie/protocol';
import type { ContactActor } from '../core/actor.ts';
import { ensureContactOfVisitor } from '../core/contacts/contactOfVisitor.ts';
import { recordPages } from '../core/contacts/recordPages.ts';
import type { VisitorClaims } from '../core/contacts/visitorToken.ts';
import type { ConversationRecord } from '../core/conversations/conversationRecord.ts';
import { endSession } from '../core/conversations/endSession.ts';
import { markReadByContact } from '../core/conversations/markRead.ts';
import { listConversations, loadConversation } from '../core/conversations/readConversations.ts';
import { readEntriesBefore } from '../core/conversations/readEntries.ts';
import { sendMessage } from '../core/conversations/sendMessage.ts';
import { startConversationAsVisitor } from '../core/conversations/startConversation.ts';
import { transact } from '../core/core.ts';
import { findQueuePlace } from '../core/routing/queuePlaces.ts';
import { AppError, fail } from '../errors.ts';
import { topics } from './hub.ts';
import type { Realtime } from './realtime.ts';
import { replayConversation } from './replay.ts';
import type { Session } from './session.ts';
import type { FrameOf, SocketSession } from './socketSession.ts';

/** A widget's socket: what each frame does. It hears of all its contact's conversations without asking. */
export class VisitorSession implements SocketSession {
  readonly session: Session;
  readonly claims: VisitorClaims;
  readonly #realtime: Realtime;
  readonly #language: string | undefined;
  #contactId: string | undefined;

  constructor(
    realtime: Realtime,
    session: Session,
    claims: VisitorClaims,
    contactId: string | undefined,
    language: string | undefined,
  ) {
    this.#realtime = realtime;
    this.session = session;
    this.claims = claims;
    this.#contactId = contactId;
    this.#language = language;
  }

  get contactId(): string | undefined {
    return this.#contactId;
  }

  async start(): Promise<void> {
    const { hub, presenter } = this.#realtime;
    const { workspaceId, identity } = this.claims;
    await presenter.ready(workspaceId);
    if (this.#contactId) this.#enter(this.#contactId);
    else hub.join(topics.visitor(workspaceId, identity.address), this.session);
  }

  /** The visitor has a contact now, or another one: through this tab, or through another. */
  become(contactId: string): void {
    if (this.#contactId === contactId) return;
    const { workspaceId, identity } = this.claims;
    this.#realtime.hub.leave(topics.visitor(workspaceId, identity.address), this.session);
    this.#leaveContact();
    this.#contactId = contactId;
    this.#enter(contactId);
    this.#keepPages(this.#realtime.presence.pagesOf(this.session.id));
  }

  stop(): void {
    this.#realtime.presence.forgetPages(this.session.id);
    this.#leaveContact();
  }

  async handle(frame: ClientFrame): Promise<void> {
    switch (frame.type) {
      case 'subscribe':
        if (frame.topic !== 'conversation') return fail('forbidden');
        return this.#tellPlace(
          await replayConversation(this.#realtime, this.session, this.#actor(), frame, () => {}),
        );
      case 'send':
        return this.#send(frame);
      case 'history':
        return this.#history(frame);
      case 'read':
        return markReadByContact(this.#realtime.core, this.#actor(), frame.conversationId, frame.seq);
      case 'typing':
        return this.#type(frame);
      case 'page':
        return this.#page(frame);
      case 'leave':
        return this.#leave();
      default:
        return;
    }
  }

  /** Who comes back to a queue learns where they are at once; afterwards, when it changes. */
  async #tellPlace(conversation: ConversationRecord): Promise<void> {
    const { core } = this.#realtime;
    if (!conversation.single || conversation.assigneeId || conversation.status !== 'open') return;
    const found = await findQueuePlace(core, conversation.workspaceId, conversation);
    if (!found) return;
    const { place, expectedSeconds } = found;
    this.session.send({ type: 'queue', conversationId: conversation.id, place, expectedSeconds });
  }

  #enter(contactId: string): void {
    // The contact of a first message is known a little later than it came; who has gone by then must not count as here.
    if (!this.session.open) return;
    const { workspaceId } = this.claims;
    this.#realtime.hub.join(topics.contact(workspaceId, contactId), this.session);
    this.#tellHere(contactId, true);
  }

  #leaveContact(): void {
    const contactId = this.#contactId;
    if (!contactId) return;
    this.#realtime.hub.leave(topics.contact(this.claims.workspaceId, contactId), this.session);
    this.#tellHere(contactId, false);
  }

  #tellHere(contactId: string, here: boolean): void {
    const { workspaceId } = this.claims;
    this.#realtime.signal({ kind: 'contact_here', workspaceId, contactId, sessionId: this.session.id, here });
  }

  /** Throws `conversation_not_found` for a visitor without a contact: they have no conversations. */
  #actor(): ContactActor {
    const contactId = this.#contactId ?? fail('conversation_not_found');
    return {
      kind: 'contact',
      workspaceId: this.claims.workspaceId,
      contactId,
      visitorId: this.claims.identity.address,
    };
  }

  async #send(frame: FrameOf<'send'>): Promise<void> {
    const input = {
      conversationId: frame.conversationId,
      id: frame.entryId,
      kind: frame.kind,
      content: frame.content,
    };
    const sent = await this.#sendToKnown(input).catch((error: unknown) => {
      // After a merge the contact that this tab knows may be another one, to whom both seem somebody else's.
      if (!(error instanceof AppError) || !['conversation_not_found', 'id_taken'].includes(error.code))
        throw error;
      return this.#start(input);
    });
    this.session.send({ type: 'ack', ref: frame.ref, entryId: frame.entryId, ...sent });
  }

  #sendToKnown(input: Parameters<typeof sendMessage>[2]) {
    return Promise.resolve().then(() => sendMessage(this.#realtime.core, this.#actor(), input));
  }

  async #start(input: Parameters<typeof sendMessage>[2]) {
    const { core } = this.#realtime;
    const { workspaceId, identity } = this.claims;
    const details = { language: this.#language };
    if (!this.#contactId) {
      // First the contact, so that this tab and its siblings listen before the first message is announced.
      const contactId = await transact(core, (tx) => ensureContactOfVisitor(tx, this.claims, details));
      this.become(contactId);
      this.#realtime.signal({ kind: 'visitor_known', workspaceId, address: identity.address, contactId });
    }
    const { conversationId, seq, at } = await startConversationAsVisitor(core, this.claims, details, input);
    return { conversationId, seq, at };
  }

  async #history(frame: FrameOf<'history'>): Promise<void> {
    const { core, presenter } = this.#realtime;
    const { workspaceId } = this.claims;
    const { conversationId, before, limit = 50, ref } = frame;
    await loadConversation(core.db, this.#actor(), conversationId);
    const read = await readEntriesBefore(core.db, workspaceId, conversationId, before, limit);
    const entries = read.entries.map((entry) => presenter.entry('contact', workspaceId, entry));
    this.session.send({ type: 'entries', ref, conversationId, entries, deliveries: [], more: read.more });
  }

  async #type({ conversationId, typing }: FrameOf<'typing'>): Promise<void> {
    const actor = this.#actor();
    const conversation = await loadConversation(this.#realtime.core.db, actor, conversationId);
    this.#realtime.signal({
      kind: 'typing',
      workspaceId: actor.workspaceId,
      conversationId,
      contactId: actor.contactId,
      author: {
        kind: 'contact',
        id: actor.contactId,
        ...(conversation.contactName && { name: conversation.contactName }),
      },
      typing,
      sessionId: this.session.id,
    });
  }

  #page({ url, title }: FrameOf<'page'>): void {
    if (!/^https?:\/\//.test(url)) return;
    const page: PageView = { url, title, at: new Date().toISOString() };
    this.#realtime.presence.page(this.session.id, page);
    if (!this.#contactId) return;
    this.#keepPages([page]);
    const { workspaceId } = this.claims;
    this.#realtime.signal({ kind: 'contact_page', workspaceId, contactId: this.#contactId, page });
  }

  #keepPages(pages: PageView[]): void {
    if (!this.#contactId) return;
    this.#realtime.background(
      recordPages(this.#realtime.core.db, this.claims.workspaceId, this.#contactId, pages),
      'keeping pages failed',
    );
  }

  /** Ends the live session, unless another tab of theirs is still here. */
  async #leave(): Promise<void> {
    const actor = this.#actor();
    const here = this.#realtime.presence.sessionsOf(actor.workspaceId, actor.contactId);
    if ([...here].some((id) => id !== this.session.id)) return;
    const { conversations } = await listConversations(this.#realtime.core.db, actor.workspaceId, {
      view: 'all',
      actor,
      userId: undefined,
      contactId: actor.contactId,
      sort: 'newest',
      limit: 10,
    });
    for (const conversation of conversations.filter((c) => c.mode === 'live' && c.status !== 'resolved')) {
      await endSession(this.#realtime.core, actor, conversation.id, 'left');
    }
  }
}
