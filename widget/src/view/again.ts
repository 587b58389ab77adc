/** Tries a fetch that failed again, three times within some six seconds: most failures last a moment. */
export const again = <T>(load: () => Promise<T>, tries = 3): Promise<T> =>
  load().catch((error) => {
    if (!tries) throw error;
    return new Promise((wait) => setTimeout(wait, 4000 / tries ** 2)).then(() => again(load, tries - 1));
  });
