let suffix = '';
/** Where to ask for a part (`askAnew` of the build): after a failure elsewhere, for browsers do not fetch the same address twice. */
globalThis.partAt = (name) => `./${name}.js${suffix}`;

/** Tries a fetch that failed again, three times within some six seconds: most failures last a moment. */
export const again = <T>(load: () => Promise<T>, tries = 3): Promise<T> =>
  load().catch((error) => {
    suffix += '?';
    if (!tries) throw error;
    return new Promise((go) => setTimeout(() => go(again(load, tries - 1)), 4000 / tries ** 2));
  });
