import { createRoute, redirect } from '@tanstack/react-router';
import { lazyRouteComponent } from '../lazyRouteComponent.tsx';
import { ShellSkeleton } from '../ShellSkeleton.tsx';
import { needMe } from './needMe.ts';
import { root } from './root.ts';

/** What is shown of one workspace, to its members. */
export const workspace = createRoute({
  getParentRoute: () => root,
  path: '/w/$workspaceId',
  beforeLoad: async ({ params, location }) => {
    const me = await needMe(location.href);
    if (!me.workspaces.some((w) => w.id === params.workspaceId)) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('../Shell.tsx'), 'Shell'),
  pendingComponent: ShellSkeleton,
  pendingMs: 80,
});
