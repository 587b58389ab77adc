import type { Announcement } from '../core/announcements.ts';
import type { Signal } from './signals.ts';

/** What travels between the sockets' nodes: what core committed, and what is only of the moment. */
export type BusMessage =
  | { type: 'announcement'; announcement: Announcement }
  | { type: 'signal'; signal: Signal };

/**
 * Carries messages from where something happened to every node that has sockets. At most once: what is lost is
 * found by sequence number or version. All that a node publishes arrives there first and in order.
 */
export interface Bus {
  publish(messages: BusMessage[]): void;
  subscribe(listener: (message: BusMessage) => void): () => void;
  close(): Promise<void>;
}

/** The bus of a single node: a list of listeners. */
export function createLocalBus(): Bus {
  const listeners = new Set<(message: BusMessage) => void>();
  return {
    publish(messages) {
      for (const message of messages) for (const listener of listeners) listener(message);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      listeners.clear();
    },
  };
}
