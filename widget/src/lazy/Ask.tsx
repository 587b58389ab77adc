import { useState } from 'preact/hooks';
import { useMessenger } from '../view/context.ts';
import { useWords } from '../words/words.ts';
import { EmailForm } from './EmailForm.tsx';
import { useLateWords } from './lateWords.ts';

export type Asking = 'transcript' | 'end';

/** What must be asked before the conversation as a whole is dealt with: really end? transcript to where? */
export function Ask({
  id,
  what,
  email,
  onDone,
}: {
  id: string;
  what: Asking;
  email?: string;
  onDone(): void;
}) {
  const words = useWords();
  const late = useLateWords();
  const messenger = useMessenger();
  const [failed, setFailed] = useState(false);
  const act = (action: 'close' | 'transcript') =>
    messenger.act(id, action).then(onDone, () => setFailed(true));
  /** It goes to the visitor's own address only, so what they type becomes theirs first. */
  const sendTo = async (address: string) => {
    if (address !== email) await messenger.patch({ email: address });
    await act('transcript');
  };
  return (
    <section class="ask" aria-label={what === 'end' ? late.endChat : late.sendTranscript}>
      {failed && <p role="alert">{words.failed}</p>}
      {what === 'end' ? (
        <>
          <p>{late.endConfirm}</p>
          <button type="button" class="primary" onClick={() => void act('close')}>
            {late.endChat}
          </button>
        </>
      ) : (
        <EmailForm label={late.transcriptTo} value={email} submit={words.submit} onEmail={sendTo} />
      )}
      <button type="button" class="link" onClick={onDone}>
        {what === 'end' ? late.endKeep : late.notNow}
      </button>
    </section>
  );
}
