import { useWords } from '../words/WordsProvider.tsx';
import { AutomationPage } from './AutomationPage.tsx';

export function MatrixPage() {
  const words = useWords().automation;
  return (
    <AutomationPage title={words.nav.matrix} lead={words.leads.matrix}>
      {null}
    </AutomationPage>
  );
}
