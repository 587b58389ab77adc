/**
 * What this browser remembers for one inbox. Visitors may have switched storage off, or the browser does it for
 * frames: then it lasts as long as the frame, and everything else works.
 */
export class Memory {
  readonly #prefix: string;
  readonly #fallback = new Map<string, string>();

  constructor(inboxKey: string) {
    this.#prefix = `causerie:${inboxKey}:`;
  }

  get(name: string): string | undefined {
    try {
      return localStorage.getItem(this.#prefix + name) ?? undefined;
    } catch {
      return this.#fallback.get(name);
    }
  }

  /** `undefined` or an empty text forgets it. */
  set(name: string, value: string | undefined): void {
    try {
      if (value) localStorage.setItem(this.#prefix + name, value);
      else localStorage.removeItem(this.#prefix + name);
    } catch {
      if (value) this.#fallback.set(name, value);
      else this.#fallback.delete(name);
    }
  }

  forgetAll(): void {
    this.#fallback.clear();
    try {
      for (const key of Object.keys(localStorage))
        if (key.startsWith(this.#prefix)) localStorage.removeItem(key);
    } catch {}
  }
}
