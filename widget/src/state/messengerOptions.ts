import type { PageMessage } from '../bridge.ts';
import type { Speech } from '../words/words.ts';

/** What the frame tells the messenger once, and how it is told of things. */
export type MessengerOptions = {
  inboxKey: string;
  standalone: boolean;
  /** A link was followed: the conversation that it leads to comes first. */
  resuming?: boolean;
  speech: Speech;
  origin: () => string | undefined;
  /** Messages of agents and bots, as they come. */
  onMessage: (message: PageMessage) => void;
  /** Who the visitor is has changed: other tabs want to know. */
  onAccount: (change: 'session' | 'shutdown') => void;
};
