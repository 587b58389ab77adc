import type { LanguageModelInfo } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { BrainCircuit, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useNow } from '../realtime/useNow.ts';
import { formatSeconds } from '../reports/metrics.ts';
import { useCan } from '../settings/useCan.ts';
import { Button } from '../ui/Button.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { useFaqSettings, useModels } from './useFaqs.ts';
import { usePercent } from './usePercent.ts';

/** Which model answers, what it learnt from, and how far the next one is. It changes by itself. */
export function ModelLine() {
  const words = useWords().automation.model;
  const { data: models } = useModels();
  const can = useCan('faqs.change');
  const { act, busy } = useTraining();
  const desk = useDesk();
  // The place is kept while it is on its way, so that nothing below moves.
  if (!models) return <div aria-busy="true" className="skeleton h-17 rounded-xl" />;
  const current = models.find((model) => model.current);
  const open = models.find((model) => model.state === 'training' || model.state === 'queued');
  const last = models[0];
  const failed = !open && last?.state === 'failed' ? last : undefined;
  return (
    <section
      aria-label={words.title}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-raised px-4 py-3 shadow-soft"
    >
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent-ink">
        <BrainCircuit className="size-4.5" aria-hidden="true" />
      </span>
      <div className="min-w-[min(100%,14rem)] flex-1">
        <Current model={current} />
        {open ? <Open model={open} hasCurrent={current !== undefined} /> : <Measures model={current} />}
        {last?.state === 'cancelled' && <p className="text-xs text-faint">{words.cancelled}</p>}
      </div>
      {can && (
        <div className="flex flex-wrap gap-2 empty:hidden">
          {open && (
            <Button size="sm" busy={busy} onClick={() => act(() => desk.automation.cancelTraining(open.id))}>
              {words.stop}
            </Button>
          )}
          {open?.state !== 'training' && last !== undefined && (
            <Button size="sm" busy={busy} onClick={() => act(desk.automation.train)}>
              {failed ? words.again : words.train}
            </Button>
          )}
        </div>
      )}
      {failed && <Failure problem={failed.problem} />}
    </section>
  );
}

function useTraining() {
  const { workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  const [busy, setBusy] = useState(false);
  const act = async (action: () => Promise<unknown>) => {
    setBusy(true);
    await action().catch(report);
    await queryClient.invalidateQueries({ queryKey: keys.languageModels(workspaceId) });
    setBusy(false);
  };
  return { busy, act: (action: () => Promise<unknown>) => void act(action) };
}

function Current({ model }: { model: LanguageModelInfo | undefined }) {
  const words = useWords().automation;
  const formats = useFormats();
  const now = useNow();
  if (!model) return <p className="text-sm">{words.model.none}</p>;
  const at = Date.parse(model.finishedAt ?? model.queuedAt);
  return (
    <p className="text-sm font-medium" title={`${words.model.version(model.version)}, ${formats.full(at)}`}>
      {words.model.current(
        words.model.faqs(model.faqs),
        words.list.examples(model.examples),
        formats.ago(at, Math.max(now, at)),
      )}
    </p>
  );
}

function Measures({ model }: { model: LanguageModelInfo | undefined }) {
  const { automation, embeddings } = useWords();
  const words = automation.model;
  const percent = usePercent();
  const { data: settings } = useFaqSettings();
  const measures = model?.measures;
  // What is measured of one alone, told from nothing, would only puzzle.
  if (model?.faqs === 1) return <p className="text-xs text-warn-ink">{words.alone}</p>;
  if (!measures || measures.accuracy === null) return null;
  const covered = settings && (settings.promise === 0.98 ? measures.coverage98 : measures.coverage95);
  const facts = [
    words.accuracy(percent(measures.accuracy)),
    settings && covered != null && words.coverage(percent(covered), percent(settings.promise)),
    model.embeddings?.state === 'used' && embeddings.line.used(model.embeddings.model),
    model.embeddings && model.embeddings.state !== 'used' && embeddings.line[model.embeddings.state],
  ];
  return (
    <p className="text-xs text-faint" title={words.measureHint}>
      {facts.filter(Boolean).join(' · ')}
    </p>
  );
}

function Open({ model, hasCurrent }: { model: LanguageModelInfo; hasCurrent: boolean }) {
  const { automation, reports } = useWords();
  const words = automation.model;
  const percent = usePercent();
  if (model.state === 'queued') {
    return (
      <p role="status" className="text-xs text-soft">
        {words.queued}
      </p>
    );
  }
  const facts = [
    words.training(percent(model.progress)),
    model.secondsLeft !== null && words.left(formatSeconds(reports, model.secondsLeft)),
    hasCurrent && words.meanwhile,
  ];
  return (
    <div className="mt-1 flex flex-col gap-1">
      <div
        role="progressbar"
        aria-label={words.progress}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(model.progress * 100)}
        className="h-1.5 max-w-md overflow-hidden rounded-full bg-sunken"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${model.progress * 100}%` }}
        />
      </div>
      <p className="tabular text-xs text-soft">{facts.filter(Boolean).join(' · ')}</p>
    </div>
  );
}

function Failure({ problem }: { problem: string | null }) {
  const words = useWords().automation.model;
  return (
    <div
      role="alert"
      className="flex w-full items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad-ink"
    >
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0">
        <p className="font-medium">{words.failed}</p>
        <p>{words.failedHint}</p>
        {problem && <p className="mt-1 font-mono text-xs break-words">{problem}</p>}
      </div>
    </div>
  );
}
