import { useWords } from '../words/WordsProvider.tsx';
import { AutomationPage } from './AutomationPage.tsx';

export function AutomationReportsPage() {
  const words = useWords().automation;
  return (
    <AutomationPage title={words.nav.reports} lead={words.leads.reports}>
      {null}
    </AutomationPage>
  );
}
