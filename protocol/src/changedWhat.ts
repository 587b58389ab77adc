import { Type } from 'typebox';

/** Sorts of settings, by which clients are told that what they know of one is stale. */
export const ChangedWhat = Type.Enum([
  'workspace',
  'members',
  'teams',
  'inboxes',
  'invitations',
  'api_keys',
  'snippets',
  'macros',
  'roles',
  'webhooks',
  'retention',
  'fields',
  'imports',
  'sla_policies',
  'views',
  'labels',
  'faqs',
  'faq_settings',
  'faq_decisions',
  'language_models',
  'opportunities',
  'rehearsals',
]);
