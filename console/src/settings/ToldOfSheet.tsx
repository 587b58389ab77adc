import type { NotificationSettings } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { SwitchField } from '../ui/Switch.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { Sheet } from './SettingsPage.tsx';

const kinds = ['mentions', 'assignments', 'replies', 'email'] as const;

/** What one is told of in this workspace, on every device. */
export function ToldOfSheet() {
  const words = useWords().desk.notifications;
  const desk = useDesk();
  const report = useReport();
  const queryClient = useQueryClient();
  const queryKey = keys.notificationSettings(desk.workspaceId);
  const { data } = useQuery({ queryKey, queryFn: desk.api.notificationSettings });
  const set = async (patch: Partial<NotificationSettings>) => {
    const before = data;
    queryClient.setQueryData(queryKey, { ...before, ...patch });
    try {
      queryClient.setQueryData(queryKey, await desk.api.patchNotificationSettings(patch));
    } catch (thrown) {
      queryClient.setQueryData(queryKey, before);
      report(thrown);
    }
  };
  return (
    <Sheet title={words.settings}>
      <div>
        {kinds.map((kind) => (
          <SwitchField
            key={kind}
            label={words[kind]}
            hint={kind === 'mentions' ? words.mentionsHint : kind === 'email' ? words.emailHint : undefined}
            checked={data?.[kind] ?? true}
            disabled={!data}
            onChange={(wanted) => void set({ [kind]: wanted })}
          />
        ))}
      </div>
    </Sheet>
  );
}
