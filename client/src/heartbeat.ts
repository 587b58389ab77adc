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
  /** When the next step (ping or verdict) is due. */
  #dueAt = 0;
  /** When the alarm will ring; it may ring early and is then set anew, which is cheaper than a timer a frame. */
  #ringsAt = 0;
  #pinged = false;

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
    this.#alarm = new Alarm(parts.clock);
  }

  start(silenceMs: number): void {
    this.#silenceMs = silenceMs;
    this.#alarm.stop();
    this.#pinged = false;
    this.#due(silenceMs);
  }

  stop(): void {
    this.#alarm.stop();
  }

  /** A frame came in. */
  heard(): void {
    if (!this.#alarm.running) return;
    this.#pinged = false;
    this.#due(this.#silenceMs);
  }

  /** Something that wants an answer was sent: do not wait for the long silence. */
  expect(): void {
    const { clock, timeoutMs } = this.#parts;
    if (!this.#pinged && this.#dueAt > clock.now() + timeoutMs) this.#due(timeoutMs);
  }

  /** Is it alive? Ask now. */
  probe(): void {
    if (this.#pinged) return;
    this.#pinged = true;
    this.#due(this.#parts.timeoutMs);
    this.#parts.ping();
  }

  #due(inMs: number): void {
    this.#dueAt = this.#parts.clock.now() + inMs;
    if (!this.#alarm.running || this.#dueAt < this.#ringsAt) this.#set();
  }

  #set(): void {
    this.#ringsAt = this.#dueAt;
    this.#alarm.start(Math.max(0, this.#dueAt - this.#parts.clock.now()), () => this.#rang());
  }

  #rang(): void {
    if (this.#parts.clock.now() < this.#dueAt) this.#set();
    else if (this.#pinged) this.#parts.dead();
    else this.probe();
  }
}
