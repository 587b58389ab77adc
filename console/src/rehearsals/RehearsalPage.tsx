import { getRouteApi, Link } from '@tanstack/react-router';
import { Theater } from 'lucide-react';
import { useState } from 'react';
import { ReportsGuard } from '../automation/ReportsGuard.tsx';
import { isUnderWay } from '../automation/RunLine.tsx';
import { StepsEmpty } from '../automation/StepsEmpty.tsx';
import { useAllFaqs } from '../automation/useFaqs.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { useCan } from '../settings/useCan.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { RehearsalLine } from './RehearsalLine.tsx';
import { Report } from './Report.tsx';
import { StartRehearsalDialog } from './StartRehearsalDialog.tsx';
import { useRehearsals } from './useRehearsals.ts';

const route = getRouteApi('/w/$workspaceId/automation/rehearsal');

/** What the FAQs would have done in past conversations. */
export function RehearsalPage() {
  const { automation, rehearsals: words } = useWords();
  const can = useCan('faqs.change');
  const [starting, setStarting] = useState(false);
  const { run: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  const runs = useRehearsals();
  const newest = runs.data?.[0];
  const ready = runs.data?.filter((run) => run.state === 'ready') ?? [];
  const shown = ready.find((run) => run.id === chosen) ?? ready[0];
  const start = can ? () => setStarting(true) : undefined;
  return (
    <ReportsGuard
      wide
      title={automation.nav.rehearsal}
      lead={automation.leads.rehearsal}
      action={
        newest &&
        start && (
          <Button look="primary" disabled={isUnderWay(newest)} onClick={start}>
            <Theater className="size-4" aria-hidden="true" />
            {words.again}
          </Button>
        )
      }
    >
      {runs.data ? (
        <>
          {newest && (
            <RehearsalLine
              newest={newest}
              shown={shown}
              ready={ready}
              onShow={(run) => void navigate({ search: { run }, replace: true })}
            />
          )}
          {shown ? (
            <Report key={shown.id} id={shown.id} />
          ) : (
            !isUnderWay(newest) && <Empty onStart={start} isFirst={!newest} />
          )}
        </>
      ) : (
        <ListState error={runs.error} onRetry={() => void runs.refetch()} />
      )}
      {starting && <StartRehearsalDialog onClose={() => setStarting(false)} />}
    </ReportsGuard>
  );
}

function Empty({ onStart, isFirst }: { onStart: (() => void) | undefined; isFirst: boolean }) {
  const { automation, rehearsals: words } = useWords();
  const { workspaceId } = useDesk();
  const faqs = useAllFaqs();
  const hasNone = faqs.data?.length === 0;
  return (
    <StepsEmpty
      sign={<Theater aria-hidden="true" />}
      title={words.empty.title}
      steps={words.empty.steps}
      note={words.empty.note}
    >
      {hasNone ? (
        <div className="flex flex-col items-center gap-3">
          <p className="max-w-md text-center text-sm text-soft">{words.empty.noFaqs}</p>
          <Link
            to="/w/$workspaceId/automation/opportunities"
            params={{ workspaceId }}
            className={buttonClass('primary')}
          >
            {words.empty.find}
          </Link>
        </div>
      ) : (
        onStart &&
        isFirst &&
        faqs.data && (
          <Button look="primary" size="lg" onClick={onStart}>
            {words.start}
          </Button>
        )
      )}
      {!onStart && <p className="text-sm text-soft">{automation.onlySupervisors}</p>}
    </StepsEmpty>
  );
}
