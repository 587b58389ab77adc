import { useWords } from '../words/WordsProvider.tsx';
import { AutomationPage } from './AutomationPage.tsx';

export function FaqPage() {
  const words = useWords().automation;
  return (
    <AutomationPage title={words.nav.faqs} lead={words.leads.faqs}>
      {null}
    </AutomationPage>
  );
}
