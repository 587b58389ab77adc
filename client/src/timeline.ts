import type { Author, ClientFrame, Content, ServerFrameOf, SnippetOrigin, Viewer } from '@causerie/protocol';
import { type AnyConversation, ConversationSync } from './conversationSync.ts';
import { callSafely } from './emitter.ts';
import type { Outbox } from './outbox.ts';
import type { ReadCursors } from './readCursors.ts';
import type { Clock, StoredMessage, Timeline, TimelineItem, TimelineSnapshot } from './types.ts';
import { TypingAuthors } from './typingAuthors.ts';
import { TypingSignal } from './typingSignal.ts';

type TimelineParts = {
  id: string;
  clock: Clock;
  random: () => number;
  outbox: Outbox;
  reads: ReadCursors;
  send: (frame: ClientFrame) => boolean;
  isSelf: (author: Author) => boolean;
  /** Nobody holds it any more. */
  onEnd: () => void;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A conversation as it is shown: the log, then what is not in it yet, and who is about. */
export class ConversationTimeline implements Timeline {
  readonly id: string;
  readonly sync: ConversationSync;
  /** How many hold it. */
  holders = 0;
  readonly #parts: TimelineParts;
  readonly #typing: TypingAuthors;
  readonly #signal: TypingSignal;
  readonly #listeners = new Set<() => void>();
  #viewers: readonly Viewer[] = [];
  #snapshot: TimelineSnapshot | undefined;
  /** The lines of the last snapshot; kept as they are while neither log nor outbox changes. */
  #items: readonly TimelineItem[] | undefined;
  /** Frames being applied; listeners are called once at the end. */
  #depth = 0;
  #touched = false;

  constructor(parts: TimelineParts) {
    this.id = parts.id;
    this.#parts = parts;
    const { id, clock, random, outbox } = parts;
    this.#typing = new TypingAuthors(clock, () => this.#touch());
    this.#signal = new TypingSignal(clock, (typing) => {
      parts.send({ type: 'typing', conversationId: id, typing });
    });
    this.sync = new ConversationSync({
      id,
      clock,
      random,
      request: parts.send,
      onEntry: (entry) => {
        this.#items = undefined;
        outbox.arrived(entry.id, id, entry.seq);
      },
      onCaughtUp: (seq) => outbox.forgetAcknowledged(id, seq),
      onChange: () => this.#touch(),
    });
    // The server would take such an id for a broken program and end the connection.
    if (!uuid.test(id)) this.sync.missing = true;
  }

  get snapshot(): TimelineSnapshot {
    this.#snapshot ??= this.#take();
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  async send(
    content: Content,
    kind: 'message' | 'note' = 'message',
    snippets?: SnippetOrigin[],
    seenSeq?: number,
  ): Promise<StoredMessage> {
    const made = { ...(snippets?.length && { snippets }), ...(seenSeq !== undefined && { seenSeq }) };
    const adding = this.#parts.outbox.add(this.id, { kind, content, ...made });
    this.#signal.set(false);
    return adding;
  }

  resend(entryId: string): Promise<void> {
    return this.#parts.outbox.resend(entryId);
  }

  discard(entryId: string): Promise<void> {
    return this.#parts.outbox.discard(entryId);
  }

  loadOlder(): Promise<void> {
    return this.sync.loadOlder();
  }

  read(seq: number): void {
    this.#parts.reads.set(this.id, seq);
  }

  typing(active: boolean): void {
    this.#signal.set(active);
  }

  release(): void {
    if (this.holders && --this.holders === 0) this.#parts.onEnd();
  }

  // ---- what the client tells it -----------------------------------------------------------------------------

  online(): void {
    if (uuid.test(this.id)) this.update(() => this.sync.subscribe());
  }

  offline(): void {
    this.update(() => {
      this.sync.offline();
      this.#typing.clear();
      this.#signal.reset();
      this.#viewers = [];
      this.#touch();
    });
  }

  end(): void {
    this.sync.end();
    this.#typing.clear();
    this.#signal.set(false);
  }

  entry(frame: ServerFrameOf<'entry'>): void {
    this.update(() => {
      this.sync.live(frame);
      // Who has just written is not writing any more, whatever the order in which the news arrive.
      this.#typing.set(frame.entry.author, false);
    });
  }

  subscribed(frame: ServerFrameOf<'subscribed'>): void {
    this.update(() => {
      if (frame.viewers) this.#viewers = frame.viewers;
      this.sync.subscribed(frame);
    });
  }

  typed(author: Author, typing: boolean): void {
    if (!this.#parts.isSelf(author)) this.#typing.set(author, typing);
  }

  viewed(viewers: readonly Viewer[]): void {
    this.#viewers = viewers;
    this.#touch();
  }

  outboxChanged(): void {
    this.#items = undefined;
    this.#touch();
  }

  /** Several changes, one notification, so that nobody sees a state between two. */
  update(work: () => void): void {
    this.#depth++;
    try {
      work();
    } finally {
      this.#depth--;
      if (this.#touched) this.#touch();
    }
  }

  #touch(): void {
    this.#snapshot = undefined;
    this.#touched = this.#depth > 0;
    if (!this.#touched) for (const listener of [...this.#listeners]) callSafely(listener);
  }

  #take(): TimelineSnapshot {
    const { sync } = this;
    this.#items ??= (sync.log.items as TimelineItem[]).concat(this.#parts.outbox.items(this.id));
    return {
      conversationId: this.id,
      ...(sync.conversation && { conversation: sync.conversation as AnyConversation }),
      items: this.#items,
      deliveries: sync.deliveries,
      more: sync.more,
      loadingOlder: sync.loadingOlder,
      live: sync.phase === 'live',
      missing: sync.missing,
      typing: this.#typing.list,
      viewers: this.#viewers,
    };
  }
}
