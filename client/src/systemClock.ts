import type { Clock } from './types.ts';

/** The platform's own clock and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // Wrapped, because browsers refuse `setTimeout` called on another object than the global one.
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer as Parameters<typeof clearTimeout>[0]),
};
