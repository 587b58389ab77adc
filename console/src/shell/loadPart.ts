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

/** Where to ask for a part that failed (`askAnew` of the build): the browser does not fetch the same address twice. */
const anew: Record<string, string> = {};
Object.assign(globalThis, { partAt: (name: string) => `./${name}.js${anew[name] ?? ''}` });

/** Has the part asked for anew; Safari, which does not name it, does so by itself. */
function noteMissed(message: string): void {
  const name = /([^/]+)\.js(\?|$)/.exec(message)?.[1];
  if (name) anew[name] = `?again=${Date.now()}`;
}

/** Fetches code that comes late, and again when that fails: most failures last a moment. Throws `PartMissing`. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await load();
    } catch (thrown) {
      const message = String((thrown as Error | undefined)?.message);
      if (!fetchFailed.test(message)) throw thrown;
      noteMissed(message);
      const pause = PAUSES_MS[tries];
      if (pause === undefined) throw new PartMissing(thrown);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
