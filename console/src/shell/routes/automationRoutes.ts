import { createRoute, redirect } from '@tanstack/react-router';
import type { DecisionsSearch } from '../../automation/decisionsAsked.ts';
import { faqSorts } from '../../automation/sortFaqs.ts';
import type { FaqListSearch } from '../../automation/useFaqList.ts';
import { lazyRouteComponent } from '../lazyRouteComponent.tsx';
import { dayOf, orderOf, textOf } from './searchParams.ts';
import { workspace } from './workspace.ts';

const automation = createRoute({
  getParentRoute: () => workspace,
  path: '/automation',
  component: lazyRouteComponent(() => import('../../automation/AutomationLayout.tsx'), 'AutomationLayout'),
});
const automationPages = () => import('../../automation/pages.ts');
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
  validateSearch: (search): FaqListSearch => ({
    q: typeof search.q === 'number' ? String(search.q) : textOf(search.q),
    stage: textOf(search.stage),
    cost: textOf(search.cost),
    language: textOf(search.language),
    sort: faqSorts.find((known) => known === search.sort),
    order: orderOf(search.order),
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
    state: textOf(search.state),
    language: textOf(search.language),
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
    run: textOf(search.run),
    did: textOf(search.did),
    faq: textOf(search.faq),
    verdict: textOf(search.verdict),
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
  validateSearch: (search): DecisionsSearch => ({
    mode: textOf(search.mode),
    decision: textOf(search.decision),
    outcome: textOf(search.outcome),
    faq: textOf(search.faq),
    from: dayOf(search.from),
    to: dayOf(search.to),
  }),
  component: lazyRouteComponent(automationPages, 'DecisionsPage'),
});
const automationSettings = createRoute({
  getParentRoute: () => automation,
  path: '/settings',
  component: lazyRouteComponent(automationPages, 'AutomationSettingsPage'),
});

/** What is answered without a person. */
export const automationRoutes = automation.addChildren([
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
]);
