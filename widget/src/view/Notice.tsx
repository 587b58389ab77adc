import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../words/words.ts';
import { useMessengerState } from './context.ts';

/** How long a lost connection is nobody's business, in milliseconds: most are back before that. */
const PATIENCE = 1500;

/** One line at the top that tells the truth about the connection, and what becomes of what is written meanwhile. */
export function Notice() {
  const words = useWords();
  const connection = useMessengerState((s) => s.connection);
  const problem = useMessengerState((s) => s.problem);
  const inbox = useMessengerState((s) => s.inbox);
  const late = useLate(connection === 'offline' || connection === 'connecting');
  const networkDown = useNetworkDown();

  if (problem === 'too_old')
    return (
      <p class="notice" role="status">
        {words.tooOld}{' '}
        <button type="button" class="link" onClick={() => location.reload()}>
          {words.reload}
        </button>
      </p>
    );
  const text =
    problem === 'refused'
      ? words.refused
      : problem === 'link_expired'
        ? words.linkExpired
        : networkDown
          ? words.offline
          : late
            ? inbox
              ? words.reconnecting
              : words.cannotStart
            : undefined;
  return (
    <div role="status" class={text ? 'notice' : undefined}>
      {text}
    </div>
  );
}

function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(waiting), waiting ? PATIENCE : 0);
    return () => clearTimeout(timer);
  }, [waiting]);
  return late && waiting;
}

function useNetworkDown(): boolean {
  const [down, setDown] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => setDown(!navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return down;
}
