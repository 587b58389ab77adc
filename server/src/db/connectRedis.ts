import { Redis } from 'ioredis';

/**
 * A connection to Redis or Valkey that comes back by itself. While it is away commands fail at once instead of waiting:
 * nothing that Redis carries is worth keeping, and what waits would fill the memory.
 */
export function connectRedis(url: string): Redis {
  return new Redis(url, {
    retryStrategy: (times) => Math.min(times * 100, 2000),
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 5000,
  });
}
