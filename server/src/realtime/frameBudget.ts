/** How many seconds' worth may come at once. */
const BURST_SECONDS = 4;

/** How many frames a socket may send: with 50 a second, a bucket of 200 that refills with 50 a second. */
export class FrameBudget {
  readonly #perSecond: number;
  #left: number;
  #at = Date.now();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond * BURST_SECONDS;
  }

  /** False when the bucket is empty. */
  take(): boolean {
    const now = Date.now();
    const refill = ((now - this.#at) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#perSecond * BURST_SECONDS, this.#left + refill);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
