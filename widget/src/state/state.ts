import type { Client, ConnectionState } from '@causerie/client';
import type { ServerFrameOf, VisitorConversation, VisitorInbox } from '@causerie/protocol';
import type { Speech } from '../words/words.ts';
import type { Memory } from './storage.ts';

/** `opening`: a link was followed, and where it leads is not known yet. */
export type Screen =
  | { name: 'home' }
  | { name: 'opening' }
  | { name: 'list' }
  | { name: 'thread'; id: string };

export type State = {
  speech: Speech;
  inbox?: VisitorInbox;
  /** Who the server says we are; absent until it has answered once. */
  session?: { contactId?: string; name?: string; email?: string };
  /** Newest first. */
  conversations: readonly VisitorConversation[];
  screen: Screen;
  /** The frame is on the visitor's screen. */
  shown: boolean;
  /** The page or the frame has the keyboard. */
  focused: boolean;
  connection: ConnectionState;
  /** What cannot be mended by waiting. */
  problem?: 'refused' | 'too_old' | 'link_expired';
  /** How often the page has begun a message for the visitor. */
  prefilled: number;
  /** The inbox was asked for in vain; it is asked for again. */
  late?: true;
  /** What was last said of a place in the queue. */
  queue?: ServerFrameOf<'queue'>;
  sound: boolean;
  client: Client;
};

/** Where the messenger opens: in the conversation that is going on, else at home. */
export function firstScreen({ conversations }: State, memory: Memory): Screen {
  // What was begun there is not to be taken from under the visitor's hands.
  if (memory.get('draft:new')) return { name: 'home' };
  const id = memory.get('thread');
  const known = conversations.find((c) => c.id === id);
  // Not known to the server yet, but written to: it waits in the outbox.
  const goesOn = known ? known.status !== 'resolved' || known.unread > 0 : memory.get('engaged');
  if (id && goesOn) return { name: 'thread', id };
  const going = conversations.find((c) => c.status !== 'resolved' || c.unread > 0);
  return going ? { name: 'thread', id: going.id } : { name: 'home' };
}
