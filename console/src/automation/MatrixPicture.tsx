import type { FaqCost, FaqMatrix, FaqStage } from '@causerie/protocol';
import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { DecisionChip } from './chips.tsx';
import { type Dot, decisionAt, placeDots } from './matrixDots.ts';
import { PercentAxis } from './PercentAxis.tsx';
import { PictureDot } from './PictureDot.tsx';
import { useDotKeys } from './useDotKeys.ts';
import { usePercent } from './usePercent.ts';

/** The worst at the top. */
const rows: FaqCost[] = ['never', 'high', 'medium', 'low'];
const grounds = {
  leave: 'bg-sunken',
  suggest: 'bg-note',
  ask: 'bg-accent-soft',
  answer: 'bg-good-soft',
} as const;
const fills: Record<FaqStage, string> = {
  off: 'bg-raised border-line-strong',
  shadow: 'bg-warn border-raised',
  share: 'bg-accent border-raised',
  all: 'bg-good border-raised',
};

/** A row for each cost, its ground in the colours of what the rule decides, and the FAQs as dots on it. */
export function MatrixPicture({ matrix }: { matrix: FaqMatrix }) {
  const { automation, automationReports } = useWords();
  const words = automationReports.matrix;
  const formats = useFormats();
  const id = useId();
  const most = Math.max(0, ...matrix.items.map((item) => item.messages));
  const dots = rows.map((cost) =>
    placeDots(
      matrix.items.filter((item) => item.cost === cost),
      most,
    ),
  );
  const { board, focused, onKeyDown } = useDotKeys(dots.flat().map((dot) => dot.item.faqId));
  const kept = matrix.answerAt.filter((one) => one.probability <= 1);
  const minutes = (cost: FaqCost) =>
    cost === 'never' ? words.wrongNever : words.wrong(formats.number(matrix.wrongMinutes[cost]));
  return (
    <figure
      aria-labelledby={id}
      className="rounded-xl border border-line bg-raised p-5 shadow-soft max-md:px-3"
    >
      <figcaption id={id} className="sr-only">
        {words.picture}. {words.keys}
      </figcaption>
      <div
        ref={board}
        role="toolbar"
        aria-label={words.picture}
        onKeyDown={onKeyDown}
        className="flex flex-col gap-1"
      >
        {kept.length > 0 && <PromiseNames kept={kept} />}
        {rows.map((cost, row) => (
          <div
            key={cost}
            className="grid grid-cols-[8.5rem_minmax(0,1fr)] items-stretch gap-3 max-md:grid-cols-1 max-md:gap-0.5"
          >
            <div className="flex flex-col justify-center text-sm leading-tight max-md:mt-2 max-md:flex-row max-md:justify-start max-md:gap-2">
              <span className="font-medium">{automation.costs[cost]}</span>
              <span className="text-xs text-faint">{minutes(cost)}</span>
            </div>
            <div className="relative h-24 overflow-hidden rounded-lg">
              {/* At both ends the ground goes on for the room that a dot needs to be whole. */}
              <div className={cx('absolute inset-y-0 start-0 w-4', grounds[matrix.bands[cost][0]!.kind])} />
              <div className={cx('absolute inset-y-0 end-0 w-4', grounds[matrix.bands[cost].at(-1)!.kind])} />
              <div className="absolute inset-x-4 inset-y-0">
                {matrix.bands[cost].map((band) => (
                  <div
                    key={band.from}
                    aria-hidden="true"
                    className={cx('absolute inset-y-0', grounds[band.kind])}
                    style={{
                      insetInlineStart: `${band.from * 100}%`,
                      width: `${(band.to - band.from) * 100}%`,
                    }}
                  />
                ))}
                {cost !== 'never' &&
                  kept.map((one) => (
                    <div
                      key={one.language}
                      aria-hidden="true"
                      className="absolute inset-y-0 border-s-2 border-dashed border-line-strong"
                      style={{ insetInlineStart: `${one.probability * 100}%` }}
                    />
                  ))}
                {dots[row]!.map((dot) => (
                  <DotMark
                    key={dot.item.faqId}
                    dot={dot}
                    matrix={matrix}
                    isStop={dot.item.faqId === focused}
                  />
                ))}
              </div>
            </div>
          </div>
        ))}
        <div className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-3 max-md:grid-cols-1" aria-hidden="true">
          <span className="max-md:hidden" />
          <PercentAxis name={words.axis} className="mx-4" />
        </div>
      </div>
      <Legend matrix={matrix} hasLine={kept.length > 0} />
    </figure>
  );
}

/** Above the picture, at each dashed line its language. */
function PromiseNames({ kept }: { kept: FaqMatrix['answerAt'] }) {
  const formats = useFormats();
  return (
    <div aria-hidden="true" className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-3 max-md:grid-cols-1">
      <span className="max-md:hidden" />
      <div className="relative mx-4 h-4 text-2xs text-soft">
        {nearNames(kept).map(({ at, languages }) => (
          <span
            key={languages.join()}
            title={formats.list(languages.map((language) => formats.languageName(language)))}
            className="absolute -translate-x-1/2 font-medium whitespace-nowrap uppercase rtl:translate-x-1/2"
            style={{ insetInlineStart: `${at * 100}%` }}
          >
            {languages.join(' · ')}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Lines nearer to each other than this share of the width have one name, or the names would lie on each other. */
const NEAR = 0.08;

function nearNames(kept: FaqMatrix['answerAt']): { at: number; languages: string[] }[] {
  const found: { at: number; languages: string[] }[] = [];
  for (const { language, probability } of kept.toSorted((a, b) => a.probability - b.probability)) {
    const last = found.at(-1);
    if (last && probability - last.at < NEAR) last.languages.push(language);
    else found.push({ at: probability, languages: [language] });
  }
  return found;
}

function Legend({ matrix, hasLine }: { matrix: FaqMatrix; hasLine: boolean }) {
  const { automation, automationReports } = useWords();
  const words = automationReports.matrix;
  const formats = useFormats();
  const percent = usePercent();
  const unkept = matrix.answerAt.filter((one) => one.probability > 1);
  return (
    <div className="mt-4 flex flex-col gap-2 border-t border-line pt-3 text-xs text-soft">
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        <span className="flex flex-wrap gap-1">
          {(['leave', 'suggest', 'ask', 'answer'] as const).map((kind) => (
            <DecisionChip key={kind} kind={kind} />
          ))}
        </span>
        <span className="flex flex-wrap items-center gap-3">
          {(Object.keys(fills) as FaqStage[]).map((stage) => (
            <span key={stage} className="flex items-center gap-1">
              <span className={cx('size-3 rounded-full border', fills[stage])} />
              {automation.stages[stage]}
            </span>
          ))}
        </span>
      </div>
      {hasLine && <p>{words.promiseLine(percent(matrix.promise))}</p>}
      {unkept.map((one) => (
        <p key={one.language} className="text-warn-ink">
          {words.promiseNone(formats.languageName(one.language))}
        </p>
      ))}
      <p className="text-faint">
        {words.assumption} <span className="max-md:hidden">{words.keys}</span>
      </p>
    </div>
  );
}

function DotMark({
  dot: { item, x, y, size },
  matrix,
  isStop,
}: {
  dot: Dot;
  matrix: FaqMatrix;
  isStop: boolean;
}) {
  const { automation, automationReports } = useWords();
  const percent = usePercent();
  const { workspaceId } = useDesk();
  const navigate = useNavigate();
  const kind = decisionAt(matrix, item.cost, item.probability!);
  const says = automationReports.matrix.dot(
    item.title,
    automation.decisions[kind],
    percent(item.probability!),
    item.messages,
  );
  return (
    <PictureDot
      id={item.faqId}
      x={x}
      y={y}
      size={size}
      says={says}
      isStop={isStop}
      className={fills[item.stage]}
      onOpen={() =>
        void navigate({
          to: '/w/$workspaceId/automation/faqs/$faqId',
          params: { workspaceId, faqId: item.faqId },
        })
      }
    />
  );
}
