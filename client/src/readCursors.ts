import type { ClientFrame } from '@causerie/protocol';
import { Alarm } from './alarm.ts';
import type { Clock } from './types.ts';

/** Reading goes by scrolling, so that cursors move often; others need not know at once. */
const COALESCE_MS = 250;
/** Cursors that are said again after a reconnect; the server keeps them, this is only for the ones lost on the way. */
const KEPT = 50;

/**
 * How far the user has read each conversation. Only moves forward, until it was marked as unread; survives a reconnect,
 * not a reload.
 */
export class ReadCursors {
  readonly #send: (frame: ClientFrame) => boolean;
  readonly #alarm: Alarm;
  /** By conversation, the one moved last at the end. */
  readonly #read = new Map<string, number>();
  readonly #unsaid = new Set<string>();

  constructor(clock: Clock, send: (frame: ClientFrame) => boolean) {
    this.#alarm = new Alarm(clock);
    this.#send = send;
  }

  set(conversationId: string, seq: number): void {
    if (seq < 1 || seq <= (this.#read.get(conversationId) ?? 0)) return;
    this.#read.delete(conversationId);
    this.#read.set(conversationId, seq);
    this.#unsaid.add(conversationId);
    const [oldest] = this.#read.keys();
    if (this.#read.size > KEPT && !this.#unsaid.has(oldest!)) this.#read.delete(oldest!);
    if (!this.#alarm.running) this.#alarm.start(COALESCE_MS, () => this.#say());
  }

  /** Marked as unread: what was read here before is not said any more, also not after a reconnect. */
  forget(conversationId: string): void {
    this.#read.delete(conversationId);
    this.#unsaid.delete(conversationId);
  }

  /** How far the server has it; less than was said here means that it was marked as unread, here or elsewhere. */
  told(conversationId: string, seq: number): void {
    const said = this.#read.get(conversationId);
    if (said !== undefined && said > seq && !this.#unsaid.has(conversationId)) this.forget(conversationId);
  }

  online(): void {
    for (const conversationId of this.#read.keys()) this.#unsaid.add(conversationId);
    this.#say();
  }

  stop(): void {
    this.#say();
    this.#alarm.stop();
  }

  #say(): void {
    for (const conversationId of this.#unsaid) {
      const seq = this.#read.get(conversationId)!;
      if (this.#send({ type: 'read', conversationId, seq })) this.#unsaid.delete(conversationId);
    }
  }
}
