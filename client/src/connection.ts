import type { ClientFrame, RefusalReason, ServerFrame, ServerFrameOf } from '@causerie/protocol';
import { Alarm } from './alarm.ts';
import { backOffDelay } from './backOffDelay.ts';
import { Heartbeat } from './heartbeat.ts';
import { PROTOCOL_VERSION } from './protocolConstants.ts';
import type { ClientEvents, Clock, ConnectionState, HelloOptions, WebSocketLike } from './types.ts';

type ConnectionParts = {
  url: string;
  hello: () => Promise<HelloOptions> | HelloOptions;
  webSocket: WebSocketLike;
  clock: Clock;
  random: () => number;
  /** Absent: as the server's welcome says. */
  heartbeatMs?: number;
  heartbeatTimeoutMs: number;
  backOffMs: { first: number; most: number };
  onState: (change: ClientEvents['state']) => void;
  /** The connection is usable; what was followed on the last one must be asked for again. */
  onWelcome: (frame: ServerFrameOf<'welcome'>) => void;
  onFrame: (frame: ServerFrame) => void;
  /** A connection that was usable is gone. */
  onLost: () => void;
  /** Refused for good. True: the cause has been removed, so trying again makes sense after all. */
  onRefused: (frame: ServerFrameOf<'refused'>) => boolean;
};

/** A try that has not been welcomed after this long is given up: a handshake can stall like anything else. */
const WELCOME_MS = 10_000;
/** A connection that lasted this long was a good one; after a shorter one the back-off goes on growing. */
const GOOD_MS = 5_000;
/** Reasons that pass by themselves, whether or not the server says when. (Hello was expected: ours came late.) */
const passing: readonly RefusalReason[] = [
  'too_slow',
  'silent',
  'unavailable',
  'shutting_down',
  'hello_expected',
];

/** One socket after another, so that there is a usable one whenever the network and the server allow it. */
export class Connection {
  state: ConnectionState = 'idle';
  readonly #parts: ConnectionParts;
  readonly #heartbeat: Heartbeat;
  /** The next step: a new try while waiting, giving up while trying, moving elsewhere while draining. */
  readonly #alarm: Alarm;
  /** Identity of the running try; undefined while waiting for the next one. */
  #attempt: object | undefined;
  #socket: InstanceType<WebSocketLike> | undefined;
  #startedAt = 0;
  #failures = 0;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#alarm = new Alarm(parts.clock);
    this.#heartbeat = new Heartbeat({
      clock: parts.clock,
      timeoutMs: parts.heartbeatTimeoutMs,
      ping: () => this.#write({ type: 'ping', at: parts.clock.now() }),
      dead: () => this.#lost(),
    });
  }

  connect(): void {
    if (this.state !== 'idle' && this.state !== 'refused') {
      this.wake();
      return;
    }
    this.#failures = 0;
    this.#become('connecting', undefined, true);
  }

  close(): void {
    this.#become('idle');
  }

  /** Checks a connection that seems to be there; tries at once where a try was planned for later or hangs. */
  wake(): void {
    const { clock, heartbeatTimeoutMs } = this.#parts;
    if (this.state === 'online') this.#heartbeat.probe();
    if (this.state !== 'offline' && this.state !== 'connecting') return;
    if (this.#attempt && clock.now() - this.#startedAt < heartbeatTimeoutMs) return;
    this.#failures = 0;
    void this.#open();
  }

  /** False when there is no usable connection; true does not mean that the frame arrived. */
  send(frame: ClientFrame): boolean {
    if (this.state !== 'online') return false;
    this.#write(frame);
    if ('ref' in frame || frame.type === 'subscribe') this.#heartbeat.expect();
    return true;
  }

  async #open(): Promise<void> {
    this.#drop();
    const attempt = {};
    this.#attempt = attempt;
    this.#startedAt = this.#parts.clock.now();
    this.#alarm.start(WELCOME_MS, () => this.#lost());
    try {
      const hello = await this.#parts.hello();
      if (this.#attempt === attempt) this.#dial(hello);
    } catch {
      if (this.#attempt === attempt) this.#lost();
    }
  }

  #dial(hello: HelloOptions): void {
    const socket = new this.#parts.webSocket(this.#parts.url);
    this.#socket = socket;
    // A socket that was dropped has its handlers taken off, so every call here is of the present one.
    socket.onopen = () => this.#write({ type: 'hello', version: PROTOCOL_VERSION, ...hello });
    socket.onmessage = ({ data }: { data: unknown }) => this.#received(data);
    socket.onclose = () => this.#lost();
    socket.onerror = ignore;
  }

  #write(frame: ClientFrame): void {
    try {
      this.#socket?.send(JSON.stringify(frame));
    } catch {
      // Closing already: `onclose` or the heartbeat will tell, and what matters is sent again afterwards.
    }
  }

  #received(data: unknown): void {
    const frame = parse(data);
    this.#heartbeat.heard();
    if (!frame) this.#lost();
    else if (frame.type === 'refused') this.#refused(frame);
    else if (frame.type === 'welcome') this.#welcomed(frame);
    else if (this.state === 'online') {
      if (frame.type === 'drain') this.#drain(frame.afterMs);
      else this.#parts.onFrame(frame);
    }
  }

  #welcomed(frame: ServerFrameOf<'welcome'>): void {
    if (this.state === 'online') return;
    this.#alarm.stop();
    this.#startedAt = this.#parts.clock.now();
    this.#heartbeat.start(this.#parts.heartbeatMs ?? frame.heartbeatSeconds * 1000);
    this.state = 'online';
    this.#parts.onWelcome(frame);
    this.#parts.onState({ state: 'online' });
  }

  #refused(frame: ServerFrameOf<'refused'>): void {
    const { reason, message, reload, retryAfterMs } = frame;
    const again = retryAfterMs !== undefined || passing.includes(reason) || this.#parts.onRefused(frame);
    if (again) this.#lost(retryAfterMs);
    else this.#become('refused', { reason, message, reload });
  }

  /** Leaves a server that is about to stop. Until then the connection is used as before. */
  #drain(afterMs: number): void {
    const { backOffMs, random } = this.#parts;
    this.#alarm.start(afterMs + backOffDelay(0, backOffMs, random), () => {
      this.#become('offline', undefined, true);
    });
  }

  #lost(atLeastMs = 0): void {
    const { clock, backOffMs, random } = this.#parts;
    if (this.state === 'online' && clock.now() - this.#startedAt >= GOOD_MS) this.#failures = 0;
    this.#become('offline');
    if (this.state !== 'offline' || this.#attempt) return;
    this.#alarm.start(atLeastMs + backOffDelay(this.#failures++, backOffMs, random), () => void this.#open());
  }

  /** Ends the present try or connection and goes over to another state than `online`; `open`: and tries anew. */
  #become(state: ConnectionState, refusal?: ClientEvents['state']['refusal'], open = false): void {
    const before = this.state;
    this.#drop();
    // Changed before anybody is told, so that nobody writes into the void.
    this.state = state;
    if (before === 'online') this.#parts.onLost();
    if (before !== state) this.#parts.onState(refusal ? { state, refusal } : { state });
    // Who was told may have closed the client, or woken it up, in the meantime.
    if (open && this.state === state && !this.#attempt) void this.#open();
  }

  #drop(): void {
    const socket = this.#socket;
    this.#attempt = undefined;
    this.#socket = undefined;
    this.#alarm.stop();
    this.#heartbeat.stop();
    if (!socket) return;
    // `onerror` stays: some implementations throw when an error finds no listener.
    socket.onopen = socket.onmessage = socket.onclose = null;
    try {
      socket.close();
    } catch {
      // Never opened.
    }
  }
}

const ignore = (): void => {};

function parse(data: unknown): ServerFrame | undefined {
  try {
    return JSON.parse(data as string);
  } catch {
    return undefined;
  }
}
