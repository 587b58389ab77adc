import { useWords } from '../words/WordsProvider.tsx';
import { AutomationPage } from './AutomationPage.tsx';

export function AutomationSettingsPage() {
  const words = useWords().automation;
  return (
    <AutomationPage title={words.nav.settings} lead={words.leads.settings}>
      {null}
    </AutomationPage>
  );
}
