import { createRouter } from '@tanstack/react-router';
import { keys } from '../api/keys.ts';
import { onSignedOut, queryClient } from '../api/queryClient.ts';
import { accountRoutes } from './routes/accountRoutes.ts';
import { automationRoutes } from './routes/automationRoutes.ts';
import { deskRoutes } from './routes/deskRoutes.ts';
import { inboxRoutes } from './routes/inboxRoutes.ts';
import { root } from './routes/root.ts';
import { settingsRoutes } from './routes/settingsRoutes.ts';
import { workspace } from './routes/workspace.ts';
import { SomethingBroke } from './SomethingBroke.tsx';

/** The map of every screen; each section keeps its own part in `routes/`. */
export const router = createRouter({
  routeTree: root.addChildren([
    ...accountRoutes,
    workspace.addChildren([...inboxRoutes, ...deskRoutes, automationRoutes, settingsRoutes]),
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
