import type { Opportunity } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { Chip } from '../automation/chips.tsx';
import { usePercent } from '../automation/usePercent.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { Sparkline } from './Sparkline.tsx';
import { type OpportunityState, stateOf } from './useOpportunities.ts';

const looks: Record<OpportunityState, string> = {
  open: 'bg-sunken text-soft',
  snippet: 'bg-accent-soft text-accent-ink',
  faq: 'bg-good-soft text-good-ink',
  dismissed: 'bg-sunken text-soft',
};

export function StateChip({ state }: { state: OpportunityState }) {
  return <Chip look={looks[state]}>{useWords().opportunities.states[state]}</Chip>;
}

/** One kind of question in the list: how often, how alike the answers, what it would save. */
export function OpportunityLine({ opportunity }: { opportunity: Opportunity }) {
  const words = useWords().opportunities;
  const formats = useFormats();
  const { workspaceId } = useDesk();
  const { name, place, volume, perMonth, language, answers } = opportunity;
  const state = stateOf(opportunity);
  const facts = [
    words.asked(volume),
    words.perMonth(formats.number(Math.round(perMonth))),
    formats.languageName(language),
    answers.answered > 0 ? words.agents(answers.agents) : words.noAnswers,
  ];
  return (
    <li className="relative grid grid-cols-[2rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 px-5 py-3 hover:bg-hover/50 max-md:px-4 md:grid-cols-[2rem_minmax(0,1fr)_6.5rem_8rem_8.5rem]">
      <span className="text-sm text-faint tabular-nums">{formats.number(place)}</span>
      <div className="min-w-0 max-md:col-span-2">
        <p className="flex min-w-0 items-center gap-2">
          <Link
            to="/w/$workspaceId/automation/opportunities/$opportunityId"
            params={{ workspaceId, opportunityId: opportunity.id }}
            dir="auto"
            className={cx(
              'truncate text-sm font-medium after:absolute after:inset-0 hover:underline',
              name === null && 'text-faint italic',
            )}
          >
            {name ?? words.hidden}
          </Link>
          {state !== 'open' && <StateChip state={state} />}
        </p>
        <p className="text-xs text-faint tabular-nums md:truncate">{facts.join(' · ')}</p>
      </div>
      <div className="max-md:hidden">
        <Sparkline trend={opportunity.trend} />
      </div>
      <Alike opportunity={opportunity} />
      <Saved opportunity={opportunity} />
    </li>
  );
}

function Alike({ opportunity: { answers } }: { opportunity: Opportunity }) {
  const words = useWords().opportunities;
  const percent = usePercent();
  if (answers.answered === 0) return <span className="max-md:hidden" />;
  return (
    <div className="flex flex-col gap-1 text-xs text-soft max-md:col-start-2">
      <span className="tabular-nums">{words.alikeShare(percent(answers.identity))}</span>
      <span aria-hidden="true" className="h-1.5 w-full max-w-28 overflow-hidden rounded-full bg-sunken">
        <span
          className="block h-full rounded-full bg-accent"
          style={{ width: `${answers.identity * 100}%` }}
        />
      </span>
    </div>
  );
}

function Saved({ opportunity: { saved } }: { opportunity: Opportunity }) {
  const words = useWords().opportunities;
  const minutes = useMinutes();
  return (
    <p className="text-end text-sm whitespace-nowrap tabular-nums">
      <span className="sr-only">{words.saved}: </span>
      <span className="font-medium">{words.minutes(minutes(saved.expected))}</span>
      <span className="block text-2xs text-faint">
        {words.minutesBetween(minutes(saved.low), minutes(saved.high))}
      </span>
    </p>
  );
}

/** Minutes without decimals, but below ten with one. */
export function useMinutes(): (minutes: number) => string {
  const formats = useFormats();
  return (minutes) => formats.number(minutes < 10 ? Math.round(minutes * 10) / 10 : Math.round(minutes));
}
