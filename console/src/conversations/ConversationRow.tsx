import type { AgentRead, Conversation } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { Globe, Image, type LucideIcon, Mail, MapPin, Mic, Paperclip, Star, Video } from 'lucide-react';
import { memo, useId } from 'react';
import { isAssistant } from '../bot/useDecisions.ts';
import { hasBot, WithBot } from '../bot/WithBot.tsx';
import { LabelChip } from '../labels/LabelChip.tsx';
import { useHasDraft } from '../messages/drafts.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useNow } from '../realtime/useNow.ts';
import { QueuePlace } from '../routing/QueuePlace.tsx';
import { currentTarget, urgencyOf } from '../sla/currentTarget.ts';
import { SlaChip } from '../sla/SlaChip.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { contactName } from './contactName.ts';
import { keepFilter } from './keepFilter.ts';
import { PrioritySign } from './PrioritySign.tsx';
import { concerns, unreadOf } from './rows.ts';
import { shortDate } from './shortDate.ts';
import { useMember } from './useDirectory.ts';
import { useRow } from './useRows.ts';
import { formatDuration, waitingLevel } from './waiting.ts';

type Props = { id: string; view: string; read: AgentRead | undefined; active: boolean };

/**
 * One conversation at a glance: who, last words and by whom, how long they wait, unread, channel, assignee. The whole
 * row is one link, named after the person only: lists of links then read as lists of people.
 */
export const ConversationRow = memo(function ConversationRow({ id, view, read, active }: Props) {
  const words = useWords().inbox;
  const { workspaceId, userId } = useDesk();
  const row = useRow(id);
  const draft = useHasDraft(id);
  const nameId = useId();
  if (!row) return null;
  const unread = concerns(row, userId) ? unreadOf(row, read) : 0;
  return (
    <Link
      to="/w/$workspaceId/inbox/$view/$conversationId"
      params={{ workspaceId, view, conversationId: id }}
      search={keepFilter}
      aria-labelledby={nameId}
      aria-describedby={`${nameId}-more`}
      aria-current={active ? 'true' : undefined}
      className={cx(
        'relative flex h-full gap-3 border-b border-line ps-3.5 pe-3 py-2.5 transition-colors focus-visible:-outline-offset-2',
        active
          ? 'bg-accent-soft/70 before:absolute before:inset-y-0 before:start-0 before:w-0.75 before:bg-accent'
          : 'hover:bg-paper',
      )}
    >
      <Avatar id={row.contact.id} name={row.contact.name ?? row.contact.email} className="mt-0.5" />
      <div id={`${nameId}-more`} className="flex min-w-0 flex-1 flex-col">
        <div className="flex items-baseline gap-2">
          <span
            id={nameId}
            dir="auto"
            className={cx('min-w-0 truncate text-sm leading-5', unread > 0 ? 'font-semibold' : 'font-medium')}
          >
            {contactName(row.contact, words.visitor)}
          </span>
          <PrioritySign priority={row.priority} />
          <span className="flex-1" />
          <RowTime row={row} />
        </div>
        <div className="flex items-center gap-2">
          <Preview row={row} strong={unread > 0} />
          {unread > 0 && (
            <span className="tabular flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full bg-accent px-1.5 text-2xs font-semibold text-on-accent">
              <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
              <span className="sr-only">{words.row.unread(unread)}</span>
            </span>
          )}
        </div>
        <RowFoot row={row} draft={draft} mine={view === 'mine'} />
      </div>
    </Link>
  );
});

/** How long the contact waits, counting up; without anybody waiting, when the last words were said. */
function RowTime({ row }: { row: Conversation }) {
  const words = useWords();
  const formats = useFormats();
  const { client } = useDesk();
  // By the server's clock: a computer that goes wrong by minutes must not show another wait than a colleague's.
  const now = useNow() + client.clockOffsetMs;
  if (row.status === 'snoozed' && row.snoozedUntil) {
    const until = new Date(row.snoozedUntil);
    return (
      <time dateTime={row.snoozedUntil} className="shrink-0 text-xs text-faint">
        {words.inbox.row.until(shortDate(formats, until, now))}
      </time>
    );
  }
  // What the bot has waits for nobody.
  if (row.waitingSince && row.status !== 'resolved' && !hasBot(row)) {
    const ms = Math.max(0, now - Date.parse(row.waitingSince));
    // Where something is promised, the promise says how urgent it is.
    const promised = currentTarget(row);
    const level = promised ? urgencyOf(promised, now) : waitingLevel(row.mode, ms);
    const text = formatDuration(words.duration, ms);
    return (
      <time
        dateTime={row.waitingSince}
        title={words.inbox.row.waiting(text)}
        className={cx(
          'shrink-0 text-xs font-medium',
          { calm: 'text-faint', amber: 'text-warn-ink', red: 'text-bad-ink' }[level],
        )}
      >
        {level !== 'calm' && (
          <span
            aria-hidden="true"
            className={cx(
              'me-1 inline-block size-1.5 rounded-full align-middle',
              level === 'red' ? 'bg-bad' : 'bg-warn',
            )}
          />
        )}
        {text}
      </time>
    );
  }
  return (
    <time dateTime={row.activeAt} className="shrink-0 text-xs text-faint">
      {shortDate(formats, new Date(row.activeAt), now)}
    </time>
  );
}

function Preview({ row, strong }: { row: Conversation; strong: boolean }) {
  const { inbox: words, bot } = useWords();
  const { userId } = useDesk();
  const last = row.lastMessage;
  const author = useMember(last?.author.kind === 'agent' ? last.author.id : null);
  const by =
    last?.author.kind === 'contact'
      ? null
      : last?.author.id === userId
        ? words.row.you
        : last && isAssistant(last.author)
          ? bot.name
          : (author?.name ?? last?.author.name)?.split(' ')[0];
  return (
    <p
      dir="auto"
      className={cx(
        'min-w-0 flex-1 truncate text-start text-sm leading-5',
        strong ? 'text-ink' : 'text-soft',
      )}
    >
      {by && <span className="text-faint">{by}: </span>}
      {last ? <LastWords message={last} /> : words.row.noMessages}
    </p>
  );
}

const kindSigns: Record<string, LucideIcon> = {
  image: Image,
  file: Paperclip,
  audio: Mic,
  video: Video,
  location: MapPin,
  rating_answer: Star,
};

/** The preview, with a sign of our own in place of the one that the plain text begins with. */
function LastWords({ message }: { message: NonNullable<Conversation['lastMessage']> }) {
  const Sign = kindSigns[message.kind];
  if (!Sign) return message.preview;
  return (
    <>
      <Sign className="me-1 inline size-3.5 -translate-y-px" aria-hidden="true" />
      {message.preview.replace(/^(🖼|📎|🎤|🎬)\uFE0F?\s*/u, '')}
    </>
  );
}

/** In one's own list the assignee says nothing new. */
function RowFoot({ row, draft, mine }: { row: Conversation; draft: boolean; mine: boolean }) {
  const words = useWords().inbox;
  const assignee = useMember(row.assigneeId);
  const Sign = row.channel === 'email' ? Mail : Globe;
  return (
    <div className="flex h-4 items-center gap-1.5 text-2xs text-faint">
      <Sign className="size-3 shrink-0" aria-hidden="true" />
      <span className="sr-only">{words.channel[row.channel] ?? row.channel}</span>
      {row.mode === 'live' && row.status === 'open' && (
        <span className="flex items-center gap-1 font-medium text-good-ink">
          <span aria-hidden="true" className="size-1.5 rounded-full bg-good" />
          {words.live}
        </span>
      )}
      <SlaChip row={row} />
      <QueuePlace row={row} />
      <WithBot row={row} />
      {row.labels.slice(0, 2).map((label) => (
        <LabelChip key={label} name={label} small />
      ))}
      {draft && <span className="font-medium text-accent-ink">{words.row.draft}</span>}
      <span className="flex-1" />
      {assignee && !mine && (
        <span title={words.row.assignedTo(assignee.name)} className="flex">
          <Avatar id={assignee.userId} name={assignee.name} url={assignee.avatarUrl} size="xs" />
          <span className="sr-only">{words.row.assignedTo(assignee.name)}</span>
        </span>
      )}
    </div>
  );
}
