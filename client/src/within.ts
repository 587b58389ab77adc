import type { Clock } from './types.ts';

/** The result of a promise, or undefined when it fails or takes longer than `ms`. */
export function within<T>(clock: Clock, promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = clock.setTimeout(() => resolve(undefined), ms);
    const done = (result?: T) => {
      clock.clearTimeout(timer);
      resolve(result);
    };
    promise.then(done, () => done());
  });
}
