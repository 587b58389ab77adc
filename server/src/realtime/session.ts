import type { Duplex } from 'node:stream';
import type { RefusalReason, ServerFrame } from '@causerie/protocol';
import type { WebSocket } from 'ws';
import type { DeskActor } from '../core/actor.ts';
import { uuid } from '../lib/uuid.ts';
import { encodeFrame } from './encodeFrame.ts';
import type { Outgoing } from './hub.ts';

/** Bytes that may wait for a slow reader before it is let go; it resumes from where it was. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
/** How long a frame that nobody waits for may wait for others. */
const UNHURRIED_MS = 100;

/**
 * One socket after its hello. It keeps the promise of subscriptions: while a conversation is being replayed, its
 * live frames wait, and afterwards those the replay already held are dropped. So nothing is missed between the two
 * and nothing comes twice.
 */
export class Session {
  readonly id = uuid();
  readonly topics = new Set<string>();
  /** Set where this is a member or a program that may not see every conversation. */
  limitedTo: DeskActor | undefined;
  /** When the other side was last heard of, milliseconds since 1970. */
  heardAt = Date.now();
  readonly #socket: WebSocket;
  /** What the web socket writes to. Frames that are bytes already go there directly: it neither compresses nor fragments. */
  readonly #transport: Duplex;
  readonly #catchingUp = new Map<string, Outgoing[]>();
  #isCollecting = false;
  /** Frames that leave with the next one, or when the timer ends. */
  #unhurried: Buffer[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, transport: Duplex) {
    this.#socket = socket;
    this.#transport = transport;
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** A frame for this session alone. */
  send(frame: ServerFrame): void {
    this.#write(encodeFrame(frame));
  }

  /** For a frame that is in no hurry: it leaves with the next one, or in a tenth of a second, so that many share a system call. */
  sendUnhurried(frame: ServerFrame): void {
    this.#unhurried.push(encodeFrame(frame));
    this.#timer ??= setTimeout(() => this.#hurry(), UNHURRIED_MS);
  }

  /** A frame shared with others; held back while its conversation is being replayed here. */
  deliver(outgoing: Outgoing): void {
    const waiting = outgoing.conversationId && this.#catchingUp.get(outgoing.conversationId);
    if (waiting) waiting.push(outgoing);
    else this.#write(outgoing.data);
  }

  /** From now until `caughtUp`, live frames of the conversation wait. A second call starts over. */
  catchUp(conversationId: string): void {
    this.#catchingUp.set(conversationId, []);
  }

  /** The replay has been sent up to `seq` and `version`: what waited and is newer follows, then live. */
  caughtUp(conversationId: string, seq: number, version: number): void {
    const waiting = this.#catchingUp.get(conversationId) ?? [];
    this.#catchingUp.delete(conversationId);
    for (const outgoing of waiting) {
      const isOld =
        outgoing.seq === undefined ? (outgoing.version ?? Infinity) <= version : outgoing.seq <= seq;
      if (!isOld) this.#write(outgoing.data);
    }
  }

  /** The subscription came to nothing. */
  stopCatchingUp(conversationId: string): void {
    this.#catchingUp.delete(conversationId);
  }

  /** Says why, then closes. `retryAfterMs` tells the client that it may come back as it is. */
  refuse(
    reason: RefusalReason,
    message: string,
    options: { reload?: boolean; retryAfterMs?: number } = {},
  ): void {
    refuseSocket(this.#socket, reason, message, options);
  }

  ping(): void {
    if (this.open) this.#socket.ping();
  }

  terminate(): void {
    this.#socket.terminate();
  }

  #write(data: Buffer): void {
    if (!this.open) return;
    if (this.#socket.bufferedAmount > MOST_WAITING_BYTES) {
      this.refuse('too_slow', 'Too much waits for you. Reconnect and resume.', { retryAfterMs: 1000 });
      // A reader that slow may never take the close frame either.
      setTimeout(() => this.#socket.terminate(), 2000).unref();
      return;
    }
    this.#collect();
    if (this.#timer) this.#hurry();
    this.#transport.write(data);
  }

  #hurry(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = Buffer.concat(this.#unhurried);
    this.#unhurried = [];
    this.#write(waiting);
  }

  /**
   * Everything written in this turn leaves in one system call, which costs more than all else that a frame costs: a
   * batch brings an agent many entries at once, and its sender the entry and the acknowledgement.
   */
  #collect(): void {
    if (this.#isCollecting) return;
    this.#isCollecting = true;
    this.#transport.cork();
    process.nextTick(() => {
      this.#isCollecting = false;
      this.#transport.uncork();
    });
  }
}

/** Also for sockets that never said hello. */
export function refuseSocket(
  socket: WebSocket,
  reason: RefusalReason,
  message: string,
  options: { reload?: boolean; retryAfterMs?: number } = {},
): void {
  if (socket.readyState !== socket.OPEN) return;
  const refused: ServerFrame = {
    type: 'refused',
    reason,
    message,
    reload: options.reload ?? false,
    ...(options.retryAfterMs !== undefined && { retryAfterMs: options.retryAfterMs }),
  };
  socket.send(JSON.stringify(refused));
  socket.close(4000, reason);
}
