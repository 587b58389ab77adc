import type { Faq, FaqStage } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { CornerDownLeft } from 'lucide-react';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { cx } from '../ui/cx.ts';
import { SelectField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { CostChip, StageChip } from './chips.tsx';
import { useChangeFaq } from './useChangeFaq.ts';
import type { FaqFact } from './useFaqs.ts';
import { usePercent } from './usePercent.ts';

/** With fewer examples an FAQ is hardly recognised. */
export const ENOUGH_EXAMPLES = 10;

type Props = { faq: Faq; fact: FaqFact | undefined; can: boolean };

/** One FAQ in the list: the title leads to it, the stage can be set at once. */
export function FaqLine({ faq, fact, can }: Props) {
  const words = useWords().automation;
  const formats = useFormats();
  const percent = usePercent();
  const { workspaceId } = useDesk();
  const languages = [...new Set([...faq.answerLanguages, ...faq.exampleLanguages])];
  const facts = [
    faq.topic,
    formats.list(languages.map(formats.languageName)),
    fact && fact.messages > 0 && words.list.messages(fact.messages),
  ].filter(Boolean);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-5 py-3 hover:bg-hover/50 md:grid-cols-[auto_minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,1fr)_9rem_6.5rem_10rem]">
      <div className="min-w-0 max-lg:col-span-full">
        <p className="flex min-w-0 items-baseline gap-2">
          <Link
            to="/w/$workspaceId/automation/faqs/$faqId"
            params={{ workspaceId, faqId: faq.id }}
            className="truncate text-sm font-medium after:absolute after:inset-0 hover:underline"
          >
            {faq.title}
          </Link>
          <span
            title={faq.examples < ENOUGH_EXAMPLES ? words.list.few : undefined}
            className={cx(
              'shrink-0 text-xs tabular-nums',
              faq.examples < ENOUGH_EXAMPLES ? 'text-warn-ink' : 'text-faint',
            )}
          >
            {words.list.examples(faq.examples)}
          </span>
        </p>
        <p className="truncate text-xs text-faint">{facts.join(' · ')}</p>
        {faq.steppedBackAt && (
          <p className="mt-0.5 flex items-center gap-1 text-xs text-bad-ink">
            <CornerDownLeft className="size-3.5 shrink-0" aria-hidden="true" />
            {words.steppedBack(formats.ago(Date.parse(faq.steppedBackAt)))}
          </p>
        )}
      </div>
      <p className="text-xs text-soft tabular-nums max-md:order-last max-md:col-span-2 max-md:empty:hidden md:max-lg:order-1 lg:text-end">
        {fact && fact.right.share !== null && (
          <span className="block">{words.list.right(percent(fact.right.share), fact.right.of)}</span>
        )}
        {fact && fact.coverage !== null && (
          <span className="block text-faint">{words.list.covered(percent(fact.coverage))}</span>
        )}
      </p>
      <div className="lg:justify-self-center">
        <CostChip cost={faq.cost} />
      </div>
      <div className="relative justify-self-end md:max-lg:order-2 lg:w-full">
        {can ? <StageSelect faq={faq} /> : <StageChip stage={faq.stage} />}
      </div>
    </li>
  );
}

function StageSelect({ faq }: { faq: Faq }) {
  const words = useWords().automation;
  const change = useChangeFaq();
  const [wanted, setWanted] = useState<FaqStage>();
  const options = Object.entries(words.stages).map(([value, label]) => ({
    value,
    label: value === 'share' ? words.list.shareOf(label, faq.share) : label,
  }));
  return (
    <SelectField
      hideLabel
      label={words.list.stageOf(faq.title)}
      value={wanted ?? faq.stage}
      options={options}
      onValue={(value) => {
        const stage = value as FaqStage;
        setWanted(stage);
        void change(faq, { stage }).finally(() => setWanted(undefined));
      }}
    />
  );
}
