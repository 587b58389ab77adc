import type { FaqTestResult } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { StageChip } from './chips.tsx';
import { usePercent } from './usePercent.ts';

/** So many are shown; the others are hardly likely. */
const SHOWN = 5;
/** Less than this is as good as nothing. */
const LEAST = 0.005;

/** The FAQs that fit and how likely each is right, with the mark from which the best is answered alone; and that none fits. */
export function RankedFaqs({ result }: { result: FaqTestResult }) {
  const words = useWords().automation.test;
  const { workspaceId } = useDesk();
  const shown = result.ranked.filter((one, i) => i === 0 || one.probability >= LEAST).slice(0, SHOWN);
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-soft">{words.ranked}</h3>
      <ol className="flex flex-col gap-1.5">
        {shown.map((one, i) => (
          <Bar
            key={one.faqId}
            share={one.probability}
            strong={result.faqIds.includes(one.faqId)}
            mark={i === 0 && result.answerFrom <= 1 ? result.answerFrom : undefined}
          >
            <Link
              to="/w/$workspaceId/automation/faqs/$faqId"
              params={{ workspaceId, faqId: one.faqId }}
              className="min-w-0 truncate hover:underline"
            >
              {one.title}
            </Link>
            <StageChip stage={one.stage} />
          </Bar>
        ))}
        <Bar share={result.none} strong={false} mark={undefined}>
          <span className="text-soft italic">{words.none}</span>
        </Bar>
      </ol>
    </section>
  );
}

type BarProps = { share: number; strong: boolean; mark: number | undefined; children: ReactNode };

function Bar({ share, strong, mark, children }: BarProps) {
  const words = useWords().automation.test;
  const percent = usePercent();
  return (
    <li>
      <div className="flex items-center gap-2 text-sm">
        <span className="flex min-w-0 flex-1 items-center gap-2">{children}</span>
        <span className={cx('tabular-nums', strong && 'font-semibold')}>{percent(share)}</span>
      </div>
      <div className="relative mt-0.5 h-1.5 rounded-full bg-sunken">
        <div
          className={cx('h-full rounded-full', strong ? 'bg-accent' : 'bg-line-strong/60')}
          style={{ width: `${share * 100}%` }}
        />
        {mark !== undefined && (
          <span
            role="img"
            aria-label={words.needed(percent(mark))}
            title={words.needed(percent(mark))}
            className="absolute -top-1 h-3.5 w-0.5 rounded-full bg-ink"
            style={{ insetInlineStart: `calc(${mark * 100}% - 1px)` }}
          />
        )}
      </div>
    </li>
  );
}
