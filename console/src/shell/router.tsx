/** Long because it is the map of every screen. */
import type { Me } from '@causerie/protocol';
import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { toAppError } from '../api/AppError.ts';
import { account } from '../api/account.ts';
import type { FaqFilter } from '../api/automation.ts';
import { keys } from '../api/keys.ts';
import { meQuery } from '../api/meQuery.ts';
import { onSignedOut, queryClient } from '../api/queryClient.ts';
import type { ContactListSearch } from '../contacts/useContactList.ts';
import { isFilter } from '../filters/isFilter.ts';
import { lazyRouteComponent } from './lazyRouteComponent.tsx';
import { NotFound } from './NotFound.tsx';
import { getPreferences } from './preferences.ts';
import { ShellSkeleton } from './ShellSkeleton.tsx';
import { SomethingBroke } from './SomethingBroke.tsx';

/** Who is signed in, or the way to where one can. */
async function needMe(here: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (thrown) {
    if (toAppError(thrown).status !== 401) throw thrown;
    const { needed } = await account.setUpState();
    if (needed) throw redirect({ to: '/set-up' });
    throw redirect({ to: '/sign-in', search: here === '/' ? {} : { next: here } });
  }
}

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
const seqOf = (value: unknown) => (Number.isInteger(value) ? Number(value) : undefined);

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    const me = await needMe('/');
    const last = getPreferences().workspaceId;
    const workspace = me.workspaces.find((w) => w.id === last) ?? me.workspaces[0];
    if (workspace) {
      throw redirect({
        to: '/w/$workspaceId/inbox/$view',
        params: { workspaceId: workspace.id, view: 'mine' },
        replace: true,
      });
    }
  },
  component: lazyRouteComponent(() => import('../account/NoWorkspacePage.tsx'), 'NoWorkspacePage'),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  beforeLoad: async () => {
    if (!(await account.setUpState()).needed) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('../account/SetUpPage.tsx'), 'SetUpPage'),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string; reset?: true } => ({
    // A path of ours only: never a way to lead somebody to another site after signing in.
    next: text(search.next)?.match(/^\/(?!\/|\\)[^\s]*$/)?.[0],
    reset: search.reset ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('../account/SignInPage.tsx'), 'SignInPage'),
});
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../account/ForgotPage.tsx'), 'ForgotPage'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: (search): { token?: string; error?: string } => ({
    token: text(search.token),
    error: text(search.error),
  }),
  component: lazyRouteComponent(() => import('../account/ResetPage.tsx'), 'ResetPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../account/InvitationPage.tsx'), 'InvitationPage'),
});

const workspace = createRoute({
  getParentRoute: () => root,
  path: '/w/$workspaceId',
  beforeLoad: async ({ params, location }) => {
    const me = await needMe(location.href);
    if (!me.workspaces.some((w) => w.id === params.workspaceId)) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./Shell.tsx'), 'Shell'),
  pendingComponent: ShellSkeleton,
  pendingMs: 80,
});

/** One of the views that everybody has, or the id of a saved one. */
const views: readonly string[] = [
  'mine',
  'unassigned',
  'all',
  'waiting',
  'mentions',
  'following',
  'snoozed',
  'resolved',
  'spam',
];
const isView = (text: string) =>
  views.includes(text) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
const inbox = createRoute({
  getParentRoute: () => workspace,
  path: '/inbox/$view',
  params: {
    parse: ({ view }) => ({ view: isView(view) ? view : 'mine' }),
    stringify: ({ view }) => ({ view }),
  },
  validateSearch: (search): { team?: string; inbox?: string } => ({
    team: text(search.team),
    inbox: text(search.inbox),
  }),
  component: lazyRouteComponent(() => import('../conversations/InboxScreen.tsx'), 'InboxScreen'),
});
const inboxStart = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: lazyRouteComponent(() => import('../conversations/InboxScreen.tsx'), 'NothingChosen'),
});
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '/$conversationId',
  /** `seq`: the message to show. */
  validateSearch: (search): { seq?: number } => ({ seq: seqOf(search.seq) }),
  component: lazyRouteComponent(() => import('../conversations/InboxScreen.tsx'), 'ConversationRoute'),
});
const workspaceHome = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({
      to: '/w/$workspaceId/inbox/$view',
      params: { workspaceId: params.workspaceId, view: 'mine' },
    });
  },
});

const reports = createRoute({
  getParentRoute: () => workspace,
  path: '/reports',
  component: lazyRouteComponent(() => import('../reports/ReportsPage.tsx'), 'ReportsPage'),
});
const board = createRoute({
  getParentRoute: () => workspace,
  path: '/board',
  component: lazyRouteComponent(() => import('../reports/BoardPage.tsx'), 'BoardPage'),
});
const search = createRoute({
  getParentRoute: () => workspace,
  path: '/search',
  validateSearch: (search): { q?: string; c?: string; seq?: number } => ({
    // Of digits only the router makes a number.
    q: typeof search.q === 'number' ? String(search.q) : text(search.q),
    c: text(search.c),
    seq: seqOf(search.seq),
  }),
  component: lazyRouteComponent(() => import('../search/SearchScreen.tsx'), 'SearchScreen'),
});
const contactSorts = ['last_seen', 'first_seen', 'name', 'email', 'company'] as const;
const contacts = createRoute({
  getParentRoute: () => workspace,
  path: '/contacts',
  validateSearch: (search): ContactListSearch => ({
    q: text(search.q),
    filter: isFilter(search.filter) ? search.filter : undefined,
    sort: contactSorts.find((known) => known === search.sort),
    order: search.order === 'asc' || search.order === 'desc' ? search.order : undefined,
  }),
  component: lazyRouteComponent(() => import('../contacts/ContactListScreen.tsx'), 'ContactListScreen'),
});
const contact = createRoute({
  getParentRoute: () => workspace,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(() => import('../contacts/ContactScreen.tsx'), 'ContactScreen'),
});

const automation = createRoute({
  getParentRoute: () => workspace,
  path: '/automation',
  component: lazyRouteComponent(() => import('../automation/AutomationLayout.tsx'), 'AutomationLayout'),
});
const automationPages = () => import('../automation/pages.ts');
const automationHome = createRoute({
  getParentRoute: () => automation,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/w/$workspaceId/automation/faqs', params, replace: true });
  },
});
const automationFaqs = createRoute({
  getParentRoute: () => automation,
  path: '/faqs',
  validateSearch: (search): FaqFilter => ({
    q: typeof search.q === 'number' ? String(search.q) : text(search.q),
    stage: text(search.stage),
    cost: text(search.cost),
    language: text(search.language),
  }),
  component: lazyRouteComponent(automationPages, 'FaqsPage'),
});
const automationFaq = createRoute({
  getParentRoute: () => automation,
  path: '/faqs/$faqId',
  component: lazyRouteComponent(automationPages, 'FaqPage'),
});
const automationTest = createRoute({
  getParentRoute: () => automation,
  path: '/test',
  component: lazyRouteComponent(automationPages, 'TestPage'),
});
const automationMatrix = createRoute({
  getParentRoute: () => automation,
  path: '/matrix',
  component: lazyRouteComponent(automationPages, 'MatrixPage'),
});
const automationOpportunities = createRoute({
  getParentRoute: () => automation,
  path: '/opportunities',
  validateSearch: (search): { state?: string; language?: string } => ({
    state: text(search.state),
    language: text(search.language),
  }),
  component: lazyRouteComponent(automationPages, 'OpportunitiesPage'),
});
const automationOpportunity = createRoute({
  getParentRoute: () => automation,
  path: '/opportunities/$opportunityId',
  component: lazyRouteComponent(automationPages, 'OpportunityPage'),
});
const automationRehearsal = createRoute({
  getParentRoute: () => automation,
  path: '/rehearsal',
  validateSearch: (search): { run?: string; faq?: string; verdict?: string; did?: string } => ({
    run: text(search.run),
    did: text(search.did),
    faq: text(search.faq),
    verdict: text(search.verdict),
  }),
  component: lazyRouteComponent(automationPages, 'RehearsalPage'),
});
const automationReports = createRoute({
  getParentRoute: () => automation,
  path: '/reports',
  component: lazyRouteComponent(automationPages, 'AutomationReportsPage'),
});
const automationDecisions = createRoute({
  getParentRoute: () => automation,
  path: '/decisions',
  validateSearch: (search): { faq?: string } => ({ faq: text(search.faq) }),
  component: lazyRouteComponent(automationPages, 'DecisionsPage'),
});
const automationSettings = createRoute({
  getParentRoute: () => automation,
  path: '/settings',
  component: lazyRouteComponent(automationPages, 'AutomationSettingsPage'),
});

const settings = createRoute({
  getParentRoute: () => workspace,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/SettingsLayout.tsx'), 'SettingsLayout'),
});
const settingsPages = () => import('../settings/pages.ts');
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

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    setUp,
    signIn,
    forgot,
    reset,
    invitation,
    workspace.addChildren([
      workspaceHome,
      inbox.addChildren([inboxStart, conversation]),
      reports,
      board,
      search,
      contacts,
      contact,
      automation.addChildren([
        automationHome,
        automationFaqs,
        automationFaq,
        automationTest,
        automationMatrix,
        automationOpportunities,
        automationOpportunity,
        automationRehearsal,
        automationReports,
        automationDecisions,
        automationSettings,
      ]),
      settings.addChildren([
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
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: SomethingBroke,
  defaultPendingMinMs: 0,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

onSignedOut(() => {
  if (!router.state.location.pathname.startsWith('/w/')) return;
  queryClient.removeQueries({ queryKey: keys.me });
  void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } });
});
