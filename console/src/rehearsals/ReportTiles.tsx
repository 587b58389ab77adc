import type { Measured } from '@causerie/protocol';
import { MeasuredText } from '../automation/MeasuredText.tsx';
import { Tiles } from '../automation/Tiles.tsx';
import { usePercent } from '../automation/usePercent.ts';
import { useMinutes } from '../opportunities/OpportunityLine.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import type { ReportBody } from './Report.tsx';

/** The report in six figures. */
export function ReportTiles({ report: { total, promise, minutesPerMonth } }: { report: ReportBody }) {
  const { opportunities, rehearsals } = useWords();
  const { tiles, hints } = rehearsals;
  const formats = useFormats();
  const percent = usePercent();
  const minutes = useMinutes();
  const { answered, askedRight } = total;
  return (
    <Tiles
      tiles={[
        {
          name: 'answered',
          label: tiles.answered,
          value: <MeasuredText value={total.coverage} />,
          hint: hints.answered(formats.number(answered.all), formats.number(total.messages)),
        },
        {
          name: 'right',
          label: tiles.right,
          value: <MeasuredText value={total.precision} />,
          hint: hints.right(formats.number(total.precision.of), percent(promise)),
        },
        {
          name: 'wrong',
          label: tiles.wrong,
          value: <MeasuredText value={complement(total.precision)} />,
          hint: hints.wrong(formats.number(answered.wrong), answered.unjudged),
        },
        {
          name: 'asked',
          label: tiles.asked,
          value: <MeasuredText value={total.askedShare} />,
          hint: askedRight.share === null ? hints.askedNone : hints.asked(percent(askedRight.share)),
        },
        {
          name: 'left',
          label: tiles.left,
          value: <MeasuredText value={total.leftShare} />,
          hint: hints.left(total.suggested.all),
        },
        {
          name: 'saved',
          label: tiles.saved,
          value: opportunities.minutes(minutes(minutesPerMonth.saved)),
          hint: hints.saved(minutes(minutesPerMonth.low), minutes(minutesPerMonth.high)),
        },
      ]}
    />
  );
}

const complement = ({ of, share, low, high }: Measured): Measured => ({
  of,
  share: share === null ? null : 1 - share,
  low: high === null ? null : 1 - high,
  high: low === null ? null : 1 - low,
});
