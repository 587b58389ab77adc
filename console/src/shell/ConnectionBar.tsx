import { useNavigate } from '@tanstack/react-router';
import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useConnection } from '../realtime/useConnection.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** Shown only while something is wrong; short interruptions pass without a word. */
export function ConnectionBar() {
  const words = useWords().shell.connection;
  const { client } = useDesk();
  const navigate = useNavigate();
  const { state, refusal, waiting } = useConnection();
  const wrong = useLasting(state === 'offline' || state === 'connecting', 700) || state === 'refused';
  const signIn = refusal?.reason === 'unauthorised';
  const text = state === 'refused' ? refusedText(words, refusal) : words.offline;
  return (
    <div role="status" className="shrink-0">
      {wrong && state !== 'online' && (
        <div className="flex min-h-9 items-center gap-2 border-b border-line bg-warn-soft px-4 py-1 text-sm text-warn-ink">
          <WifiOff className="size-4 shrink-0" aria-hidden="true" />
          <span className="min-w-0 flex-1">
            {text}
            {waiting > 0 && <span className="tabular ms-2 font-medium">{words.waiting(waiting)}</span>}
          </span>
          {state === 'offline' && (
            <Button size="sm" look="quiet" className="text-warn-ink" onClick={() => client.wake()}>
              {words.again}
            </Button>
          )}
          {state === 'refused' && signIn && (
            <Button
              size="sm"
              onClick={() => void navigate({ to: '/sign-in', search: { next: location.pathname } })}
            >
              {words.signInNow}
            </Button>
          )}
          {state === 'refused' && !signIn && (
            <Button size="sm" onClick={() => location.reload()}>
              {words.reloadNow}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function refusedText(
  words: { reload: string; signIn: string; refused: string },
  refusal: ReturnType<typeof useConnection>['refusal'],
): string {
  if (refusal?.reload) return words.reload;
  return refusal?.reason === 'unauthorised' ? words.signIn : words.refused;
}

/** True once `condition` has held for `ms`; false at once when it ends. */
function useLasting(condition: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!condition) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [condition, ms]);
  return lasting;
}
