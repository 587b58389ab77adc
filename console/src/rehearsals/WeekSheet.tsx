import { MeasuredText } from '../automation/MeasuredText.tsx';
import { TableSheet } from '../automation/TableSheet.tsx';
import { useMinutes } from '../opportunities/OpportunityLine.tsx';
import { cx } from '../ui/cx.ts';
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
  const most = Math.max(1, ...weeks.map((week) => week.figures.messages));
  // Not every bar has room for its name.
  const every = Math.ceil(weeks.length / 10);
  return (
    <figure className="rounded-xl border border-line bg-raised px-5 py-4 shadow-soft max-md:px-4">
      <figcaption className="mb-3 text-sm font-semibold">{words.chart}</figcaption>
      <div aria-hidden="true">
        <div className="flex h-36 items-end gap-1 border-b border-line">
          {weeks.map(({ from, figures }) => (
            <div
              key={from}
              title={`${words.week} ${formats.date(Date.parse(from))}: ${formats.number(figures.messages)}`}
              className="flex min-w-0 flex-1 flex-col-reverse overflow-hidden rounded-t-sm"
              style={{ height: `${(figures.messages / most) * 100}%` }}
            >
              {partsOf(figures).map(([part, n]) => (
                <span key={part} className={cx('w-full', partFills[part])} style={{ flexGrow: n }} />
              ))}
            </div>
          ))}
        </div>
        <div className="mt-1 flex gap-1 text-2xs text-faint">
          {weeks.map(({ from }, i) => (
            <span key={from} className="min-w-0 flex-1 overflow-visible whitespace-nowrap">
              {i % every === 0 ? formats.dayMonth(Date.parse(from)) : ''}
            </span>
          ))}
        </div>
      </div>
    </figure>
  );
}
