import type { ClientFrame } from '@causerie/protocol';
import { Alarm } from './alarm.ts';
import type { Clock } from './types.ts';

/** Reading goes by scrolling, so that cursors move often; others need not know at once. */
const COALESCE_MS = 250;

/** How far the user has read each conversation. Only moves forward, until it is settled; survives a reconnect, not a reload. */
export class ReadCursors {
  readonly #send: (frame: ClientFrame) => boolean;
  readonly #alarm: Alarm;
  /** By conversation: those that the server has not told of yet, and all of a visitor's, who have few. */
  readonly #read = new Map<string, number>();
  #unsaid = new Set<string>();

  constructor(clock: Clock, send: (frame: ClientFrame) => boolean) {
    this.#alarm = new Alarm(clock);
    this.#send = send;
  }

  set(conversationId: string, seq: number): void {
    if (seq <= (this.#read.get(conversationId) ?? 0)) return;
    this.#read.set(conversationId, seq);
    this.#unsaid.add(conversationId);
    if (!this.#alarm.running) this.#alarm.start(COALESCE_MS, () => this.#say());
  }

  /** The server has it up to there: what is not beyond is not said again, also not after a reconnect. */
  settled(conversationId: string, seq: number): void {
    if (this.#read.get(conversationId)! > seq) return;
    this.#read.delete(conversationId);
    this.#unsaid.delete(conversationId);
  }

  online(): void {
    this.#unsaid = new Set(this.#read.keys());
    this.#say();
  }

  stop(): void {
    this.#say();
    this.#alarm.stop();
  }

  #say(): void {
    for (const conversationId of this.#unsaid) {
      if (this.#send({ type: 'read', conversationId, seq: this.#read.get(conversationId)! }))
        this.#unsaid.delete(conversationId);
    }
  }
}
