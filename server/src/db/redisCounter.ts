import type { Redis } from 'ioredis';
import { type Counter, createLocalCounter } from '../lib/counter.ts';

/** One step, so that two nodes that count at once both see the sum; the window begins with its first hit. */
const script = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
local left = redis.call('PTTL', KEYS[1])
if left < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) left = tonumber(ARGV[1]) end
return {count, left}`;

const PATIENCE_MS = 250;

/** A counter that all nodes share. While Redis is away each node counts for itself: a limit that is too wide, but a limit. */
export function createRedisCounter(redis: Redis): Counter {
  const local = createLocalCounter();
  return async (key, windowMs) => {
    const counted = redis.eval(script, 1, `causerie/limit/${key}`, windowMs) as Promise<[number, number]>;
    return Promise.race([counted, late()]).then(
      ([count, leftMs]) => ({ count, leftMs }),
      () => local(key, windowMs),
    );
  };
}

/** A Redis that hangs must not hang the requests. */
function late(): Promise<never> {
  return new Promise((_, reject) =>
    setTimeout(() => reject(new Error('Redis is slow')), PATIENCE_MS).unref(),
  );
}
