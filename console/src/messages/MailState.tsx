import type { Delivery } from '@causerie/protocol';
import { Mail, MailWarning } from 'lucide-react';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { StateButton, StateLine } from './StateLine.tsx';

type Props = { delivery: Delivery; align?: 'end' | 'center' };

/** What became of a mail; one that failed says why, and is sent again by one click. */
export function MailState({ delivery, align }: Props) {
  const words = useWords().thread.states;
  const desk = useDesk();
  const report = useReport();
  const [busy, setBusy] = useState(false);
  const resend = async () => {
    setBusy(true);
    await desk.api.resendDelivery(delivery.conversationId, delivery.id).catch(report);
    setBusy(false);
  };
  if (delivery.status === 'failed') {
    return (
      <StateLine bad align={align}>
        <span className="flex items-center gap-1" role="alert">
          <MailWarning aria-hidden="true" />
          {delivery.reason
            ? words.because(words.mailFailed(delivery.address), delivery.reason)
            : words.mailFailed(delivery.address)}
        </span>
        <StateButton onClick={() => void resend()} disabled={busy}>
          {words.again}
        </StateButton>
      </StateLine>
    );
  }
  return (
    <StateLine align={align}>
      <span className="flex items-center gap-1">
        <Mail aria-hidden="true" />
        {(delivery.status === 'queued' ? words.mailQueued : words.mailSent)(delivery.address)}
        {delivery.status === 'read' && ` · ${words.read}`}
      </span>
    </StateLine>
  );
}
