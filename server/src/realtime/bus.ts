import type { Announcement } from '../core/announcements.ts';
import type { Signal } from './signals.ts';

/** What travels between the sockets' nodes: what core committed, and what is only of the moment. */
export type BusMessage =
  | { type: 'announcement'; announcement: Announcement }
  | { type: 'signal'; signal: Signal }
  /** Everything that is true of the sending node now; what it said before and does not say here is over. */
  | { type: 'here'; signals: Signal[] }
  /** Asks that node for its `here`. */
  | { type: 'who'; node: string };

/** `from` is the node that published; our own messages come with our own name. */
export type BusListener = (message: BusMessage, from: string) => void;

/** What a bus tells of its own state. */
export type BusEvents = {
  /** Messages of others were lost, or may have been: find out from the database what happened. */
  lost(): void;
  /** A node has not been heard of for a while: what it said of the moment is over. */
  nodeGone(node: string): void;
};

/**
 * Carries messages from where something happened to every node that has sockets. At most once: what is lost is told
 * (`lost`) and found in the database. All that a node publishes arrives at that node first, at once and in order.
 */
export interface Bus {
  /** This node's name on the bus. */
  readonly node: string;
  /** Whether there can be other nodes. */
  readonly shared: boolean;
  /** False while messages of other nodes do not come through. */
  readonly connected: boolean;
  publish(messages: BusMessage[]): void;
  subscribe(listener: BusListener): () => void;
  watch(events: BusEvents): void;
  close(): Promise<void>;
}

/** The bus of a single node: a list of listeners. Nothing is ever lost. */
export function createLocalBus(): Bus {
  const listeners = new Set<BusListener>();
  return {
    node: 'alone',
    shared: false,
    connected: true,
    publish(messages) {
      for (const message of messages) for (const listener of listeners) listener(message, 'alone');
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch() {},
    async close() {
      listeners.clear();
    },
  };
}
