import type { Opportunity } from '@causerie/protocol';
import { Tiles } from '../automation/Tiles.tsx';
import { usePercent } from '../automation/usePercent.ts';
import { BarChart } from '../reports/BarChart.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { useMinutes } from './OpportunityLine.tsx';

/** How often, how alike, how long, and what it would save; by week and by hour. */
export function OpportunityFigures({ opportunity }: { opportunity: Opportunity }) {
  const words = useWords().opportunities;
  const { tiles, hints } = words.detail;
  const formats = useFormats();
  const percent = usePercent();
  const minutes = useMinutes();
  const { answers, right, saved, trend, hours } = opportunity;
  const shown = [
    {
      name: 'saved',
      label: tiles.saved,
      value: words.minutes(minutes(saved.expected)),
      hint: hints.saved(minutes(saved.low), minutes(saved.high)),
    },
    {
      name: 'volume',
      label: tiles.volume,
      value: words.perMonth(formats.number(Math.round(opportunity.perMonth))),
      hint: hints.volume(
        words.asked(opportunity.volume),
        formats.number(opportunity.firstMessages),
        formats.number(opportunity.questions),
      ),
    },
    {
      name: 'alike',
      label: tiles.alike,
      value: percent(answers.identity),
      hint: hints.alike(percent(answers.exact), percent(answers.same)),
    },
    {
      name: 'right',
      label: tiles.right,
      value: percent(right.share),
      hint: hints.right(percent(right.low), percent(right.high), formats.number(answers.answered)),
    },
    {
      name: 'minutes',
      label: tiles.minutes,
      value: words.minutes(minutes(answers.minutes)),
      hint: hints.minutes,
    },
    {
      name: 'agents',
      label: tiles.agents,
      value: formats.number(answers.agents),
      hint: hints.agents(answers.answered),
    },
  ];
  return (
    <>
      <Tiles tiles={shown} />
      <div className="grid gap-5 md:grid-cols-2">
        <Sheet>
          <BarChart
            label={words.detail.weeks(words.trends[trend.direction])}
            bars={trend.weekly.map((n, i) => ({
              key: String(i),
              label: formats.number(i + 1),
              value: n,
              text: `${words.detail.week(i + 1)}: ${words.asked(n)}`,
            }))}
          />
        </Sheet>
        <Sheet>
          <BarChart
            label={words.detail.hours}
            bars={hours.map((n, hour) => ({
              key: String(hour),
              label: formats.number(hour),
              value: n,
              text: words.asked(n),
            }))}
          />
        </Sheet>
      </div>
    </>
  );
}

const Sheet = ({ children }: { children: React.ReactNode }) => (
  <div className="min-w-0 rounded-xl border border-line bg-raised px-5 py-4 shadow-soft max-md:px-4">
    {children}
  </div>
);
