/** Counts a hit on the key: how many in the running window, and how many milliseconds of it are left. */
export type Counter = (key: string, windowMs: number) => Promise<{ count: number; leftMs: number }>;

const MOST_KEYS = 50_000;

/** A counter of this process alone. It forgets the oldest keys when they become too many. */
export function createLocalCounter(): Counter {
  const windows = new Map<string, { count: number; endsAt: number }>();
  return async (key, windowMs) => {
    const now = Date.now();
    const known = windows.get(key);
    const window = known && known.endsAt > now ? known : { count: 0, endsAt: now + windowMs };
    window.count += 1;
    windows.delete(key);
    windows.set(key, window);
    if (windows.size > MOST_KEYS) windows.delete(windows.keys().next().value!);
    return { count: window.count, leftMs: window.endsAt - now };
  };
}
