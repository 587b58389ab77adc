import { Line } from './line.ts';

/** Visitors who only have the widget open. */
export class Idlers {
  readonly #lines: Line[] = [];
  #hellos: { url: string; token: string }[] = [];

  get count(): number {
    return this.#lines.length;
  }

  /** Connects them, a hundred at a time; resolves when all are welcome. */
  async connect(url: string, tokens: string[]): Promise<void> {
    this.#hellos = tokens.map((token) => ({ url, token }));
    await this.#open(this.#hellos);
  }

  /** The connections of so many break at once and all of them come back at once. Milliseconds until the last is welcome, and each one's. */
  async reconnect(count: number): Promise<{ allMs: number; eachMs: number[] }> {
    for (const line of this.#lines.splice(0, count)) line.close();
    const started = performance.now();
    const eachMs = await Promise.all(
      this.#hellos.slice(0, count).map(async ({ url, token }) => {
        const line = await retried(() => Line.open(url, { role: 'visitor', token }));
        this.#lines.push(line);
        return performance.now() - started;
      }),
    );
    return { allMs: Math.max(...eachMs), eachMs };
  }

  close(): void {
    for (const line of this.#lines) line.close();
  }

  async #open(hellos: { url: string; token: string }[]): Promise<void> {
    for (let at = 0; at < hellos.length; at += 100) {
      const some = hellos.slice(at, at + 100);
      this.#lines.push(
        ...(await Promise.all(
          some.map(({ url, token }) => retried(() => Line.open(url, { role: 'visitor', token }))),
        )),
      );
    }
  }
}

/** A connection that the system refuses because too many knock at once is tried again, as clients do. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 100 * tries));
    }
  }
}
