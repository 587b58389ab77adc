import { type Static, Type } from 'typebox';

/** Sorts of settings whose change the desk is told of. */
export const ChangedSort = Type.Enum([
  'workspace',
  'members',
  'teams',
  'inboxes',
  'invitations',
  'api_keys',
  'roles',
  'webhooks',
  'retention',
]);
export type ChangedSort = Static<typeof ChangedSort>;
