import type { ConversationView, Filter, FilterTest } from '@causerie/protocol';
import type { ListFilter } from '../conversations/rows.ts';

const test = (
  property: string,
  operator: FilterTest['operator'],
  value?: FilterTest['value'],
): FilterTest => ({
  property,
  operator,
  ...(value !== undefined && { value }),
});

/** The conditions under which a view that everybody has shows a conversation; what is open goes without saying. */
const conditions: Record<ConversationView, FilterTest[]> = {
  mine: [test('conversation.assignee', 'is', ['me'])],
  unassigned: [test('conversation.assignee', 'unknown')],
  all: [],
  waiting: [test('conversation.waiting', 'known')],
  mentions: [],
  following: [],
  snoozed: [test('conversation.status', 'is', ['snoozed'])],
  resolved: [test('conversation.status', 'is', ['resolved'])],
  spam: [test('conversation.spam', 'is', true)],
};

/** What a list shows, as a filter to be kept. */
export function filterOfList({ view, teamId, inboxId }: ListFilter): Filter {
  return {
    match: 'all',
    tests: [
      ...conditions[view],
      ...(teamId ? [test('conversation.team', 'is', [teamId])] : []),
      ...(inboxId ? [test('conversation.inbox', 'is', [inboxId])] : []),
    ],
  };
}
