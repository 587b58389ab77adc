import { createRoute, redirect } from '@tanstack/react-router';
import { account } from '../../api/account.ts';
import { lazyRouteComponent } from '../lazyRouteComponent.tsx';
import { getPreferences } from '../preferences.ts';
import { needMe } from './needMe.ts';
import { root } from './root.ts';
import { textOf } from './searchParams.ts';

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
  component: lazyRouteComponent(() => import('../../account/NoWorkspacePage.tsx'), 'NoWorkspacePage'),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  beforeLoad: async () => {
    if (!(await account.setUpState()).needed) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('../../account/SetUpPage.tsx'), 'SetUpPage'),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string; reset?: true } => ({
    // A path of ours only: never a way to lead somebody to another site after signing in.
    next: textOf(search.next)?.match(/^\/(?!\/|\\)[^\s]*$/)?.[0],
    reset: search.reset ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('../../account/SignInPage.tsx'), 'SignInPage'),
});
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../../account/ForgotPage.tsx'), 'ForgotPage'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: (search): { token?: string; error?: string } => ({
    token: textOf(search.token),
    error: textOf(search.error),
  }),
  component: lazyRouteComponent(() => import('../../account/ResetPage.tsx'), 'ResetPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../../account/InvitationPage.tsx'), 'InvitationPage'),
});

/** Before a workspace is entered: setting up, signing in, being invited. */
export const accountRoutes = [home, setUp, signIn, forgot, reset, invitation] as const;
