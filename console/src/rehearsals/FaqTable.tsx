import type { RehearsalAdvice } from '@causerie/protocol';
import { getRouteApi } from '@tanstack/react-router';
import { Chip } from '../automation/chips.tsx';
import { FaqTitle } from '../automation/FaqTitle.tsx';
import { MeasuredText } from '../automation/MeasuredText.tsx';
import { TableSheet } from '../automation/TableSheet.tsx';
import { useMinutes } from '../opportunities/OpportunityLine.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import type { ReportBody } from './Report.tsx';

const looks: Record<RehearsalAdvice, string> = {
  examples: 'bg-sunken text-soft',
  mend: 'bg-bad-soft text-bad-ink',
  shadow: 'bg-note text-note-ink',
  share: 'bg-accent-soft text-accent-ink',
  all: 'bg-good-soft text-good-ink',
  keep: 'bg-sunken text-soft',
};
const route = getRouteApi('/w/$workspaceId/automation/rehearsal');
export const LIST_ID = 'rehearsed';

/** A row for each FAQ: what it would have done, how right, and what to do with it next. */
export function FaqTable({ report: { faqs } }: { report: ReportBody }) {
  const { automationReports, rehearsals } = useWords();
  const words = rehearsals.faqs;
  const formats = useFormats();
  const minutes = useMinutes();
  const { columns } = words;
  return (
    <TableSheet
      title={words.title}
      lead={faqs.length > 0 ? words.lead : words.none}
      head={[
        automationReports.faq,
        columns.advice,
        columns.messages,
        columns.answered,
        columns.right,
        columns.wrong,
        columns.asked,
        columns.precision,
        columns.minutes,
      ]}
      rows={faqs.map((row) => ({
        key: row.faqId,
        cells: [
          <FaqTitle key="title" faqId={row.faqId} title={row.title} />,
          <AdviceChip key="advice" advice={row.advice} />,
          formats.number(row.figures.messages),
          formats.number(row.figures.answered.all),
          formats.number(row.figures.answered.right),
          <WrongOf key="wrong" faqId={row.faqId} title={row.title} n={row.figures.answered.wrong} />,
          formats.number(row.figures.asked.all),
          <MeasuredText key="precision" value={row.figures.precision} />,
          <span key="minutes">
            {minutes(row.minutesPerMonth.saved)}{' '}
            <span className="text-xs text-faint">
              {automationReports.interval(
                minutes(row.minutesPerMonth.low),
                minutes(row.minutesPerMonth.high),
              )}
            </span>
          </span>,
        ],
      }))}
    />
  );
}

function AdviceChip({ advice }: { advice: RehearsalAdvice }) {
  const words = useWords().rehearsals.advice;
  return (
    <Tooltip text={words.hints[advice]}>
      <button type="button" className="cursor-help rounded-sm">
        <Chip look={looks[advice]}>{words.names[advice]}</Chip>
      </button>
    </Tooltip>
  );
}

/** Leads to them in the list below. */
function WrongOf({ faqId, title, n }: { faqId: string; title: string; n: number }) {
  const words = useWords().rehearsals.faqs;
  const formats = useFormats();
  const navigate = route.useNavigate();
  if (n === 0) return <>{formats.number(0)}</>;
  return (
    <button
      type="button"
      aria-label={words.wrongOf(n, title)}
      className="font-medium text-bad-ink underline underline-offset-2"
      onClick={() => {
        void navigate({ search: (now) => ({ run: now.run, faq: faqId }), replace: true });
        document.getElementById(LIST_ID)?.scrollIntoView({ block: 'start' });
      }}
    >
      {formats.number(n)}
    </button>
  );
}
