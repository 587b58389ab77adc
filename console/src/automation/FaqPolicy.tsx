import type { Faq, FaqCost, FaqStage } from '@causerie/protocol';
import { useEffect, useId, useRef, useState } from 'react';
import { Sheet } from '../settings/SettingsPage.tsx';
import { useCan } from '../settings/useCan.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { answerFrom } from './answerFrom.ts';
import { ChoiceCards } from './ChoiceCards.tsx';
import { FaqFacts } from './FaqFacts.tsx';
import { useChangeFaq } from './useChangeFaq.ts';
import { useMatrix } from './useFaqs.ts';
import { usePercent } from './usePercent.ts';
import { WhereLine } from './WhereLine.tsx';

const costs: FaqCost[] = ['low', 'medium', 'high', 'never'];
const stages: FaqStage[] = ['off', 'shadow', 'share', 'all'];
/** A slider moves through many values; the one on which it comes to rest is kept. */
const REST_MS = 400;

/** How bad it is to be wrong, and how far it may go. Each choice is kept at once. */
export function FaqPolicy({ faq }: { faq: Faq }) {
  const words = useWords().automation;
  const percent = usePercent();
  const formats = useFormats();
  const change = useChangeFaq();
  const can = useCan('faqs.change');
  const matrix = useMatrix().data;
  // What was chosen is shown at once, and what the server says afterwards.
  const [wanted, setWanted] = useState<{ cost?: FaqCost; stage?: FaqStage; share?: number }>({});
  const shown = {
    cost: wanted.cost ?? faq.cost,
    stage: wanted.stage ?? faq.stage,
    share: wanted.share ?? faq.share,
  };
  const set = (patch: { cost?: FaqCost; stage?: FaqStage; share?: number }) => {
    setWanted((now) => ({ ...now, ...patch }));
    // Another choice may have been made meanwhile; that one stays.
    void change(faq, patch).finally(() =>
      setWanted((now) => ({
        ...(now.cost !== patch.cost && { cost: now.cost }),
        ...(now.stage !== patch.stage && { stage: now.stage }),
        ...(now.share !== patch.share && { share: now.share }),
      })),
    );
  };
  const factOf = (cost: FaqCost) => {
    if (cost === 'never') return undefined;
    const from = matrix && answerFrom(matrix, cost);
    return from === undefined ? undefined : words.editor.from(percent(from));
  };
  return (
    <Sheet title={words.editor.policy}>
      <ChoiceCards
        legend={words.editor.cost}
        value={shown.cost}
        disabled={!can}
        choices={costs.map((cost) => ({
          value: cost,
          label: words.costs[cost],
          hint: words.costHints[cost],
          fact: factOf(cost),
        }))}
        onValue={(cost) => set({ cost })}
      />
      <ChoiceCards
        legend={words.editor.stage}
        value={shown.stage}
        disabled={!can}
        choices={stages.map((stage) => ({
          value: stage,
          label: words.stages[stage],
          hint: words.stageHints[stage],
        }))}
        onValue={(stage) => set({ stage })}
      />
      <FaqFacts faqId={faq.id} />
      {/* Beside the stage, too: it may change under one's eyes. */}
      {faq.steppedBackAt && shown.stage === 'shadow' && (
        <p role="status" className="text-sm text-bad-ink">
          {words.steppedBack(formats.ago(Date.parse(faq.steppedBackAt)))}
        </p>
      )}
      {shown.stage === 'share' && (
        <Share value={shown.share} disabled={!can} onValue={(share) => set({ share })} />
      )}
      {(shown.stage === 'share' || shown.stage === 'all') && <WhereLine raised />}
    </Sheet>
  );
}

type ShareProps = { value: number; disabled: boolean; onValue: (share: number) => void };

function Share({ value, disabled, onValue }: ShareProps) {
  const { editor } = useWords().automation;
  const id = useId();
  // While it moves, what somebody else sets does not take it out of one's hand.
  const [moved, setMoved] = useState<number>();
  const drawn = moved ?? value;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const draw = (share: number) => {
    setMoved(share);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setMoved(undefined);
      onValue(share);
    }, REST_MS);
  };
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {editor.share}
      </label>
      <div className="flex items-center gap-3">
        <input
          id={id}
          type="range"
          min={1}
          max={100}
          value={drawn}
          disabled={disabled}
          aria-valuetext={editor.shareValue(drawn)}
          onChange={(e) => draw(Number(e.target.value))}
          className="h-6 min-w-0 flex-1 accent-accent"
        />
        <output htmlFor={id} className="w-44 text-sm text-soft tabular-nums">
          {editor.shareValue(drawn)}
        </output>
      </div>
    </div>
  );
}
