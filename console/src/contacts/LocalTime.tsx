import { useNow } from '../realtime/useNow.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { hoursAhead } from './hoursAhead.ts';

/** What the clock says where the contact is: whether one may expect an answer now. */
export function LocalTime({ timeZone }: { timeZone: string }) {
  const words = useWords().contact;
  const formats = useFormats();
  const now = useNow();
  const hours = hoursAhead(timeZone, now);
  if (hours === undefined) return null;
  const difference =
    hours === 0
      ? words.sameTime
      : hours > 0
        ? words.ahead(formats.number(hours))
        : words.behind(formats.number(-hours));
  return (
    <p className="text-xs text-faint" title={timeZone}>
      <span className="sr-only">{words.localTime}: </span>
      <time className="text-soft">{formats.timeIn(now, timeZone)}</time> · {difference}
    </p>
  );
}
