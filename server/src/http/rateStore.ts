import type { Counter } from '../lib/counter.ts';

type Callback = (error: Error | null, result?: { current: number; ttl: number }) => void;
type RouteOptions = { method: string | string[]; url: string };

/** The rate limiter's store over a counter that nodes share. Each route with a limit of its own counts apart. */
export function rateStoreOver(counter: Counter) {
  return class RateStore {
    readonly #scope: string;

    constructor(_options: object, scope = 'all') {
      this.#scope = scope;
    }

    incr(key: string, callback: Callback, timeWindow: number): void {
      counter(`http/${this.#scope}/${key}`, timeWindow).then(
        ({ count, leftMs }) => callback(null, { current: count, ttl: leftMs }),
        (error: Error) => callback(error),
      );
    }

    child({ method, url }: RouteOptions): RateStore {
      return new RateStore({}, `${method} ${url}`);
    }
  };
}
