import type { RehearsalFigures } from '@causerie/protocol';
import { useId } from 'react';
import { usePercent } from '../automation/usePercent.ts';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

export type Part = 'right' | 'wrong' | 'unjudged' | 'asked' | 'suggested' | 'left';

/** In the order of the bar: what would have been answered first. */
export const partsOf = ({ answered, asked, suggested, left }: RehearsalFigures): [Part, number][] => [
  ['right', answered.right],
  ['unjudged', answered.unjudged],
  ['wrong', answered.wrong],
  ['asked', asked.all],
  ['suggested', suggested.all],
  ['left', left],
];

export const partFills: Record<Part, string> = {
  right: 'bg-good',
  unjudged: 'bg-good opacity-45',
  wrong: 'bg-bad',
  asked: 'bg-accent',
  suggested: 'bg-warn',
  left: 'bg-line-strong opacity-40',
};

/** All messages as one bar, by what would have been done; the list below it says the same in figures. */
export function PartsBar({ figures }: { figures: RehearsalFigures }) {
  const words = useWords().rehearsals;
  const formats = useFormats();
  const percent = usePercent();
  const id = useId();
  const parts = partsOf(figures).filter(([, n]) => n > 0);
  return (
    <figure
      aria-labelledby={id}
      className="rounded-xl border border-line bg-raised px-5 py-4 shadow-soft max-md:px-4"
    >
      <figcaption id={id} className="mb-2 text-sm font-semibold">
        {words.bar}
      </figcaption>
      <div aria-hidden="true" className="flex h-4 gap-px overflow-hidden rounded-full">
        {parts.map(([part, n]) => (
          <span key={part} className={cx('h-full min-w-1', partFills[part])} style={{ flexGrow: n }} />
        ))}
      </div>
      <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-xs text-soft">
        {parts.map(([part, n]) => (
          <li key={part} className="flex items-center gap-1.5 tabular-nums">
            <span aria-hidden="true" className={cx('size-2.5 rounded-full', partFills[part])} />
            {words.part(words.parts[part], formats.number(n), percent(n / figures.messages))}
          </li>
        ))}
      </ul>
    </figure>
  );
}
