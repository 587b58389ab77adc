import type { Timeline, TimelineSnapshot } from '@causerie/client';
import type { Conversation } from '@causerie/protocol';
import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react';
import type { AppErrorCode } from '../api/AppError.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { MailState } from './MailState.tsx';
import { StateButton, StateLine } from './StateLine.tsx';
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

function Seen({ read }: { read: boolean }) {
  const words = useWords().thread.states;
  return (
    <StateLine>
      <span className="flex items-center gap-1">
        {read ? <CheckCheck className="text-accent-ink" aria-hidden="true" /> : <Check aria-hidden="true" />}
        {read ? words.read : words.sent}
      </span>
    </StateLine>
  );
}

function Pending({ live }: { live: boolean }) {
  const words = useWords().thread.states;
  return (
    <StateLine>
      <span className="flex items-center gap-1">
        <Clock aria-hidden="true" />
        {live ? words.sending : words.kept}
      </span>
    </StateLine>
  );
}

function Failed({ message, timeline }: { message: ThreadMessage; timeline: Timeline<Conversation> }) {
  const words = useWords();
  const { states } = words.thread;
  const code = message.failure?.code as AppErrorCode | undefined;
  return (
    <StateLine bad>
      <span className="flex items-center gap-1" role="alert">
        <CircleAlert aria-hidden="true" />
        {states.because(states.failed, (code && words.errors[code]) ?? message.failure?.reason ?? '')}
      </span>
      <StateButton onClick={() => void timeline.resend(message.id)}>{states.again}</StateButton>
      <StateButton onClick={() => void timeline.discard(message.id)}>{states.discard}</StateButton>
    </StateLine>
  );
}
