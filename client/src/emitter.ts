/** Listeners by event name. A listener that throws neither stops the others nor the caller. */
export class Emitter<Events> {
  readonly #listeners = new Map<keyof Events, Set<(payload: never) => void>>();

  /** Returns the function that takes the listener away again. The same function may be added twice. */
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void {
    const own = (payload: Events[E]) => listener(payload);
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(own));
    return () => listeners.delete(own);
  }

  emit<E extends keyof Events>(event: E, payload: Events[E]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      callSafely(listener as (payload: Events[E]) => void, payload);
    }
  }
}

/** Calls; an error is reported as an uncaught one, later, so that the state of the client is never left half changed. */
export function callSafely<P extends unknown[]>(listener: (...payload: P) => void, ...payload: P): void {
  try {
    listener(...payload);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
