import type { Timeline, TimelineSnapshot } from '@causerie/client';
import type { Conversation, Delivery } from '@causerie/protocol';
import { Check, CheckCheck, CircleAlert, Clock, Mail, MailWarning } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AppErrorCode } from '../api/AppError.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { cx } from '../ui/cx.ts';
import { useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import type { ThreadMessage } from './threadItems.ts';

type Props = {
  message: ThreadMessage;
  last: boolean;
  snapshot: TimelineSnapshot<Conversation>;
  timeline: Timeline<Conversation>;
  row: Conversation | undefined;
};

/** What became of a message of ours, only where it matters: the last of the thread, what waits, what failed. */
export function MessageState({ message, last, snapshot, timeline, row }: Props) {
  if (message.author.kind === 'contact') return null;
  if (message.state === 'failed') return <Failed message={message} timeline={timeline} />;
  if (message.state === 'pending') return last ? <Pending live={snapshot.live} /> : null;
  const delivery = snapshot.deliveries.findLast((d) => d.lastSeq === message.seq && d.channel !== 'web');
  const newest = last && !message.note && message.seq === lastOwnSeq(snapshot);
  return (
    <>
      {newest && !delivery && <Seen read={(row?.contactReadSeq ?? 0) >= (message.seq ?? 0)} />}
      {delivery && <MailState delivery={delivery} />}
    </>
  );
}

/** The newest message that is not the contact's. */
function lastOwnSeq(snapshot: TimelineSnapshot<Conversation>): number | undefined {
  const item = snapshot.items.findLast(
    (i) => i.state === 'confirmed' && i.entry.kind === 'message' && i.entry.author.kind !== 'contact',
  );
  return item?.state === 'confirmed' ? item.entry.seq : undefined;
}

function Line({ bad, children }: { bad?: boolean; children: ReactNode }) {
  return (
    <div
      className={cx(
        'mt-1 flex flex-wrap items-center justify-end gap-x-2 gap-y-0.5 px-1 text-xs [&_svg]:size-3.5 [&_svg]:shrink-0',
        bad ? 'text-bad-ink' : 'text-faint',
      )}
    >
      {children}
    </div>
  );
}

function Seen({ read }: { read: boolean }) {
  const words = useWords().thread.states;
  return (
    <Line>
      <span className="flex items-center gap-1">
        {read ? <CheckCheck className="text-accent-ink" aria-hidden="true" /> : <Check aria-hidden="true" />}
        {read ? words.read : words.sent}
      </span>
    </Line>
  );
}

function Pending({ live }: { live: boolean }) {
  const words = useWords().thread.states;
  return (
    <Line>
      <span className="flex items-center gap-1">
        <Clock aria-hidden="true" />
        {live ? words.sending : words.kept}
      </span>
    </Line>
  );
}

function Failed({ message, timeline }: { message: ThreadMessage; timeline: Timeline<Conversation> }) {
  const words = useWords();
  const { states } = words.thread;
  const code = message.failure?.code as AppErrorCode | undefined;
  return (
    <Line bad>
      <span className="flex items-center gap-1" role="alert">
        <CircleAlert aria-hidden="true" />
        {states.because(states.failed, (code && words.errors[code]) ?? message.failure?.reason ?? '')}
      </span>
      <LineButton onClick={() => void timeline.resend(message.id)}>{states.again}</LineButton>
      <LineButton onClick={() => void timeline.discard(message.id)}>{states.discard}</LineButton>
    </Line>
  );
}

function MailState({ delivery }: { delivery: Delivery }) {
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
      <Line bad>
        <span className="flex items-center gap-1" role="alert">
          <MailWarning aria-hidden="true" />
          {delivery.reason
            ? words.because(words.mailFailed(delivery.address), delivery.reason)
            : words.mailFailed(delivery.address)}
        </span>
        <LineButton onClick={() => void resend()} disabled={busy}>
          {words.again}
        </LineButton>
      </Line>
    );
  }
  return (
    <Line>
      <span className="flex items-center gap-1">
        <Mail aria-hidden="true" />
        {(delivery.status === 'queued' ? words.mailQueued : words.mailSent)(delivery.address)}
        {delivery.status === 'read' && ` · ${words.read}`}
      </span>
    </Line>
  );
}

function LineButton(props: { onClick: () => void; disabled?: boolean; children: ReactNode }) {
  return (
    <button
      type="button"
      {...props}
      className="inline-flex items-center gap-1 rounded-xs font-medium underline underline-offset-2 disabled:opacity-50 max-md:min-h-8"
    >
      {props.children}
    </button>
  );
}
