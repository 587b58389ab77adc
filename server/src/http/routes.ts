import { apiKeyRoutes } from './apiKeys.ts';
import type { App } from './app.ts';
import { authRoutes } from './auth.ts';
import { contactMergeRoutes } from './contactMerges.ts';
import { contactRoutes } from './contacts.ts';
import { conversationRoutes } from './conversations.ts';
import { deskworkRoutes } from './deskwork.ts';
import type { Doors } from './doors.ts';
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
import { pageRoutes } from './pages.ts';
import { searchRoutes } from './search.ts';
import { setUpRoutes } from './setup.ts';
import { snippetRoutes } from './snippets.ts';
import { teamRoutes } from './teams.ts';
import { transcriptRoutes } from './transcripts.ts';
import { viewRoutes } from './views.ts';
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
  apiKeyRoutes,
  inboxRoutes,
  conversationRoutes,
  transcriptRoutes,
  deskworkRoutes,
  viewRoutes,
  labelRoutes,
  notificationRoutes,
  contactRoutes,
  searchRoutes,
  snippetRoutes,
  macroRoutes,
  contactMergeRoutes,
  fieldRoutes,
  importRoutes,
  fileRoutes,
  widgetRoutes,
  pageRoutes,
];
