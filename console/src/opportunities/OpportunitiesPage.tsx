import type { OpportunityList } from '@causerie/protocol';
import { getRouteApi } from '@tanstack/react-router';
import { FileDown, Sparkles } from 'lucide-react';
import { Fragment, useState } from 'react';
import { ReportsGuard } from '../automation/ReportsGuard.tsx';
import { isUnderWay } from '../automation/RunLine.tsx';
import { StepsEmpty } from '../automation/StepsEmpty.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { useCan } from '../settings/useCan.ts';
import { Blank } from '../ui/Blank.tsx';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { filterOpportunities, OpportunityFilters } from './OpportunityFilters.tsx';
import { OpportunityLine } from './OpportunityLine.tsx';
import { OpportunityPicture } from './OpportunityPicture.tsx';
import { SearchLine } from './SearchLine.tsx';
import { StartSearchDialog } from './StartSearchDialog.tsx';
import { startsUnlike } from './startsUnlike.ts';
import { useOpportunityList, useSearches } from './useOpportunities.ts';

const route = getRouteApi('/w/$workspaceId/automation/opportunities');
/** So many rows at first; who wants the rest asks for it. */
const FIRST_ROWS = 50;

/** What customers ask again and again, what saves most first. */
export function OpportunitiesPage() {
  const { automation, opportunities: words } = useWords();
  const can = useCan('faqs.change');
  const [starting, setStarting] = useState(false);
  const searches = useSearches();
  const list = useOpportunityList();
  const newest = searches.data?.[0];
  const start = can ? () => setStarting(true) : undefined;
  return (
    <ReportsGuard
      wide
      title={automation.nav.opportunities}
      lead={automation.leads.opportunities}
      action={
        newest && (
          <div className="flex gap-2">
            {list.data?.run && <ExportMenu />}
            {start && (
              <Button look="primary" disabled={isUnderWay(newest)} onClick={start}>
                <Sparkles className="size-4" aria-hidden="true" />
                {words.again}
              </Button>
            )}
          </div>
        )
      }
    >
      {searches.data && list.data ? (
        <>
          {newest && <SearchLine newest={newest} shown={list.data.run} />}
          {list.data.run ? (
            <Found list={list.data} />
          ) : (
            !isUnderWay(newest) && <Empty onStart={start} isFirst={!newest} />
          )}
        </>
      ) : (
        <ListState
          error={searches.error ?? list.error}
          onRetry={() => void Promise.all([searches.refetch(), list.refetch()])}
        />
      )}
      {starting && <StartSearchDialog onClose={() => setStarting(false)} />}
    </ReportsGuard>
  );
}

function Empty({ onStart, isFirst }: { onStart: (() => void) | undefined; isFirst: boolean }) {
  const { automation, opportunities: words } = useWords();
  return (
    <StepsEmpty
      sign={<Sparkles aria-hidden="true" />}
      title={words.empty.title}
      steps={words.empty.steps}
      note={words.empty.note}
    >
      {onStart && isFirst && (
        <Button look="primary" size="lg" onClick={onStart}>
          {words.search}
        </Button>
      )}
      {!onStart && <p className="text-sm text-soft">{automation.onlySupervisors}</p>}
    </StepsEmpty>
  );
}

function Found({ list: { items } }: { list: OpportunityList }) {
  const { automation, opportunities: words } = useWords();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const [rows, setRows] = useState(FIRST_ROWS);
  if (items.length === 0)
    return (
      <div className="flex justify-center rounded-xl border border-line bg-raised shadow-soft">
        <Blank sign={<Sparkles />} title={words.empty.nothing} text={words.empty.nothingText} />
      </div>
    );
  const shown = filterOpportunities(items, filter);
  return (
    <>
      <OpportunityPicture items={shown} />
      <OpportunityFilters
        items={items}
        filter={filter}
        onFilter={(next) => void navigate({ search: next, replace: true })}
      />
      <section
        aria-label={automation.nav.opportunities}
        className="rounded-xl border border-line bg-raised shadow-soft"
      >
        {shown.length > 0 ? (
          <ol className="divide-y divide-line">
            {shown.slice(0, rows).map((opportunity, i) => (
              <Fragment key={opportunity.id}>
                {startsUnlike(shown, i) && (
                  <li className="bg-paper px-5 py-2 text-xs text-soft max-md:px-4">{words.unlike}</li>
                )}
                <OpportunityLine opportunity={opportunity} />
              </Fragment>
            ))}
          </ol>
        ) : (
          <div className="flex flex-col items-center gap-3 px-5 py-10 text-sm text-faint">
            <p>{words.filter.none}</p>
            <Button size="sm" onClick={() => void navigate({ search: {}, replace: true })}>
              {words.filter.clear}
            </Button>
          </div>
        )}
      </section>
      {shown.length > rows && (
        <Button className="self-center" onClick={() => setRows((now) => now + FIRST_ROWS)}>
          {automation.more}
        </Button>
      )}
    </>
  );
}

function ExportMenu() {
  const words = useWords().opportunities;
  const { finding } = useDesk();
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <FileDown className="size-4" aria-hidden="true" />
          {words.export}
        </Button>
      }
    >
      {/* A download does not leave the page. */}
      <MenuItem sign={<FileDown />} onSelect={() => location.assign(finding.opportunitiesUrl('csv'))}>
        {words.csv}
      </MenuItem>
      <MenuItem sign={<FileDown />} onSelect={() => location.assign(finding.opportunitiesUrl('jsonl'))}>
        {words.jsonl}
      </MenuItem>
    </Menu>
  );
}
