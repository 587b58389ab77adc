import { apiKeyRoutes } from './apiKeys.ts';
import type { App } from './app.ts';
import { auditRoutes } from './audit.ts';
import { authRoutes } from './auth.ts';
import { bulkRunRoutes } from './bulkRuns.ts';
import { contactBulkRoutes } from './contactBulk.ts';
import { contactExportRoutes } from './contactExports.ts';
import { contactMergeRoutes } from './contactMerges.ts';
import { contactRoutes } from './contacts.ts';
import { conversationRoutes } from './conversations.ts';
import { deskworkRoutes } from './deskwork.ts';
import type { Doors } from './doors.ts';
import { embeddingRoutes } from './embeddings.ts';
import { eventRoutes } from './events.ts';
import { faqDecisionRoutes } from './faqDecisions.ts';
import { faqRoutes } from './faqs.ts';
import { faqWorkRoutes } from './faqWork.ts';
import { fieldRoutes } from './fields.ts';
import { fileRoutes } from './files.ts';
import { importRoutes } from './imports.ts';
import { inboxRoutes } from './inboxes.ts';
import { invitationRoutes } from './invitations.ts';
import { labelRoutes } from './labels.ts';
import { macroRoutes } from './macros.ts';
import { meRoutes } from './me.ts';
import { memberRoutes } from './members.ts';
import { notificationRoutes } from './notifications.ts';
import { opportunityRoutes } from './opportunities.ts';
import { pageRoutes } from './pages.ts';
import { privacyRoutes } from './privacy.ts';
import { queueRoutes } from './queue.ts';
import { rehearsalRoutes } from './rehearsals.ts';
import { reportRoutes } from './reports.ts';
import { roleRoutes } from './roles.ts';
import { searchRoutes } from './search.ts';
import { setUpRoutes } from './setup.ts';
import { slaPolicyRoutes } from './slaPolicies.ts';
import { snippetRoutes } from './snippets.ts';
import { teamRoutes } from './teams.ts';
import { transcriptRoutes } from './transcripts.ts';
import { viewRoutes } from './views.ts';
import { webhookRoutes } from './webhooks.ts';
import { widgetRoutes } from './widget.ts';
import { workspaceRoutes } from './workspaces.ts';

/** Every group of routes, in the order of the API's description. Pages come last: they answer what nothing else does. */
export const routes: ((app: App, doors: Doors) => void | Promise<void>)[] = [
  setUpRoutes,
  authRoutes,
  meRoutes,
  workspaceRoutes,
  memberRoutes,
  invitationRoutes,
  teamRoutes,
  roleRoutes,
  apiKeyRoutes,
  inboxRoutes,
  conversationRoutes,
  transcriptRoutes,
  queueRoutes,
  slaPolicyRoutes,
  deskworkRoutes,
  bulkRunRoutes,
  viewRoutes,
  labelRoutes,
  notificationRoutes,
  contactRoutes,
  eventRoutes,
  webhookRoutes,
  auditRoutes,
  privacyRoutes,
  reportRoutes,
  searchRoutes,
  snippetRoutes,
  faqRoutes,
  faqWorkRoutes,
  embeddingRoutes,
  faqDecisionRoutes,
  opportunityRoutes,
  rehearsalRoutes,
  macroRoutes,
  contactMergeRoutes,
  contactBulkRoutes,
  contactExportRoutes,
  fieldRoutes,
  importRoutes,
  fileRoutes,
  widgetRoutes,
  pageRoutes,
];
