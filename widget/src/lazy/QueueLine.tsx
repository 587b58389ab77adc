import type { ServerFrameOf } from '@causerie/protocol';
import { addStyle } from '../view/addStyle.ts';
import { useMessengerState } from '../view/context.ts';
import { useSpeech } from '../words/words.ts';
import { formatMinutes } from './formatMinutes.ts';
import css from './queue.css?inline';
import { queueWords } from './queueWords.ts';

addStyle(css);

/** Where one stands in the queue and how long it may take, and that nobody need wait in front of the screen. */
export function QueueLine({ place, expectedSeconds }: ServerFrameOf<'queue'>) {
  const { language } = useSpeech();
  const byMail = useMessengerState((s) => !!s.session?.email);
  const words = queueWords[language.split('-')[0]!.toLowerCase()] ?? queueWords.en!;
  return (
    <div class="queue" role="status">
      <strong>
        {words.place(place!, expectedSeconds ? formatMinutes(language, expectedSeconds) : undefined)}
      </strong>{' '}
      {words.leave(byMail)}
    </div>
  );
}
