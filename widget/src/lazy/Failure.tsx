import { useSpeech } from '../words/words.ts';
import { useLateWords } from './lateWords.ts';

type Props = { code: string; reason: string; onResend(): void; onDiscard(): void };

/** Why a message was refused, and what can be done about it. */
export function Failure({ code, reason, onResend, onDiscard }: Props) {
  const { words } = useSpeech();
  const say = useLateWords();
  const blocked = code === 'contact_blocked';
  return (
    <p class="failure" role="alert">
      <span>
        {blocked ? `${say.notTaken}.` : `${say.notSent}. ${code === 'too_large' ? words.tooLong : reason}`}
      </span>
      {!blocked && (
        <button type="button" class="link" onClick={onResend}>
          {say.sendAgain}
        </button>
      )}
      <button type="button" class="link" onClick={onDiscard}>
        {say.remove}
      </button>
    </p>
  );
}
