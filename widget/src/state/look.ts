import type { Look } from '../bridge.ts';
import { inkOn } from './colour.ts';
import type { State } from './state.ts';

/** How the launcher looks and what it is called, once the inbox is known. */
export function lookOf({ inbox, speech, conversations, problem, late }: State): Look | undefined {
  if (problem === 'refused') return { colour: '', ink: '', open: '', position: 'no' };
  const { words } = speech;
  // The visitor may write while the server cannot answer; colour and place come when they can.
  if (!inbox) return late && { colour: '#4338ca', ink: '#fff', open: words.openChat, close: words.closeChat };
  const unread = unreadOf(conversations);
  return {
    colour: inbox.colour,
    ink: inkOn(inbox.colour),
    position: inbox.position,
    open: unread ? `${words.openChat}, ${words.unread(unread)}` : words.openChat,
    close: words.closeChat,
    badge: unread ? (unread > 99 ? '99+' : `${unread}`) : '',
  };
}

/** How many messages the visitor has not seen. */
export const unreadOf = (conversations: State['conversations']): number =>
  conversations.reduce((sum, c) => sum + c.unread, 0);
