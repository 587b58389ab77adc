import type { Timeline, TimelineSnapshot } from '@causerie/client';
import type { Conversation } from '@causerie/protocol';
import { Bot, Lock } from 'lucide-react';
import { memo } from 'react';
import { useMe } from '../api/meQuery.ts';
import { BotSource } from '../bot/BotSource.tsx';
import { contactName } from '../conversations/contactName.ts';
import { useMember } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { ContentView, fillsBubble } from './contentViews.tsx';
import { MessageState } from './MessageState.tsx';
import type { ThreadItem, ThreadMessage } from './threadItems.ts';

type Props = {
  line: Extract<ThreadItem, { type: 'message' }>;
  snapshot: TimelineSnapshot<Conversation>;
  timeline: Timeline<Conversation>;
  row: Conversation | undefined;
  /** It is what was searched for. */
  found?: boolean;
};

/** One bubble. The customer at the start of the line, we at the end; notes on a ground of their own. */
export function MessageLine({ line, snapshot, timeline, row, found }: Props) {
  const { message, first, last } = line;
  const words = useWords();
  const theirs = message.author.kind === 'contact';
  const name = useAuthorName(message, row);
  const { time, full } = useFormats();
  const me = useMe();
  return (
    <article
      aria-current={found ? 'true' : undefined}
      aria-label={`${message.note ? `${words.thread.note}, ` : ''}${name}, ${time(message.at)}`}
      className={cx(
        'group flex items-end gap-2 px-5 max-md:px-3',
        found && 'bg-accent-soft/60 py-1.5',
        !theirs && 'flex-row-reverse',
        last ? 'pb-3' : 'pb-0.5',
      )}
    >
      <span className="w-6 shrink-0 max-md:hidden">
        {last && message.author.kind === 'bot' && <BotSign />}
        {last && message.author.kind !== 'bot' && (
          <Avatar
            id={message.author.id ?? 'system'}
            // A visitor without a name is a person's sign, not the letters of "Visitor 3F".
            name={
              theirs
                ? (row?.contact.name ?? row?.contact.email)
                : message.author.id === me.id
                  ? me.name
                  : name
            }
            url={message.author.avatarUrl}
            size="sm"
          />
        )}
      </span>
      <div
        className={cx('flex min-w-0 max-w-[min(36rem,82%)] flex-col', theirs ? 'items-start' : 'items-end')}
      >
        {first && (
          <div className="mb-1 flex max-w-full items-baseline gap-2 px-1 text-xs text-faint">
            <span className="flex shrink-0 items-center gap-1 font-medium text-soft">
              {message.author.kind === 'bot' && <Bot className="size-3.5 md:hidden" aria-hidden="true" />}
              {name}
            </span>
            <time dateTime={new Date(message.at).toISOString()} title={full(message.at)} className="shrink-0">
              {time(message.at)}
            </time>
            {message.author.kind === 'bot' && <BotSource seq={message.seq} />}
          </div>
        )}
        <Bubble message={message} first={first} last={last} />
        <MessageState message={message} last={last} snapshot={snapshot} timeline={timeline} row={row} />
      </div>
    </article>
  );
}

/** In place of a face: nobody takes it for a colleague. */
function BotSign() {
  return (
    <span
      aria-hidden="true"
      className="flex size-6 items-center justify-center rounded-full bg-accent text-on-accent"
    >
      <Bot className="size-4" />
    </span>
  );
}

type BubbleProps = { message: ThreadMessage; first: boolean; last: boolean };

const Bubble = memo(function Bubble({ message, first, last }: BubbleProps) {
  const words = useWords().thread;
  const theirs = message.author.kind === 'contact';
  const ground = message.note
    ? 'border border-dashed border-note-line bg-note text-note-ink'
    : theirs
      ? 'bg-sunken text-ink dark:bg-raised'
      : 'bg-accent-soft text-ink';
  const corners = theirs
    ? cx(!first && 'rounded-ss-sm', !last && 'rounded-es-sm')
    : cx(!first && 'rounded-se-sm', !last && 'rounded-ee-sm');
  return (
    <div
      className={cx(
        'min-w-0 max-w-full rounded-xl text-[14.5px] leading-[1.55]',
        fillsBubble(message.content) ? 'p-1' : 'px-3.5 py-2',
        ground,
        corners,
        message.state === 'pending' && 'opacity-70',
        message.state === 'failed' && 'ring-1 ring-bad',
      )}
    >
      {message.note && first && (
        <p className="mb-0.5 flex items-center gap-1 text-2xs font-medium opacity-90">
          <Lock className="size-3" aria-hidden="true" />
          {words.noteHint}
        </p>
      )}
      <ContentView content={message.content} />
    </div>
  );
});

function useAuthorName({ author }: ThreadMessage, row: Conversation | undefined): string {
  const words = useWords();
  const { userId } = useDesk();
  const member = useMember(author.kind === 'agent' ? author.id : null);
  if (author.kind === 'contact') {
    return row ? contactName(row.contact, words.inbox.visitor) : words.inbox.visitor;
  }
  if (author.id === userId) return words.thread.you;
  const fallback = {
    agent: words.thread.events.somebody,
    bot: words.thread.bot,
    system: words.thread.system,
  };
  return member?.name ?? author.name ?? fallback[author.kind];
}
