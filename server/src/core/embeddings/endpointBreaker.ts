/** So many calls in a row may fail before an endpoint is left alone. */
const MOST_FAILURES = 3;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 300_000;
const MOST_ENDPOINTS = 10_000;

type Known = { failures: number; closedUntil: number; isTrying: boolean };

/**
 * Leaves an endpoint alone that fails again and again, so that messages do not wait for it in vain: ten seconds after the
 * third failure, then twice as long each time, five minutes at most. After the pause one call tries whether it is back.
 */
export class EndpointBreaker {
  readonly #known = new Map<string, Known>();
  readonly #now: () => number;

  /** `now`: milliseconds from any start. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Whether it may be called now; who is told yes says what came of it. */
  mayCall(endpoint: string): boolean {
    const known = this.#known.get(endpoint);
    if (!known || known.failures < MOST_FAILURES) return true;
    if (known.isTrying || this.#now() < known.closedUntil) return false;
    known.isTrying = true;
    return true;
  }

  succeeded(endpoint: string): void {
    this.#known.delete(endpoint);
  }

  failed(endpoint: string): void {
    const failures = (this.#known.get(endpoint)?.failures ?? 0) + 1;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - MOST_FAILURES));
    // Last set, last to be forgotten.
    this.#known.delete(endpoint);
    this.#known.set(endpoint, { failures, closedUntil: this.#now() + pause, isTrying: false });
    if (this.#known.size > MOST_ENDPOINTS) this.#known.delete(this.#known.keys().next().value!);
  }
}
