import type { FaqMatrix } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { CostChip, DecisionChip, StageChip } from './chips.tsx';
import { MatrixPicture } from './MatrixPicture.tsx';
import { decisionAt } from './matrixDots.ts';
import { PeriodField } from './PeriodField.tsx';
import { ReportsGuard } from './ReportsGuard.tsx';
import { TableSheet } from './TableSheet.tsx';
import { FACT_DAYS, useMatrix } from './useFaqs.ts';
import { usePercent } from './usePercent.ts';

/** Every FAQ by how sure the engine is of it and how bad it is to be wrong, and what the rule does there. */
export function MatrixPage() {
  const { automation: words, automationReports } = useWords();
  const [days, setDays] = useState(FACT_DAYS);
  const matrix = useMatrix(days);
  return (
    <ReportsGuard
      wide
      title={words.nav.matrix}
      lead={automationReports.matrix.lead}
      action={<PeriodField days={days} onDays={setDays} />}
    >
      {matrix.data ? (
        <Content matrix={matrix.data} />
      ) : (
        <ListState error={matrix.error} onRetry={() => void matrix.refetch()} />
      )}
    </ReportsGuard>
  );
}

function Content({ matrix }: { matrix: FaqMatrix }) {
  const { automation, automationReports } = useWords();
  const words = automationReports.matrix;
  const { workspaceId } = useDesk();
  if (matrix.items.length === 0)
    return (
      <div className="flex flex-col items-center gap-3 rounded-xl border border-line bg-raised px-5 py-8 text-sm text-faint">
        <p className="text-center">{words.empty}</p>
        <Link to="/w/$workspaceId/automation/faqs" params={{ workspaceId }} className={buttonClass()}>
          {automation.nav.faqs}
        </Link>
      </div>
    );
  const unseen = matrix.items.filter((item) => item.probability === null);
  return (
    <>
      <MatrixPicture matrix={matrix} />
      {unseen.length > 0 && (
        <section className="text-sm">
          <h2 className="mb-1.5 text-xs font-medium text-soft">{words.none}</h2>
          <ul className="flex flex-wrap gap-1.5">
            {unseen.slice(0, 40).map((item) => (
              <li key={item.faqId}>
                <Link
                  to="/w/$workspaceId/automation/faqs/$faqId"
                  params={{ workspaceId, faqId: item.faqId }}
                  className="inline-block max-w-60 truncate rounded-md border border-line bg-raised px-2 py-1 hover:bg-hover"
                >
                  {item.title}
                </Link>
              </li>
            ))}
            {unseen.length > 40 && <li className="px-1 py-1 text-faint">+ {unseen.length - 40}</li>}
          </ul>
        </section>
      )}
      <MatrixTable matrix={matrix} />
    </>
  );
}

function MatrixTable({ matrix }: { matrix: FaqMatrix }) {
  const { automationReports: words } = useWords();
  const { workspaceId } = useDesk();
  const formats = useFormats();
  const percent = usePercent();
  const { columns } = words.matrix;
  return (
    <TableSheet
      title={words.matrix.table}
      lead={words.matrix.tableLead}
      head={[
        words.faq,
        columns.cost,
        columns.stage,
        columns.probability,
        columns.does,
        columns.measured,
        columns.messages,
        columns.minutes,
      ]}
      rows={matrix.items.map((item) => ({
        key: item.faqId,
        cells: [
          <Link
            key="title"
            to="/w/$workspaceId/automation/faqs/$faqId"
            params={{ workspaceId, faqId: item.faqId }}
            className="hover:underline"
          >
            {item.title}
          </Link>,
          <CostChip key="cost" cost={item.cost} />,
          <StageChip key="stage" stage={item.stage} />,
          item.probability === null ? '–' : percent(item.probability),
          item.probability === null ? (
            '–'
          ) : (
            <DecisionChip key="does" kind={decisionAt(matrix, item.cost, item.probability)} />
          ),
          item.measured.share === null
            ? words.notYet
            : `${percent(item.measured.share)} (${words.judged(item.measured.of)})`,
          formats.number(item.messages),
          formats.number(Math.round(item.minutesPerMonth)),
        ],
      }))}
    />
  );
}
