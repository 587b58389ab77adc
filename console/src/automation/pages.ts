/** The pages of the section, loaded together: one walks through them, and each is small. */

export { AutomationReportsPage } from './AutomationReportsPage.tsx';
export { AutomationSettingsPage } from './AutomationSettingsPage.tsx';
export { DecisionsPage } from './DecisionsPage.tsx';
export { FaqPage } from './FaqPage.tsx';
export { FaqsPage } from './FaqsPage.tsx';
export { MatrixPage } from './MatrixPage.tsx';
export { TestPage } from './TestPage.tsx';
