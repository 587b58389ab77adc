import type { Rehearsal } from '@causerie/protocol';
import { Theater } from 'lucide-react';
import { useState } from 'react';
import { RunLine } from '../automation/RunLine.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';
import { SelectField } from '../ui/Field.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { useRefreshRehearsals } from './useRehearsals.ts';

type Props = {
  newest: Rehearsal;
  shown: Rehearsal | undefined;
  ready: Rehearsal[];
  onShow: (id: string) => void;
};

/** How far the rehearsal is; or which one stands below, and the others to choose from. */
export function RehearsalLine({ newest, shown, ready, onShow }: Props) {
  const words = useWords().rehearsals.run;
  const { finding } = useDesk();
  const can = useCan('faqs.change');
  const report = useReport();
  const refresh = useRefreshRehearsals();
  const [stopping, setStopping] = useState(false);
  const stop = async () => {
    setStopping(true);
    await finding.cancelRehearsal(newest.id).catch(report);
    await refresh();
    setStopping(false);
  };
  return (
    <RunLine
      sign={<Theater aria-hidden="true" />}
      title={words.title}
      words={words}
      run={newest}
      onStop={can ? () => void stop() : undefined}
      stopping={stopping}
    >
      {shown && <Shown run={shown} ready={ready} onShow={onShow} />}
      {newest.state === 'cancelled' && (
        <p className="text-xs text-faint">{shown ? words.cancelled : words.cancelledFirst}</p>
      )}
    </RunLine>
  );
}

function Shown({ run, ready, onShow }: { run: Rehearsal } & Pick<Props, 'ready' | 'onShow'>) {
  const { opportunities, rehearsals } = useWords();
  const formats = useFormats();
  const when = (one: Rehearsal) => formats.full(Date.parse(one.finishedAt ?? one.queuedAt));
  const isSample = run.conversationsRead < run.conversations;
  const facts = [
    opportunities.run.read(run.conversationsRead),
    opportunities.run.span(formats.date(Date.parse(run.since)), formats.date(Date.parse(run.until))),
    run.faqIds.length > 0 && rehearsals.run.some(run.faqIds.length),
    isSample &&
      opportunities.run.sample(formats.number(run.conversationsRead), formats.number(run.conversations)),
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {ready.length > 1 ? (
        <SelectField
          hideLabel
          className="w-64 max-w-full"
          label={rehearsals.run.which}
          value={run.id}
          options={ready.map((one) => ({ value: one.id, label: `${rehearsals.run.which} ${when(one)}` }))}
          onValue={onShow}
        />
      ) : (
        <p className="font-medium">{`${rehearsals.run.which} ${when(run)}`}</p>
      )}
      <p className="text-xs text-faint">{facts.filter(Boolean).join(' · ')}</p>
    </div>
  );
}
