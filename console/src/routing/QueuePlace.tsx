import type { Conversation } from '@causerie/protocol';
import { useWords } from '../words/WordsProvider.tsx';
import { useQueuePlace } from './useQueuePlace.ts';

/** `2nd in line`, beside what else is told of a conversation that waits for somebody. */
export function QueuePlace({ row, long }: { row: Conversation; long?: boolean }) {
  const words = useWords().routing;
  const found = useQueuePlace(row);
  if (!found) return null;
  return (
    <span
      title={words.placeHint(found.place, found.waiting)}
      className={
        long
          ? 'tabular min-w-0 shrink-[3] truncate rounded-xs bg-sunken px-1.5 font-medium text-soft'
          : 'tabular shrink-0 text-soft'
      }
    >
      {words.place(found.place)}
    </span>
  );
}
