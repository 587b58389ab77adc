import type {
  Conversation,
  Delivery,
  Entry,
  ServerFrame,
  ServerFrameOf,
  VisitorConversation,
} from '@causerie/protocol';
import { uuid } from '../lib/uuid.ts';
import type { TestSocket } from './TestSocket.ts';

type Row = Conversation | VisitorConversation;
type Outgoing = { entryId: string; text: string };

const SOON_MS = 500;

/**
 * The least client that keeps the protocol's promise for one conversation: it holds what frames told it, resumes from
 * what it has, asks again when it sees a gap, and repeats what was not acknowledged, also when a busy server put it off.
 * What it holds must always become what a fresh client gets.
 */
export class Follower {
  readonly conversationId: string;
  readonly entries = new Map<number, Entry>();
  readonly deliveries = new Map<string, Delivery>();
  readonly acked = new Map<string, number>();
  row: Row | undefined;
  /** How often a frame was missing or out of order. */
  gaps = 0;
  readonly #open: () => Promise<TestSocket>;
  readonly #outbox = new Map<string, Outgoing>();
  #socket: TestSocket | undefined;
  #completeVersion = 0;

  constructor(conversationId: string, open: () => Promise<TestSocket>) {
    this.conversationId = conversationId;
    this.#open = open;
  }

  get socket(): TestSocket | undefined {
    return this.#socket;
  }

  get isConnected(): boolean {
    return this.#socket?.isOpen === true;
  }

  get waiting(): number {
    return this.#outbox.size;
  }

  /** The last seq up to which nothing is missing. */
  get seq(): number {
    let seq = 0;
    while (this.entries.has(seq + 1)) seq += 1;
    return seq;
  }

  get log(): Entry[] {
    return [...this.entries.values()].toSorted((a, b) => a.seq - b.seq);
  }

  async connect(): Promise<void> {
    if (this.isConnected) return;
    const socket = await this.#open();
    this.#socket = socket;
    for (const frame of socket.frames) this.#take(frame);
    socket.onFrame = (frame) => this.#take(frame);
    this.#subscribe();
    for (const each of this.#outbox.values()) this.#transmit(each);
  }

  /** Cuts the line: what is under way in both directions may or may not have arrived. */
  drop(): void {
    this.#socket?.drop();
  }

  send(text: string): void {
    const outgoing = { entryId: uuid(), text };
    this.#outbox.set(outgoing.entryId, outgoing);
    this.#transmit(outgoing);
  }

  /** The same again, acknowledged or not. */
  repeat(times: number): void {
    for (const [entryId] of [...this.acked].slice(-times))
      this.#transmit({ entryId, text: 'a repeat says something else' });
    for (const each of this.#outbox.values()) this.#transmit(each);
  }

  read(): void {
    if (this.seq > 0)
      this.#socket?.send({ type: 'read', conversationId: this.conversationId, seq: this.seq });
  }

  #transmit({ entryId, text }: Outgoing): void {
    if (!this.isConnected) return;
    const content = { kind: 'text', text } as const;
    this.#socket?.send({
      type: 'send',
      ref: entryId,
      conversationId: this.conversationId,
      entryId,
      kind: 'message',
      content,
    });
  }

  #subscribe(): void {
    const have = { seq: this.seq, version: this.#completeVersion };
    this.#socket?.send({
      type: 'subscribe',
      topic: 'conversation',
      conversationId: this.conversationId,
      ...(have.seq > 0 && { have }),
    });
  }

  #take(frame: ServerFrame): void {
    if (frame.type === 'ack') this.#acknowledge(frame.entryId, frame.seq);
    if (frame.type === 'nack') this.#putOff(frame);
    if (frame.type === 'unsubscribed' && frame.id === this.conversationId)
      setTimeout(() => this.#subscribe(), SOON_MS);
    if (frame.type === 'delivery') this.#keepDelivery(frame.delivery);
    if (frame.type === 'conversation') this.#keepRow(frame.conversation);
    if (frame.type === 'entry' && frame.conversation.id === this.conversationId) {
      this.#keepRow(frame.conversation);
      const isGap = frame.entry.seq > this.seq + 1;
      this.entries.set(frame.entry.seq, frame.entry);
      if (!isGap) return;
      this.gaps += 1;
      this.#subscribe();
    }
    if (frame.type === 'subscribed' && frame.conversation.id === this.conversationId) {
      if (frame.reset) this.entries.clear();
      for (const entry of frame.entries) this.entries.set(entry.seq, entry);
      for (const delivery of frame.deliveries) this.#keepDelivery(delivery);
      this.#keepRow(frame.conversation);
      this.#completeVersion = frame.conversation.version;
    }
  }

  /** A busy server says when to come again. What it refuses for good nobody here has asked for. */
  #putOff({ ref, code, message, retryAfterMs }: ServerFrameOf<'nack'>): void {
    const outgoing = this.#outbox.get(ref);
    if (!outgoing) return;
    if (retryAfterMs === undefined && code !== 'unavailable')
      throw new Error(`${ref} was refused: ${code} ${message}`);
    setTimeout(() => this.#outbox.has(ref) && this.#transmit(outgoing), retryAfterMs ?? SOON_MS);
  }

  #acknowledge(entryId: string, seq: number): void {
    const known = this.acked.get(entryId);
    if (known !== undefined && known !== seq)
      throw new Error(`${entryId} was acknowledged as ${known} and as ${seq}`);
    this.acked.set(entryId, seq);
    this.#outbox.delete(entryId);
  }

  #keepRow(row: Row): void {
    if (row.id === this.conversationId && (!this.row || row.version >= this.row.version)) this.row = row;
  }

  #keepDelivery(delivery: Delivery): void {
    const known = this.deliveries.get(delivery.id);
    if (delivery.conversationId === this.conversationId && (!known || delivery.version >= known.version))
      this.deliveries.set(delivery.id, delivery);
  }
}
