import type { FaqLiveReport, FaqLiveRow } from '@causerie/protocol';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { FaqTitle } from './FaqTitle.tsx';
import { MeasuredText } from './MeasuredText.tsx';
import { TableSheet } from './TableSheet.tsx';
import { usePercent } from './usePercent.ts';

const columns = ['answered', 'asked', 'helpful', 'unhelpful', 'silent', 'corrected', 'personNeeded'] as const;

/** What the bot did and what came of it: figures, and a row for each FAQ. */
export function LiveFigures({ report }: { report: FaqLiveReport }) {
  const words = useWords().automationReports;
  const formats = useFormats();
  if (report.conversations === 0)
    return (
      <section className="rounded-xl border border-line bg-raised px-5 py-4 text-sm shadow-soft">
        <h2 className="font-semibold">{words.live.title}</h2>
        <p className="mt-1 text-faint">{words.live.empty}</p>
      </section>
    );
  const cells = (row: FaqLiveRow) => [
    ...columns.map((column) => formats.number(row[column])),
    <MeasuredText key="precision" value={row.precision} />,
  ];
  return (
    <>
      <Tiles report={report} />
      <TableSheet
        title={words.live.title}
        head={[
          words.faq,
          ...columns.map((column) => words.live.columns[column]),
          words.live.columns.precision,
        ]}
        rows={[
          ...report.items.map((row) => ({
            key: row.faqId ?? '',
            cells: [<FaqTitle key="title" faqId={row.faqId} title={row.title} />, ...cells(row)],
          })),
          { key: 'total', strong: true, cells: [words.total, ...cells(report.total)] },
        ]}
      />
    </>
  );
}

function Tiles({ report }: { report: FaqLiveReport }) {
  const { live } = useWords().automationReports;
  const formats = useFormats();
  const percent = usePercent();
  const money = new Intl.NumberFormat(formats.locale, {
    style: 'currency',
    currency: report.currency,
    maximumFractionDigits: 0,
  });
  const tiles = [
    { name: 'automation', value: <MeasuredText value={report.automation} />, hint: live.hints.automation },
    {
      name: 'precision',
      value: <MeasuredText value={report.total.precision} />,
      hint: live.hints.precision(percent(report.promise)),
    },
    { name: 'errors', value: <MeasuredText value={report.errors} />, hint: live.hints.errors },
    {
      name: 'saved',
      value: live.minutes(formats.number(Math.round(report.minutesSaved))),
      hint: live.hints.saved(money.format(report.worthSaved)),
    },
    { name: 'conversations', value: formats.number(report.conversations), hint: live.hints.conversations },
    { name: 'handedOver', value: formats.number(report.handedOver), hint: live.hints.handedOver },
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-3">
      {tiles.map((tile) => (
        <div key={tile.name} className="rounded-xl border border-line bg-raised px-4 py-3 shadow-soft">
          <dt className="text-xs text-soft">{live.tiles[tile.name]}</dt>
          <dd className="text-lg font-semibold tabular-nums">{tile.value}</dd>
          <dd className="text-2xs text-faint">{tile.hint}</dd>
        </div>
      ))}
    </dl>
  );
}
