import type { ServerFrame } from '@causerie/protocol';
import { uuid } from '../lib/uuid.ts';
import type { TestSocket } from './TestSocket.ts';
import { pause } from './waitUntil.ts';

export type Sent = { entryId: string; n: number; seq: number | undefined };

const RECONNECT_AFTER_MS = 150;

/**
 * Writes messages to one conversation without end, whatever happens to the other side: what was not acknowledged is
 * sent again after a reconnect, in order. `window`: how many may be under way at once.
 */
export class Sender {
  readonly name: string;
  readonly conversationId: string;
  /** All that was written, with the number it was acknowledged by. */
  readonly sent: Sent[] = [];
  /** Acknowledgements of one message that contradict each other. */
  readonly contradictions: string[] = [];
  reconnects = 0;
  readonly #open: () => Promise<TestSocket>;
  readonly #window: number;
  readonly #waiting = new Map<string, Sent>();
  #isWriting = true;
  #done: Promise<void> | undefined;

  constructor(name: string, conversationId: string, window: number, open: () => Promise<TestSocket>) {
    this.name = name;
    this.conversationId = conversationId;
    this.#window = window;
    this.#open = open;
  }

  start(): void {
    this.#done = this.#run();
  }

  /** Writes nothing new; resolves when everything is acknowledged. */
  async finish(): Promise<void> {
    this.#isWriting = false;
    await this.#done;
  }

  async #run(): Promise<void> {
    while (this.#isWriting || this.#waiting.size > 0) {
      const socket = await this.#open().catch(() => undefined);
      if (socket) await this.#use(socket);
      this.reconnects += 1;
      await pause(RECONNECT_AFTER_MS);
    }
  }

  async #use(socket: TestSocket): Promise<void> {
    socket.onFrame = (frame) => this.#take(frame, socket);
    // Those of the socket before go first, one by one, so that their order stays what it was.
    for (const each of [...this.#waiting.values()]) {
      this.#transmit(socket, each);
      while (socket.isOpen && this.#waiting.has(each.entryId)) await pause(1);
    }
    while (socket.isOpen && (this.#isWriting || this.#waiting.size > 0)) {
      if (this.#isWriting && this.#waiting.size < this.#window) this.#transmit(socket, this.#write());
      await pause(4 + Math.random() * 16);
    }
    socket.drop();
  }

  #write(): Sent {
    const sent = { entryId: uuid(), n: this.sent.length + 1, seq: undefined };
    this.sent.push(sent);
    this.#waiting.set(sent.entryId, sent);
    return sent;
  }

  #transmit(socket: TestSocket, { entryId, n }: Sent): void {
    const content = { kind: 'text', text: `${this.name} ${n}` } as const;
    const { conversationId } = this;
    socket.send({ type: 'send', ref: entryId, conversationId, entryId, kind: 'message', content });
  }

  #take(frame: ServerFrame, socket: TestSocket): void {
    if (frame.type === 'nack') socket.drop();
    if (frame.type !== 'ack') return;
    const sent = this.sent.find((each) => each.entryId === frame.entryId);
    if (!sent) return;
    if (sent.seq !== undefined && sent.seq !== frame.seq)
      this.contradictions.push(`${sent.n}: ${sent.seq}, ${frame.seq}`);
    sent.seq = frame.seq;
    this.#waiting.delete(sent.entryId);
  }
}
