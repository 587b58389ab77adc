import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

/** How true the waits were that the visitors of this inbox were told; nothing where none was told. */
export function QueueHonesty() {
  const words = useWords().routing.inbox.honesty;
  const { locale } = useFormats();
  const { api, workspaceId } = useDesk();
  const { inboxId } = useParams({ strict: false });
  const { data } = useQuery({
    queryKey: keys.queueReport(workspaceId),
    queryFn: () => api.queueReport(),
    staleTime: 60_000,
  });
  const found = data?.items.find((item) => item.inboxId === inboxId);
  if (!found || found.promised === 0 || found.kept === null || found.medianError === null) return null;
  const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(found.kept);
  const minutes = Math.max(1, Math.round(found.medianError / 60));
  return (
    <p className="text-xs text-faint">
      {words.told(data?.days ?? 7, found.promised)} {words.kept(share)} {words.off(minutes)}
    </p>
  );
}
