import type { Clock } from '../src/types.ts';

/** Time that passes only when told to; in between, every promise that can settle does. */
export class VirtualClock implements Clock {
  #now = Date.parse('2026-11-21T08:00:00.000Z');
  #count = 0;
  readonly #timers = new Map<number, { at: number; callback: () => void }>();

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, ms: number): unknown {
    const id = ++this.#count;
    this.#timers.set(id, { at: this.#now + Math.max(0, ms), callback });
    return id;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as number);
  }

  get pending(): number {
    return this.#timers.size;
  }

  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next.id);
      next.callback();
      await settle();
    }
    this.#now = end;
  }

  /** Earliest first; of those due at the same moment the one set first. */
  #next(end: number): { id: number; at: number; callback: () => void } | undefined {
    let found: { id: number; at: number; callback: () => void } | undefined;
    for (const [id, { at, callback }] of this.#timers) {
      if (at <= end && (!found || at < found.at)) found = { id, at, callback };
    }
    return found;
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
