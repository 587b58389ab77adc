import type { FaqTestResult } from '@causerie/protocol';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useDebounced } from '../shell/useDebounced.ts';
import { useModels } from './useFaqs.ts';

/** While somebody types nothing is asked. */
const TYPED_MS = 250;

/**
 * What would be done with the message. Asked anew with each new model and after each change of an FAQ; what is on its way for an
 * older text is dropped, and the last answer stands until the next one is there.
 */
export function useFaqTest(text: string) {
  const { automation, workspaceId } = useDesk();
  const asked = useDebounced(text.trim(), TYPED_MS);
  const model = useModels().data?.find((each) => each.current)?.version;
  const query = useQuery<FaqTestResult>({
    queryKey: keys.faqTest(workspaceId, model, asked),
    queryFn: ({ signal }) => automation.test(asked, signal),
    enabled: asked !== '' && text.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 60_000,
  });
  const isOld = query.isPlaceholderData || asked !== text.trim();
  /** Without a network it is asked once there is one. */
  const isWaiting = query.fetchStatus === 'paused';
  return { ...query, asked, isOld, isWaiting, data: text.trim() === '' ? undefined : query.data };
}
