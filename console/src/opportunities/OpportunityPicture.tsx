import type { Opportunity } from '@causerie/protocol';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { PercentAxis, percentTicks } from '../automation/PercentAxis.tsx';
import { PictureDot } from '../automation/PictureDot.tsx';
import { useDotKeys } from '../automation/useDotKeys.ts';
import { usePercent } from '../automation/usePercent.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { useMinutes } from './OpportunityLine.tsx';
import { type Dot, type Gain, gainMarks, placeDots } from './opportunityDots.ts';
import { type OpportunityState, stateOf } from './useOpportunities.ts';

const fills: Record<OpportunityState, string> = {
  open: 'bg-accent border-raised',
  snippet: 'bg-warn border-raised',
  faq: 'bg-good border-raised',
  dismissed: 'bg-raised border-line-strong',
};

/** Opportunities by how alike the answers are and by what is to be gained: what is at the top right is done first. */
export function OpportunityPicture({ items }: { items: Opportunity[] }) {
  const words = useWords().opportunities;
  const formats = useFormats();
  const id = useId();
  const [by, setBy] = useState<Gain>('saved');
  const dots = placeDots(items, by);
  const { board, focused, onKeyDown } = useDotKeys(dots.map((dot) => dot.item.id));
  const used = (Object.keys(fills) as OpportunityState[]).filter((state) =>
    dots.some((dot) => stateOf(dot.item) === state),
  );
  return (
    <section className="rounded-xl border border-line bg-raised shadow-soft">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-5 py-3 max-md:px-4">
        <div className="min-w-[min(100%,16rem)] flex-1">
          <h2 className="text-sm font-semibold">{words.picture.title}</h2>
          <p className="max-w-2xl text-xs text-soft">{words.picture.lead}</p>
        </div>
        <fieldset className="flex rounded-md border border-line p-0.5">
          <legend className="sr-only">{words.picture.by}</legend>
          {(['saved', 'volume'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={by === each}
              onClick={() => setBy(each)}
              className={cx(
                'rounded-sm px-2.5 py-1 text-xs font-medium',
                by === each ? 'bg-accent-soft text-accent-ink' : 'text-soft hover:bg-hover',
              )}
            >
              {words.picture.byNames[each]}
            </button>
          ))}
        </fieldset>
      </header>
      <figure aria-labelledby={id} className="px-5 py-4 max-md:px-4">
        <figcaption id={id} className="sr-only">
          {words.picture.title}. {words.picture.keys}
        </figcaption>
        <div className="grid grid-cols-[2.75rem_minmax(0,1fr)] gap-x-2">
          <div aria-hidden="true" className="relative my-5 text-2xs text-faint tabular-nums">
            {gainMarks(items, by).map(({ y, gain }) => (
              <span key={y} className="absolute end-0 translate-y-1/2" style={{ bottom: `${y * 100}%` }}>
                {formats.number(gain < 10 ? Math.round(gain * 10) / 10 : Math.round(gain))}
              </span>
            ))}
          </div>
          <div
            ref={board}
            role="toolbar"
            aria-label={words.picture.title}
            onKeyDown={onKeyDown}
            className="relative h-72 overflow-hidden rounded-lg bg-sunken max-md:h-56"
          >
            <div
              aria-hidden="true"
              className="absolute end-0 top-0 h-1/2 w-1/2 rounded-es-2xl bg-good-soft px-3 py-1.5 text-start text-2xs text-good-ink"
            >
              {words.picture.corner}
            </div>
            {/* The room at the edges that a dot needs to be whole. */}
            <div className="absolute inset-5">
              {percentTicks.map((tick) => (
                <div
                  key={tick}
                  aria-hidden="true"
                  className="absolute inset-y-0 border-s border-line"
                  style={{ insetInlineStart: `${tick * 100}%` }}
                />
              ))}
              {dots.map((dot) => (
                <DotMark key={dot.item.id} dot={dot} by={by} isStop={dot.item.id === focused} />
              ))}
            </div>
          </div>
          <span />
          <PercentAxis name={words.picture.axis} className="mx-5 mt-1" />
        </div>
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-soft">
          {used.map((state) => (
            <span key={state} className="flex items-center gap-1.5">
              <span className={cx('size-3 rounded-full border', fills[state])} />
              {words.states[state]}
            </span>
          ))}
          <span className="text-faint max-md:hidden">{words.picture.keys}</span>
        </div>
      </figure>
    </section>
  );
}

function DotMark({ dot: { item, x, y, size }, by, isStop }: { dot: Dot; by: Gain; isStop: boolean }) {
  const words = useWords().opportunities;
  const percent = usePercent();
  const minutes = useMinutes();
  const { workspaceId } = useDesk();
  const navigate = useNavigate();
  const gain = by === 'saved' ? words.minutes(minutes(item.saved.expected)) : words.asked(item.volume);
  const says = words.picture.dot(
    shorten(item.name ?? words.hidden),
    words.alikeShare(percent(item.answers.identity)),
    gain,
  );
  return (
    <PictureDot
      id={item.id}
      x={x}
      y={1 - y}
      size={size}
      says={says}
      isStop={isStop}
      className={cx('opacity-90 hover:opacity-100', fills[stateOf(item)])}
      onOpen={() =>
        void navigate({
          to: '/w/$workspaceId/automation/opportunities/$opportunityId',
          params: { workspaceId, opportunityId: item.id },
        })
      }
    />
  );
}

const MOST_LETTERS = 80;
const shorten = (text: string) => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text);
