/** A part of the console that could not be fetched: the network failed, or a newer version has replaced it. */
export class PartMissing extends Error {
  constructor(cause: unknown) {
    super('A part of the console could not be loaded.', { cause });
    this.name = 'PartMissing';
  }
}

/** How browsers word it: Chromium, Firefox, Safari; the last is the bundler's, for styles. */
const fetchFailed = /dynamically imported module|Importing a module script failed|Unable to preload CSS/i;
const PAUSES_MS = [300, 1500];

/** Fetches code that comes late, and again when that fails: most failures last a moment. Throws `PartMissing`. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await load();
    } catch (thrown) {
      if (!fetchFailed.test(String((thrown as Error | undefined)?.message))) throw thrown;
      const pause = PAUSES_MS[tries];
      if (pause === undefined) throw new PartMissing(thrown);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
