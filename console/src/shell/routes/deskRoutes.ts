import { createRoute } from '@tanstack/react-router';
import type { ContactListSearch } from '../../contacts/useContactList.ts';
import { isFilter } from '../../filters/isFilter.ts';
import { lazyRouteComponent } from '../lazyRouteComponent.tsx';
import { orderOf, seqOf, textOf } from './searchParams.ts';
import { workspace } from './workspace.ts';

const reports = createRoute({
  getParentRoute: () => workspace,
  path: '/reports',
  component: lazyRouteComponent(() => import('../../reports/ReportsPage.tsx'), 'ReportsPage'),
});
const board = createRoute({
  getParentRoute: () => workspace,
  path: '/board',
  component: lazyRouteComponent(() => import('../../reports/BoardPage.tsx'), 'BoardPage'),
});
const search = createRoute({
  getParentRoute: () => workspace,
  path: '/search',
  validateSearch: (search): { q?: string; c?: string; seq?: number } => ({
    // Of digits only the router makes a number.
    q: typeof search.q === 'number' ? String(search.q) : textOf(search.q),
    c: textOf(search.c),
    seq: seqOf(search.seq),
  }),
  component: lazyRouteComponent(() => import('../../search/SearchScreen.tsx'), 'SearchScreen'),
});
const contactSorts = ['last_seen', 'first_seen', 'name', 'email', 'company'] as const;
const contacts = createRoute({
  getParentRoute: () => workspace,
  path: '/contacts',
  validateSearch: (search): ContactListSearch => ({
    q: textOf(search.q),
    filter: isFilter(search.filter) ? search.filter : undefined,
    sort: contactSorts.find((known) => known === search.sort),
    order: orderOf(search.order),
  }),
  component: lazyRouteComponent(() => import('../../contacts/ContactListScreen.tsx'), 'ContactListScreen'),
});
const contact = createRoute({
  getParentRoute: () => workspace,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(() => import('../../contacts/ContactScreen.tsx'), 'ContactScreen'),
});

/** What stands beside the conversations: people, search, figures. */
export const deskRoutes = [reports, board, search, contacts, contact] as const;
