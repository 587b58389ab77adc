import { createRoute, redirect } from '@tanstack/react-router';
import { lazyRouteComponent } from '../lazyRouteComponent.tsx';
import { seqOf, textOf } from './searchParams.ts';
import { workspace } from './workspace.ts';

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
const isView = (view: string) =>
  views.includes(view) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(view);
const inbox = createRoute({
  getParentRoute: () => workspace,
  path: '/inbox/$view',
  params: {
    parse: ({ view }) => ({ view: isView(view) ? view : 'mine' }),
    stringify: ({ view }) => ({ view }),
  },
  validateSearch: (search): { team?: string; inbox?: string } => ({
    team: textOf(search.team),
    inbox: textOf(search.inbox),
  }),
  component: lazyRouteComponent(() => import('../../conversations/InboxScreen.tsx'), 'InboxScreen'),
});
const inboxStart = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: lazyRouteComponent(() => import('../../conversations/InboxScreen.tsx'), 'NothingChosen'),
});
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '/$conversationId',
  /** `seq`: the message to show. */
  validateSearch: (search): { seq?: number } => ({ seq: seqOf(search.seq) }),
  component: lazyRouteComponent(() => import('../../conversations/InboxScreen.tsx'), 'ConversationRoute'),
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

/** Conversations: their lists and threads. */
export const inboxRoutes = [workspaceHome, inbox.addChildren([inboxStart, conversation])] as const;
