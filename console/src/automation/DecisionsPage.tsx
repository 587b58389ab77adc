import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download, ScrollText } from 'lucide-react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { useCan } from '../settings/useCan.ts';
import { Blank } from '../ui/Blank.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { DecisionFilters } from './DecisionFilters.tsx';
import { DecisionLine } from './DecisionLine.tsx';
import { decisionsAsked } from './decisionsAsked.ts';
import { ReportsGuard } from './ReportsGuard.tsx';
import { useMatrix } from './useFaqs.ts';

const route = getRouteApi('/w/$workspaceId/automation/decisions');

/** What was decided for each message, newest first; with the say of those who know better. The address holds what is asked. */
export function DecisionsPage() {
  const words = useWords().automation;
  const can = useCan('reports.read');
  return (
    <ReportsGuard title={words.nav.decisions} lead={words.leads.decisions} action={can && <Export />}>
      {can && <Log />}
    </ReportsGuard>
  );
}

/** What is listed, as a file. */
function Export() {
  const words = useWords().automationReports.log;
  const { automation } = useDesk();
  return (
    <a href={automation.decisionsCsv(decisionsAsked(route.useSearch()))} download className={buttonClass()}>
      <Download className="size-4" aria-hidden="true" />
      {words.export}
    </a>
  );
}

function Log() {
  const words = useWords();
  const { log } = words.automationReports;
  const { automation, workspaceId } = useDesk();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter = decisionsAsked(search);
  const isFiltered = Object.values(search).some(Boolean);
  const query = useInfiniteQuery({
    queryKey: keys.faqDecisions(workspaceId, filter),
    queryFn: ({ pageParam }) => automation.decisions({ ...filter, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const titles = new Map(useMatrix().data?.items.map((item) => [item.faqId, item.title]));
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <DecisionFilters
        filter={search}
        titles={titles}
        onFilter={(next) => void navigate({ search: next, replace: true })}
      />
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
            <Blank sign={<ScrollText />} title={isFiltered ? log.noMatch : log.empty}>
              {isFiltered && (
                <Button size="sm" onClick={() => void navigate({ search: {}, replace: true })}>
                  {words.automation.list.clear}
                </Button>
              )}
            </Blank>
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
