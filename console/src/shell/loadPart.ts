/** A part of the console that could not be fetched: the network failed, or a newer version has replaced it. */
export class PartMissing extends Error {
  constructor(cause: unknown) {
    super('A part of the console could not be loaded.', { cause });
    this.name = 'PartMissing';
  }
}

/** How browsers word it: the two of `fetch` in Chromium, Firefox and Safari; those of a module; the bundler's, for styles. */
const fetchFailed =
  /Failed to fetch|NetworkError|Load failed|dynamically imported module|Importing a module script failed|Unable to preload CSS/i;
const PAUSES_MS = [300, 1500];

/** The files that are in the browser's cache by now. */
const fetched = new Set<string>();

/** What an `import()` of a part becomes (`fetchFirst` of the build): `files` is the part and all that it needs. */
async function importPart(files: string[]): Promise<unknown> {
  await Promise.all(files.map(fetchFile));
  return import(/* @vite-ignore */ files[0]!);
}
Object.assign(globalThis, { importPart });

async function fetchFile(file: string): Promise<void> {
  if (fetched.has(file)) return;
  const response = await fetch(new URL(file, import.meta.url));
  // Only what is read to its end is kept by the browser.
  await response.arrayBuffer();
  if (!response.ok) throw new TypeError(`Failed to fetch ${file}: status ${response.status}`);
  fetched.add(file);
}

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
