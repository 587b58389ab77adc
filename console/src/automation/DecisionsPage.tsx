import { useWords } from '../words/WordsProvider.tsx';
import { AutomationPage } from './AutomationPage.tsx';

export function DecisionsPage() {
  const words = useWords().automation;
  return (
    <AutomationPage title={words.nav.decisions} lead={words.leads.decisions}>
      {null}
    </AutomationPage>
  );
}
