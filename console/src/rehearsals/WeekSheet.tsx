import { MeasuredText } from '../automation/MeasuredText.tsx';
import { StackedBars } from '../automation/StackedBars.tsx';
import { TableSheet } from '../automation/TableSheet.tsx';
import { useMinutes } from '../opportunities/OpportunityLine.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { partFills, partsOf } from './PartsBar.tsx';
import type { ReportBody } from './Report.tsx';

/** How it went week by week: a picture, and the figures with their intervals. */
export function WeekSheet({ report: { weeks } }: { report: ReportBody }) {
  const { automationReports, rehearsals } = useWords();
  const words = rehearsals.weeks;
  const formats = useFormats();
  const minutes = useMinutes();
  const { columns } = words;
  const nameOf = (from: string) => formats.dayMonth(Date.parse(from));
  return (
    <>
      <Picture weeks={weeks} />
      <TableSheet
        title={words.title}
        lead={words.lead}
        head={[
          words.week,
          columns.messages,
          columns.coverage,
          columns.precision,
          columns.asked,
          columns.minutes,
        ]}
        rows={weeks.map(({ from, figures }) => ({
          key: from,
          cells: [
            nameOf(from),
            formats.number(figures.messages),
            <MeasuredText key="coverage" value={figures.coverage} />,
            <MeasuredText key="precision" value={figures.precision} />,
            <MeasuredText key="asked" value={figures.askedShare} />,
            <span key="minutes">
              {minutes(figures.minutes.saved)}{' '}
              <span className="text-xs text-faint">
                {automationReports.interval(minutes(figures.minutes.low), minutes(figures.minutes.high))}
              </span>
            </span>,
          ],
        }))}
      />
    </>
  );
}

/** A bar for each week, as high as there were questions, in the colours of what would have been done. */
function Picture({ weeks }: Pick<ReportBody, 'weeks'>) {
  const words = useWords().rehearsals.weeks;
  const formats = useFormats();
  return (
    <StackedBars
      title={words.chart}
      stacks={weeks.map(({ from, figures }) => ({
        key: from,
        label: formats.dayMonth(Date.parse(from)),
        text: formats.number(figures.messages),
        parts: partsOf(figures).map(([part, n]) => ({ key: part, fill: partFills[part], n })),
      }))}
    />
  );
}
