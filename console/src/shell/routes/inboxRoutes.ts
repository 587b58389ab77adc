import type { ConversationView } from '@causerie/protocol';
import { createRoute, redirect } from '@tanstack/react-router';
import { lazyRouteComponent } from '../lazyRouteComponent.tsx';
import { seqOf, textOf } from './searchParams.ts';
import { workspace } from './workspace.ts';

/** The views that everybody has; none can be forgotten. */
const views: Record<ConversationView, true> = {
  mine: true,
  unassigned: true,
  all: true,
  waiting: true,
  mentions: true,
  following: true,
  snoozed: true,
  resolved: true,
  spam: true,
};
/** One of them, or the id of a saved one. */
const isView = (view: string) =>
  Object.hasOwn(views, view) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(view);
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
