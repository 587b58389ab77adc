import type { Measured } from '@causerie/protocol';
import { useWords } from '../words/WordsProvider.tsx';
import { usePercent } from './usePercent.ts';

/** A share with its interval, or that there is nothing to count yet. */
export function MeasuredText({ value }: { value: Measured }) {
  const words = useWords().automationReports;
  const percent = usePercent();
  if (value.share === null || value.low === null || value.high === null)
    return <span className="text-faint">{words.notYet}</span>;
  return (
    <>
      {percent(value.share)}{' '}
      <span className="text-xs font-normal text-faint">
        {words.interval(percent(value.low), percent(value.high))}
      </span>
    </>
  );
}
