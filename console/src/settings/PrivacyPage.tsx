import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { ListState } from './ListState.tsx';
import { RemovalsSheet } from './RemovalsSheet.tsx';
import { RetentionSheet } from './RetentionSheet.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { useCan } from './useCan.ts';

/** How long things are kept, and the proofs of what went. */
export function PrivacyPage() {
  const words = useWords();
  const { admin, workspaceId } = useDesk();
  const can = useCan('retention.change');
  const rules = useQuery({ queryKey: keys.retention(workspaceId), queryFn: admin.retention, enabled: can });
  return (
    <SettingsPage title={words.settings.nav.privacy} lead={words.privacy.lead} guarded="retention.change">
      {can &&
        (rules.data ? (
          <RetentionSheet key={JSON.stringify(rules.data)} rules={rules.data} />
        ) : (
          <Sheet>
            <ListState error={rules.error} onRetry={() => void rules.refetch()} />
          </Sheet>
        ))}
      {can && <RemovalsSheet />}
    </SettingsPage>
  );
}
