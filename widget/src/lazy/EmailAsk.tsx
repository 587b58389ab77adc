import { useState } from 'preact/hooks';
import { useMessenger, useMessengerState } from '../view/context.ts';
import { EmailForm } from './EmailForm.tsx';
import { useLateWords } from './lateWords.ts';

/** Asks once, after the visitor wrote something, and takes no for an answer. */
export function EmailAsk() {
  const late = useLateWords();
  const messenger = useMessenger();
  const email = useMessengerState((s) => s.session?.email);
  const [state, setState] = useState<'ask' | 'saved' | 'done'>('ask');
  if (state === 'saved' && email) return <p class="quiet">{late.emailSaved(email)}</p>;
  if (state !== 'ask') return null;
  const done = (next: 'saved' | 'done') => {
    messenger.memory.set('emailAsked', '1');
    setState(next);
  };
  return (
    <div class="card email-ask">
      <EmailForm
        label={late.emailAsk}
        submit={late.save}
        onEmail={async (address) => {
          await messenger.patch({ email: address });
          done('saved');
        }}
      />
      <button type="button" class="link" onClick={() => done('done')}>
        {late.notNow}
      </button>
    </div>
  );
}
