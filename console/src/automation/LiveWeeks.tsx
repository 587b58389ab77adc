import type { FaqLiveReport, FaqLiveWeek } from '@causerie/protocol';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { StackedBars } from './StackedBars.tsx';
import { TableSheet } from './TableSheet.tsx';
import { usePercent } from './usePercent.ts';

const fills = { automated: 'bg-good', handedOver: 'bg-line-strong opacity-40' };

/** Whether automation grows: conversations that ended without a person, and those handed over, week by week. Of one week nothing can be seen. */
export function LiveWeeks({ weeks }: Pick<FaqLiveReport, 'weeks'>) {
  const { automationReports } = useWords();
  const words = automationReports.live.weeks;
  const { tiles } = automationReports.live;
  const formats = useFormats();
  const percent = usePercent();
  if (weeks.length < 2) return null;
  // Noon, so that no time zone makes another day of it.
  const nameOf = ({ from }: FaqLiveWeek) => formats.dayMonth(Date.parse(`${from}T12:00:00Z`));
  const shareOf = (n: number, { automated, handedOver }: FaqLiveWeek) =>
    automated + handedOver > 0 ? percent(n / (automated + handedOver)) : '–';
  return (
    <>
      <StackedBars
        title={words.chart}
        stacks={weeks.map((week) => ({
          key: week.from,
          label: nameOf(week),
          text: `${tiles.automation} ${formats.number(week.automated)}, ${tiles.handedOver} ${formats.number(week.handedOver)}`,
          parts: [
            { key: 'automated', fill: fills.automated, n: week.automated },
            { key: 'handedOver', fill: fills.handedOver, n: week.handedOver },
          ],
        }))}
        legend={[
          { name: tiles.automation, fill: fills.automated },
          { name: tiles.handedOver, fill: fills.handedOver },
        ]}
      />
      <TableSheet
        title={words.title}
        lead={words.lead}
        head={[words.week, tiles.conversations, tiles.automation, tiles.handedOver, tiles.errors]}
        rows={weeks.map((week) => ({
          key: week.from,
          cells: [
            nameOf(week),
            formats.number(week.automated + week.handedOver),
            `${formats.number(week.automated)} (${shareOf(week.automated, week)})`,
            formats.number(week.handedOver),
            `${formats.number(week.wrong)} (${shareOf(week.wrong, week)})`,
          ],
        }))}
      />
    </>
  );
}
