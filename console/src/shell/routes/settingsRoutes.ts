import { createRoute } from '@tanstack/react-router';
import { lazyRouteComponent } from '../lazyRouteComponent.tsx';
import { workspace } from './workspace.ts';

const settings = createRoute({
  getParentRoute: () => workspace,
  path: '/settings',
  component: lazyRouteComponent(() => import('../../settings/SettingsLayout.tsx'), 'SettingsLayout'),
});
const settingsPages = () => import('../../settings/pages.ts');
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(settingsPages, 'SettingsHome'),
});
const settingsInboxes = createRoute({
  getParentRoute: () => settings,
  path: '/inboxes',
  component: lazyRouteComponent(settingsPages, 'InboxesPage'),
});
const settingsInbox = createRoute({
  getParentRoute: () => settings,
  path: '/inboxes/$inboxId',
  component: lazyRouteComponent(settingsPages, 'InboxSettingsPage'),
});
const settingsMembers = createRoute({
  getParentRoute: () => settings,
  path: '/members',
  component: lazyRouteComponent(settingsPages, 'MembersPage'),
});
const settingsTeams = createRoute({
  getParentRoute: () => settings,
  path: '/teams',
  component: lazyRouteComponent(settingsPages, 'TeamsPage'),
});
const settingsRoles = createRoute({
  getParentRoute: () => settings,
  path: '/roles',
  component: lazyRouteComponent(settingsPages, 'RolesPage'),
});
const settingsSnippets = createRoute({
  getParentRoute: () => settings,
  path: '/snippets',
  component: lazyRouteComponent(settingsPages, 'SnippetsPage'),
});
const settingsMacros = createRoute({
  getParentRoute: () => settings,
  path: '/macros',
  component: lazyRouteComponent(settingsPages, 'MacrosPage'),
});
const settingsFields = createRoute({
  getParentRoute: () => settings,
  path: '/fields',
  component: lazyRouteComponent(settingsPages, 'FieldsPage'),
});
const settingsImports = createRoute({
  getParentRoute: () => settings,
  path: '/imports',
  component: lazyRouteComponent(settingsPages, 'ImportsPage'),
});
const settingsSla = createRoute({
  getParentRoute: () => settings,
  path: '/sla',
  component: lazyRouteComponent(settingsPages, 'SlaPage'),
});
const settingsLabels = createRoute({
  getParentRoute: () => settings,
  path: '/labels',
  component: lazyRouteComponent(settingsPages, 'LabelsPage'),
});
const settingsKeys = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys',
  component: lazyRouteComponent(settingsPages, 'ApiKeysPage'),
});
const settingsWebhooks = createRoute({
  getParentRoute: () => settings,
  path: '/webhooks',
  component: lazyRouteComponent(settingsPages, 'WebhooksPage'),
});
const settingsWebhook = createRoute({
  getParentRoute: () => settings,
  path: '/webhooks/$webhookId',
  component: lazyRouteComponent(settingsPages, 'WebhookPage'),
});
const settingsAudit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  component: lazyRouteComponent(settingsPages, 'AuditPage'),
});
const settingsPrivacy = createRoute({
  getParentRoute: () => settings,
  path: '/privacy',
  component: lazyRouteComponent(settingsPages, 'PrivacyPage'),
});
const settingsWorkspace = createRoute({
  getParentRoute: () => settings,
  path: '/workspace',
  component: lazyRouteComponent(settingsPages, 'WorkspacePage'),
});
const settingsAccount = createRoute({
  getParentRoute: () => settings,
  path: '/account',
  component: lazyRouteComponent(settingsPages, 'AccountPage'),
});

/** What is set once and looked at now and then. */
export const settingsRoutes = settings.addChildren([
  settingsHome,
  settingsInboxes,
  settingsInbox,
  settingsMembers,
  settingsTeams,
  settingsRoles,
  settingsSnippets,
  settingsMacros,
  settingsFields,
  settingsImports,
  settingsSla,
  settingsLabels,
  settingsKeys,
  settingsWebhooks,
  settingsWebhook,
  settingsAudit,
  settingsPrivacy,
  settingsWorkspace,
  settingsAccount,
]);
