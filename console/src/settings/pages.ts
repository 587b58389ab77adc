/** The pages of the settings, loaded together: one walks through them, and each is small. */

export { MacrosPage } from '../macros/MacrosPage.tsx';
export { SnippetsPage } from '../snippets/SnippetsPage.tsx';
export { AccountPage } from './AccountPage.tsx';
export { ApiKeysPage } from './ApiKeysPage.tsx';
export { AuditPage } from './AuditPage.tsx';
export { FieldsPage } from './FieldsPage.tsx';
export { ImportsPage } from './ImportsPage.tsx';
export { InboxesPage } from './InboxesPage.tsx';
export { InboxSettingsPage } from './InboxSettingsPage.tsx';
export { LabelsPage } from './LabelsPage.tsx';
export { MembersPage } from './MembersPage.tsx';
export { PrivacyPage } from './PrivacyPage.tsx';
export { RolesPage } from './RolesPage.tsx';
export { SettingsHome } from './SettingsHome.tsx';
export { SlaPage } from './SlaPage.tsx';
export { TeamsPage } from './TeamsPage.tsx';
export { WebhookPage } from './WebhookPage.tsx';
export { WebhooksPage } from './WebhooksPage.tsx';
export { WorkspacePage } from './WorkspacePage.tsx';
