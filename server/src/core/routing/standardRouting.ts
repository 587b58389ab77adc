import type { InboxRouting } from '@causerie/protocol';

/** What holds for an inbox that has said nothing about routing: people take conversations themselves. */
export const standardRouting: InboxRouting = {
  mode: 'off',
  language: 'prefer',
  skills: [],
  skillsByLabel: false,
  relaxAfterMinutes: null,
  sticky: true,
  returnUnansweredMinutes: null,
  returnGoneMinutes: 5,
  showQueue: true,
};
