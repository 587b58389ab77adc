import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

/** Roles and permissions. */
export const roles = {
  lead: 'What people and programs may do here. Nobody can hand out more than they have.',
  create: 'New role',
  createTitle: 'New role',
  edit: (name: string) => `Change ${name}`,
  name: 'Name',
  startFrom: 'Start from',
  nothing: 'Nothing',
  permission: 'Permission',
  allowed: 'Allowed',
  notAllowed: 'Not allowed',
  delete: (name: string) => `Delete ${name}`,
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText: 'This cannot be undone.',
  own: 'Roles of your own',
  ownEmpty:
    'The four built-in roles are often enough. Make your own for people who should only see their team’s conversations, only look on, or only export reports.',
  members: (n: number) => plural(n, { one: '# member', other: '# members' }),
  keys: (n: number) => plural(n, { one: '# key', other: '# keys' }),
  matrix: 'Who may do what',
  beyond: 'You do not have this permission yourself, so you cannot hand it out.',
  groups: { conversations: 'Conversations', contacts: 'Contacts', reports: 'Reports', settings: 'Settings' },
  permissions: {
    'conversations.all': 'See all conversations, not only one’s own and the teams’',
    'conversations.reply': 'Write messages and notes',
    'conversations.change': 'Assign, resolve, snooze, label',
    'contacts.read': 'Look up contacts',
    'contacts.change': 'Change contacts',
    'contacts.export': 'Export a contact’s data',
    'contacts.erase': 'Erase contacts',
    'reports.read': 'Reports and live board',
    'workspace.change': 'Workspace name and language',
    'members.change': 'Members and their roles',
    'owners.change': 'Owners',
    'invitations.change': 'Invitations',
    'teams.change': 'Teams',
    'roles.change': 'Roles',
    'apiKeys.change': 'API keys',
    'inboxes.change': 'Inboxes',
    'webhooks.change': 'Webhooks',
    'retention.change': 'Retention',
    'audit.read': 'Audit log',
  } as Record<string, string>,
};
