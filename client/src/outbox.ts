import type { SendFrame, ServerFrameOf } from '@causerie/protocol';
import { makeSendFrame } from './makeSendFrame.ts';
import { isUnsent, type OutboxItem, OutboxQueues } from './outboxQueues.ts';
import { retryDelay } from './retryDelay.ts';
import type { ClientEvents, Clock, OutboxStorage, StoredMessage, TimelineItem } from './types.ts';
import { uuidv7 } from './uuidv7.ts';
import { within } from './within.ts';

type Written = Pick<StoredMessage, 'kind' | 'content' | 'snippets' | 'seenSeq'>;
type OutboxParts = {
  storage: OutboxStorage;
  clock: Clock;
  random: () => number;
  /** False when there is no connection. */
  send: (frame: SendFrame) => boolean;
  /** What `items` says of the conversation has changed. */
  onChange: (conversationId: string) => void;
  onAcknowledged: (event: ClientEvents['acknowledged']) => void;
  onFailed: (event: ClientEvents['failed']) => void;
  /** How far the conversation is held, if it is; while it is catching up `forgetAcknowledged` is to be expected. */
  held: (conversationId: string) => { catchingUp: boolean; lastSeq: number } | undefined;
  /** Some log that is held has the entry already. */
  isInLog: (entryId: string) => boolean;
};

/** An acknowledgement that takes longer is asked for again by sending again; ids make that harmless. */
const ACKNOWLEDGE_MS = 15_000;
/** A storage that does not answer must not keep messages from being sent. */
const STORAGE_MS = 3_000;

/**
 * What we have written and the server has not acknowledged. Invariants: within a conversation a message is sent only
 * after all earlier ones were acknowledged or refused for good (so the log has the order of writing); a message leaves
 * the storage only when it is known to be in the log, or is discarded; it keeps its id through every repeat.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #queues: OutboxQueues;
  /** Ids dealt with: a list read from the storage a moment ago must not bring them back. */
  readonly #done = new Set<string>();
  /** Identity of the connection; messages may be sent on it once `#ready`, that is, when the storage has been read. */
  #session: object | undefined;
  #ready = false;
  #reading: Promise<unknown>;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#queues = new OutboxQueues(parts.clock);
    this.#reading = this.#read();
  }

  /** Messages that are not in the log yet, as far as we know. */
  get waiting(): number {
    return this.#queues.all.filter(isUnsent).length;
  }

  /** Lines of a thread that are not entries yet, in the order of writing. */
  items(conversationId: string): TimelineItem[] {
    return this.#queues.of(conversationId).map((item) => item.view);
  }

  /** Shown and on its way at once; resolves when stored (or when the storage will not). */
  async add(conversationId: string, written: Written): Promise<StoredMessage> {
    const createdAt = this.#parts.clock.now();
    const message = { entryId: uuidv7(createdAt), conversationId, createdAt, ...written };
    const item = this.#queues.insert(message, false);
    this.#store(item);
    this.#parts.onChange(conversationId);
    this.#pump(conversationId);
    await within(this.#parts.clock, item.stored, STORAGE_MS);
    return message;
  }

  async resend(entryId: string): Promise<void> {
    const item = this.#queues.find(entryId);
    if (item?.state !== 'failed') return;
    // Whoever sends it again has seen what made it fail.
    const { failure: _, seenSeq: __, ...message } = item.message;
    item.serverFailures = 0;
    this.#update(item, message, 'waiting');
    this.#pump(message.conversationId);
    await within(this.#parts.clock, item.stored, STORAGE_MS);
  }

  async discard(entryId: string): Promise<void> {
    const item = this.#queues.find(entryId);
    if (!item || item.state === 'acknowledged') return;
    this.#finish(item);
    this.#parts.onChange(item.message.conversationId);
    this.#pumpAll();
    await within(this.#parts.clock, item.stored, STORAGE_MS);
  }

  /** A connection is there. What other tabs have left in the storage is taken along. */
  async online(): Promise<void> {
    const session = {};
    this.#session = session;
    // One reading after another: an older list must not be taken for news.
    this.#reading = this.#reading.then(() => this.#read());
    await this.#reading;
    if (this.#session !== session) return;
    this.#ready = true;
    this.#pumpAll();
  }

  offline(): void {
    this.#session = undefined;
    this.#ready = false;
    for (const item of this.#queues.all) {
      item.alarm.stop();
      if (item.state === 'sent') item.state = 'waiting';
    }
  }

  /** The server has it, at `seq` of `conversationId`. The entry itself may come before or after. */
  acknowledged({
    entryId,
    conversationId,
    seq,
  }: Pick<ServerFrameOf<'ack'>, 'entryId' | 'conversationId' | 'seq'>): void {
    const item = this.#queues.find(entryId);
    if (!item || item.state === 'acknowledged') return;
    const askedId = item.message.conversationId;
    const held = this.#parts.held(conversationId);
    if (held ? held.lastSeq < seq : askedId !== conversationId) {
      // Stays visible until its entry arrives.
      this.#erase(item);
      item.state = 'acknowledged';
      item.seq = seq;
    } else this.#finish(item);
    this.#settle(item, conversationId, seq);
  }

  /** The entry with this id is in the log. */
  arrived(entryId: string, conversationId: string, seq: number): void {
    const item = this.#queues.find(entryId);
    if (!item) return;
    const known = item.state === 'acknowledged';
    this.#finish(item);
    if (known) this.#parts.onChange(item.message.conversationId);
    else this.#settle(item, conversationId, seq);
  }

  /** Acknowledged messages need not be shown any more: the log reaches up to `seq`, or nobody looks. */
  forgetAcknowledged(conversationId: string, seq = Number.POSITIVE_INFINITY): void {
    for (const item of this.#queues.of(conversationId)) {
      if (item.state !== 'acknowledged' || item.seq > seq) continue;
      this.#finish(item);
      this.#parts.onChange(conversationId);
    }
  }

  /** False when the refusal is of something else. */
  refused(frame: ServerFrameOf<'nack'>): boolean {
    const item = this.#queues.find(frame.ref);
    if (!item) return false;
    if (item.state !== 'sent') return true;
    const afterMs = retryDelay(frame, item.serverFailures, this.#parts.random);
    if (afterMs === undefined) this.#fail(item, frame.code, frame.message);
    else {
      if (frame.code === 'internal') item.serverFailures += 1;
      item.state = 'waiting';
      this.#again(item, afterMs);
    }
    return true;
  }

  /**
   * The server ended the connection because of a frame. A message that was on its way may be the cause and would be
   * so for ever: it fails, visibly, rather than locking the client out after every reload. True if there was one.
   */
  blame(code: string, message: string): boolean {
    const suspects = this.#queues.all.filter((item) => item.state === 'sent');
    this.#ready = false;
    for (const item of suspects) this.#fail(item, code, message);
    return suspects.length > 0;
  }

  #pump(conversationId: string): void {
    const queue = this.#queues.of(conversationId);
    if (!this.#ready || queue.some((item) => item.alarm.running)) return;
    const item = queue.find((candidate) => candidate.state === 'waiting');
    if (!item || this.#mustWait(item)) return;
    const frame = makeSendFrame(item.message, conversationId);
    if (!frame) this.#fail(item, 'too_large', 'That is larger than allowed.');
    else if (this.#parts.send(frame)) {
      item.state = 'sent';
      this.#again(item, ACKNOWLEDGE_MS);
    }
  }

  #pumpAll(): void {
    for (const conversationId of this.#queues.conversationIds) this.#pump(conversationId);
  }

  /** Behind what was written to the same conversation before, also when that was moved to another one since. */
  #mustWait({ message }: OutboxItem): boolean {
    return this.#queues.all.some((other) => {
      const together = askedIdOf(other.message) === askedIdOf(message);
      return together && isUnsent(other) && other.message.entryId < message.entryId;
    });
  }

  /** Sends it again after a while, unless something else is heard of it before. */
  #again(item: OutboxItem, ms: number): void {
    item.alarm.start(ms, () => {
      item.state = 'waiting';
      this.#pump(item.message.conversationId);
    });
  }

  #fail(item: OutboxItem, code: string, message: string): void {
    const { conversationId, entryId } = item.message;
    this.#update(item, { ...item.message, failure: { code, message } }, 'failed');
    this.#parts.onFailed({ entryId, conversationId, code, message });
    this.#pumpAll();
  }

  /** The message is in the log: tell so, move those behind it to where it landed, go on with the next. */
  #settle(item: OutboxItem, conversationId: string, seq: number): void {
    const { entryId, conversationId: askedId } = item.message;
    item.alarm.stop();
    if (askedId !== conversationId) {
      for (const other of this.#queues.of(askedId)) {
        if (other !== item && !mustFollow(other, item)) continue;
        const message = { ...other.message, askedId: askedIdOf(other.message), conversationId };
        this.#queues.replace(other, message);
        if (other !== item) this.#store(other);
      }
    }
    this.#parts.onChange(conversationId);
    this.#parts.onAcknowledged({ entryId, conversationId, askedId, seq });
    // Last, so that who goes over to where it landed sees it there before it is gone from here.
    if (askedId !== conversationId) this.#parts.onChange(askedId);
    this.#pumpAll();
  }

  /** Takes over what the storage has and we do not; lets go of what another tab has dealt with. */
  async #read(): Promise<void> {
    const { clock, storage, held, isInLog, onChange } = this.#parts;
    const loading = Promise.resolve().then(() => storage.load());
    const loaded = await within(clock, loading, STORAGE_MS);
    if (!loaded) return;
    const ids = new Set(loaded.map((message) => message.entryId));
    for (const item of this.#queues.all) {
      // Ours stay whatever the storage says; only for what came from there another tab's word counts. It is not
      // erased: should the list be wrong, the next one brings it back.
      if (!item.adopted || item.state !== 'waiting' || ids.has(item.message.entryId)) continue;
      if (held(item.message.conversationId)?.catchingUp) item.state = 'acknowledged';
      else {
        this.#queues.remove(item);
        onChange(item.message.conversationId);
      }
    }
    for (const message of loaded) {
      if (this.#queues.find(message.entryId) || this.#done.has(message.entryId)) continue;
      const item = this.#queues.insert(message, true);
      if (isInLog(message.entryId)) this.#finish(item);
      else onChange(message.conversationId);
    }
  }

  #update(item: OutboxItem, message: StoredMessage, state: OutboxItem['state']): void {
    item.alarm.stop();
    item.state = state;
    this.#queues.replace(item, message);
    this.#store(item);
    this.#parts.onChange(message.conversationId);
  }

  /** Nothing is left to do for it, here or after a reload. */
  #finish(item: OutboxItem): void {
    this.#erase(item);
    this.#queues.remove(item);
  }

  #store(item: OutboxItem): void {
    const { message } = item;
    item.stored = item.stored.then(() => this.#parts.storage.put(message)).catch(ignore);
  }

  #erase(item: OutboxItem): void {
    if (item.state === 'acknowledged') return;
    const { entryId } = item.message;
    this.#done.add(entryId);
    item.stored = item.stored.then(() => this.#parts.storage.remove(entryId)).catch(ignore);
  }
}

const askedIdOf = (message: StoredMessage): string => message.askedId ?? message.conversationId;

/**
 * Whether a message goes along when another one turns out to be elsewhere: what was written after it, and what failed,
 * so that it stays in sight. An earlier one is in the log where it was, or about to be (another tab has sent it).
 */
const mustFollow = (other: OutboxItem, { message }: OutboxItem): boolean =>
  other.state === 'failed' || (isUnsent(other) && other.message.entryId > message.entryId);

const ignore = (): void => {};
