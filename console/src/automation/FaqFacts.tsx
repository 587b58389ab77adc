import { BadgeCheck } from 'lucide-react';
import { useCan } from '../settings/useCan.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { useFaqFacts, useFaqSettings } from './useFaqs.ts';
import { usePercent } from './usePercent.ts';

/** What the last days told of an FAQ, where its stage is chosen; nothing for those who may not read figures. */
export function FaqFacts({ faqId }: { faqId: string }) {
  const { editor, list } = useWords().automation;
  const percent = usePercent();
  const can = useCan('reports.read');
  const fact = useFaqFacts().get(faqId);
  const { data: settings } = useFaqSettings();
  if (!can) return null;
  if (!fact || fact.messages === 0) return <p className="text-sm text-soft">{editor.notMeasured}</p>;
  const { messages, coverage, right } = fact;
  const facts = [
    list.messages(messages),
    coverage !== null && list.covered(percent(coverage)),
    right.share !== null && list.right(percent(right.share), right.of),
  ];
  const keeps = settings && right.low !== null && right.low >= settings.promise;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft tabular-nums">
      <span>{facts.filter(Boolean).join(' · ')}</span>
      {keeps && (
        <span className="inline-flex items-center gap-1 text-good-ink">
          <BadgeCheck className="size-4" aria-hidden="true" />
          {editor.keeps}
        </span>
      )}
    </p>
  );
}
