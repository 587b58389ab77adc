import { Alarm } from './alarm.ts';
import type { Clock, StoredMessage, TimelineItem } from './types.ts';

/**
 * `waiting`: to be sent (later, when its alarm is set). `sent`: on its way on the present connection.
 * `failed`: refused for good. `acknowledged`: in the log, its entry not seen yet; only there to be shown.
 */
export type OutboxItem = {
  message: StoredMessage;
  state: 'waiting' | 'sent' | 'failed' | 'acknowledged';
  /** Read from the storage, where another tab may have put it, and may take it away. */
  adopted: boolean;
  /** Runs while an answer or the time for a repeat is awaited; the conversation's next message waits for it. */
  alarm: Alarm;
  /** How often the server has failed at it by its own fault, since the page was loaded or it was sent again. */
  serverFailures: number;
  /** Known once acknowledged. */
  seq: number;
  /** Writes of this message to the storage, one after another. */
  stored: Promise<unknown>;
  /** How a thread shows it: the same object until the message changes. */
  view: TimelineItem;
};

export const isUnsent = (item: OutboxItem): boolean => item.state === 'waiting' || item.state === 'sent';

/** The messages of the outbox: by id, and per conversation by entry id, which is the order of writing (UUIDv7). */
export class OutboxQueues {
  readonly #clock: Clock;
  readonly #items = new Map<string, OutboxItem>();
  readonly #queues = new Map<string, OutboxItem[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get all(): OutboxItem[] {
    return [...this.#items.values()];
  }

  get conversationIds(): string[] {
    return [...this.#queues.keys()];
  }

  find(entryId: string): OutboxItem | undefined {
    return this.#items.get(entryId);
  }

  /** Never changed in place, so it may be walked through while messages come and go. */
  of(conversationId: string): readonly OutboxItem[] {
    return this.#queues.get(conversationId) ?? [];
  }

  insert(message: StoredMessage, adopted: boolean): OutboxItem {
    const item: OutboxItem = {
      message,
      state: message.failure ? 'failed' : 'waiting',
      adopted,
      alarm: new Alarm(this.#clock),
      serverFailures: 0,
      seq: 0,
      stored: Promise.resolve(),
      view: present(message),
    };
    this.#items.set(message.entryId, item);
    this.#link(item);
    return item;
  }

  remove(item: OutboxItem): void {
    item.alarm.stop();
    this.#items.delete(item.message.entryId);
    this.#unlink(item);
  }

  /** Replaces the message; its conversation may be another one. */
  replace(item: OutboxItem, message: StoredMessage): void {
    this.#unlink(item);
    item.message = message;
    item.view = present(message);
    this.#link(item);
  }

  #link(item: OutboxItem): void {
    const { conversationId } = item.message;
    const queue = [...this.of(conversationId), item];
    queue.sort((a, b) => (a.message.entryId < b.message.entryId ? -1 : 1));
    this.#queues.set(conversationId, queue);
  }

  #unlink(item: OutboxItem): void {
    const { conversationId } = item.message;
    const rest = this.of(conversationId).filter((other) => other !== item);
    if (rest.length) this.#queues.set(conversationId, rest);
    else this.#queues.delete(conversationId);
  }
}

function present(message: StoredMessage): TimelineItem {
  const { failure } = message;
  if (!failure) return { state: 'pending', message };
  return { state: 'failed', message, code: failure.code, reason: failure.message };
}
