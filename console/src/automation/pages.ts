/** The pages of the section, loaded together: one walks through them, and each is small. */

export { OpportunitiesPage } from '../opportunities/OpportunitiesPage.tsx';
export { OpportunityPage } from '../opportunities/OpportunityPage.tsx';
export { RehearsalPage } from '../rehearsals/RehearsalPage.tsx';
export { AutomationReportsPage } from './AutomationReportsPage.tsx';
export { AutomationSettingsPage } from './AutomationSettingsPage.tsx';
export { DecisionsPage } from './DecisionsPage.tsx';
export { FaqPage } from './FaqPage.tsx';
export { FaqsPage } from './FaqsPage.tsx';
export { MatrixPage } from './MatrixPage.tsx';
export { TestPage } from './TestPage.tsx';
