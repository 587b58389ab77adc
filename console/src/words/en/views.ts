import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const views = {
  all: 'All views',
  close: 'Hide the views',
  teams: 'Teams',
  saved: 'Saved views',
  create: 'New view',
  edit: (name: string) => `Change ${name}`,
  editThis: 'Change this view',
  save: 'Save as view',
  moveUp: (name: string) => `Move ${name} up`,
  moveDown: (name: string) => `Move ${name} down`,
  deleteTitle: (name: string) => `Delete the view ${name}?`,
  deleteText: 'Its conversations stay where they are.',
  gone: { title: 'This view is not here', text: 'It was deleted, or is not shared with you any more.' },
  unread: (n: number) => plural(n, { one: '# unread mention', other: '# unread mentions' }),
  form: {
    name: 'Name of the view',
    emoji: 'Emoji',
    noEmoji: 'No emoji',
    order: 'Order of the list',
    who: 'Who has it',
    private: 'Only me',
    team: (name: string) => `Team ${name}`,
    workspace: 'Everybody',
    shareHint: 'Supervisors can share views.',
    uncounted: 'Views of resolved conversations or spam have no count.',
    hint: 'Without a condition on the status, the view shows open conversations.',
  },
};
