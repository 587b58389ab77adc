import type { Clock } from './types.ts';

/** One timer that can be set anew; at most one call is ever outstanding. */
export class Alarm {
  readonly #clock: Clock;
  #timer: unknown;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get running(): boolean {
    return this.#timer !== undefined;
  }

  /** Rings once after `ms`, instead of whatever was set before. */
  start(ms: number, ring: () => void): void {
    this.stop();
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = undefined;
      ring();
    }, ms);
  }

  stop(): void {
    if (this.#timer === undefined) return;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
