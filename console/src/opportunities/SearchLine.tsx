import type { OpportunityRun } from '@causerie/protocol';
import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { isUnderWay, RunLine } from '../automation/RunLine.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useNow } from '../realtime/useNow.ts';
import { useCan } from '../settings/useCan.ts';
import { useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { useRefreshOpportunities } from './useOpportunities.ts';

/** How far the search is; or what was searched last. `shown`: the one whose finds stand below. */
export function SearchLine({ newest, shown }: { newest: OpportunityRun; shown: OpportunityRun | null }) {
  const words = useWords().opportunities.run;
  const { finding } = useDesk();
  const can = useCan('faqs.change');
  const report = useReport();
  const refresh = useRefreshOpportunities();
  const [stopping, setStopping] = useState(false);
  const stop = async () => {
    setStopping(true);
    await finding.cancelSearch(newest.id).catch(report);
    await refresh();
    setStopping(false);
  };
  return (
    <RunLine
      sign={<Sparkles aria-hidden="true" />}
      title={words.title}
      words={words}
      run={newest}
      onStop={can ? () => void stop() : undefined}
      stopping={stopping}
    >
      {shown && <Done run={shown} />}
      {newest.state === 'cancelled' && !isUnderWay(newest) && (
        <p className="text-xs text-faint">{shown ? words.cancelled : words.cancelledFirst}</p>
      )}
    </RunLine>
  );
}

function Done({ run }: { run: OpportunityRun }) {
  const words = useWords().opportunities.run;
  const formats = useFormats();
  const now = useNow();
  const at = Date.parse(run.finishedAt ?? run.queuedAt);
  const isSample = run.conversationsRead < run.conversations;
  const facts = [
    words.span(formats.date(Date.parse(run.since)), formats.date(Date.parse(run.until))),
    isSample && words.sample(formats.number(run.conversationsRead), formats.number(run.conversations)),
    formats.list(run.languages.map(formats.languageName)),
  ];
  return (
    <>
      <p className="font-medium" title={formats.full(at)}>
        {words.done(
          formats.ago(at, Math.max(now, at)),
          words.asked(run.asked),
          words.read(run.conversationsRead),
        )}
      </p>
      <p className="text-xs text-faint">{facts.filter(Boolean).join(' · ')}</p>
    </>
  );
}
