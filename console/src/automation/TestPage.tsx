import { useWords } from '../words/WordsProvider.tsx';
import { AutomationPage } from './AutomationPage.tsx';

export function TestPage() {
  const words = useWords().automation;
  return (
    <AutomationPage title={words.nav.test} lead={words.leads.test}>
      {null}
    </AutomationPage>
  );
}
