import { Alarm } from './alarm.ts';
import type { Clock } from './types.ts';

type HeartbeatParts = {
  clock: Clock;
  /** How long an answer may take. */
  timeoutMs: number;
  ping: () => void;
  dead: () => void;
};

/**
 * Finds out that a connection has stalled, which a socket does not tell by itself: after a silence a ping goes out,
 * and when nothing at all has come back in time the connection is dead. Any frame is a sign of life.
 */
export class Heartbeat {
  readonly #parts: HeartbeatParts;
  readonly #alarm: Alarm;
  #silenceMs = 0;
  /** What the alarm is set to: the silence, the ping that follows a request, or the verdict that follows a ping. */
  #next: 'silence' | 'ping' | 'verdict' = 'silence';

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
    this.#alarm = new Alarm(parts.clock);
  }

  start(silenceMs: number): void {
    this.#silenceMs = silenceMs;
    this.#next = 'silence';
    this.#alarm.start(silenceMs, () => this.probe());
  }

  stop(): void {
    this.#alarm.stop();
  }

  /** A frame came in. */
  heard(): void {
    if (this.#alarm.running) this.start(this.#silenceMs);
  }

  /** Something that wants an answer was sent: do not wait for the long silence. */
  expect(): void {
    if (this.#next === 'silence') this.#soon('ping', () => this.probe());
  }

  /** Is it alive? Ask now. Asking again does not put the verdict off. */
  probe(): void {
    if (this.#next === 'verdict') return;
    this.#soon('verdict', () => this.#parts.dead());
    this.#parts.ping();
  }

  #soon(next: 'ping' | 'verdict', ring: () => void): void {
    this.#next = next;
    this.#alarm.start(this.#parts.timeoutMs, ring);
  }
}
