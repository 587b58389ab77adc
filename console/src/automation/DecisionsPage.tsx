import type { FaqDecisionsQuery } from '@causerie/protocol';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { useCan } from '../settings/useCan.ts';
import { Blank } from '../ui/Blank.tsx';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { DecisionFilters } from './DecisionFilters.tsx';
import { DecisionLine } from './DecisionLine.tsx';
import { ReportsGuard } from './ReportsGuard.tsx';
import { useMatrix } from './useFaqs.ts';

const route = getRouteApi('/w/$workspaceId/automation/decisions');

/** What was decided for each message, newest first; with the say of those who know better. */
export function DecisionsPage() {
  const words = useWords().automation;
  const can = useCan('reports.read');
  return (
    <ReportsGuard title={words.nav.decisions} lead={words.leads.decisions}>
      {can && <Log />}
    </ReportsGuard>
  );
}

function Log() {
  const words = useWords();
  const { log } = words.automationReports;
  const { automation, workspaceId } = useDesk();
  const { faq } = route.useSearch();
  const navigate = route.useNavigate();
  const [rest, setRest] = useState<FaqDecisionsQuery>({});
  const filter: FaqDecisionsQuery = { ...rest, ...(faq && { faqId: faq }) };
  const query = useInfiniteQuery({
    queryKey: keys.faqDecisions(workspaceId, filter),
    queryFn: ({ pageParam }) => automation.decisions({ ...filter, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const titles = new Map(useMatrix().data?.items.map((item) => [item.faqId, item.title]));
  const items = query.data?.pages.flatMap((page) => page.items);
  const setFilter = ({ faqId, ...next }: FaqDecisionsQuery) => {
    setRest(next);
    if (faqId !== faq) void navigate({ search: { faq: faqId }, replace: true });
  };
  return (
    <>
      <DecisionFilters filter={filter} titles={titles} onFilter={setFilter} />
      <section
        aria-label={words.automation.nav.decisions}
        aria-busy={query.isPlaceholderData || undefined}
        className="rounded-xl border border-line bg-raised shadow-soft"
      >
        {!items ? (
          <div className="px-5 py-4">
            <ListState error={query.error} onRetry={() => void query.refetch()} />
          </div>
        ) : items.length > 0 ? (
          <ul className="divide-y divide-line">
            {items.map((decision) => (
              <DecisionLine
                key={`${decision.conversationId}/${decision.seq}`}
                decision={decision}
                titles={titles}
                onChanged={() => void query.refetch()}
              />
            ))}
          </ul>
        ) : (
          <div className="flex justify-center">
            <Blank
              sign={<ScrollText />}
              title={Object.values(filter).some(Boolean) ? log.noMatch : log.empty}
            />
          </div>
        )}
      </section>
      {query.hasNextPage && (
        <Button
          className="self-center"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {words.automation.more}
        </Button>
      )}
    </>
  );
}
