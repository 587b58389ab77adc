import type { TimelineItem } from '@causerie/client';
import type { Author, Content, EventBody } from '@causerie/protocol';
import { ContentView } from '../content/ContentView.tsx';
import { Avatar } from '../view/Avatar.tsx';
import { useMessengerState } from '../view/context.ts';
import { lazy } from '../view/lazy.tsx';
import type { Words } from '../words/en.ts';
import { formatDay, formatTime } from '../words/times.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { idOf, type Row } from './group.ts';

const Failure = lazy(() => import('../lazy/Failure.tsx').then((m) => m.Failure));

type Props = {
  row: Row;
  answers: ReadonlyMap<string, Content>;
  /** The visitor's last message: the one that shows what became of it. */
  lastMine?: string;
  seenSeq: number;
  online: boolean;
  send(contents: Content[]): void;
  resend(entryId: string): void;
  discard(entryId: string): void;
};

export function RowView(props: Props) {
  const speech = useSpeech();
  const { row } = props;
  if (row.row === 'day') return <h2 class="quiet day">{formatDay(speech, row.at, new Date())}</h2>;
  if (row.row === 'event') return <p class="quiet">{eventLine(row.event, speech.words)}</p>;
  return <Group {...props} row={row} />;
}

function Group(props: Props & { row: Extract<Row, { row: 'group' }> }) {
  const speech = useSpeech();
  const { row } = props;
  const name = useAuthorName(row.author);
  const last = row.items.at(-1)!;
  return (
    <article class={`group ${row.mine ? 'mine' : 'theirs'}`} aria-label={name}>
      {!row.mine && <Avatar name={name} url={row.author.avatarUrl} />}
      <div class="messages">
        {!row.mine && <span class="who">{name}</span>}
        {row.items.map((item) => (
          <Message key={idOf(item)} {...props} item={item} />
        ))}
        <span class="foot">
          {last.state === 'confirmed' && <time>{formatTime(speech, row.at)}</time>}
          <Fate {...props} item={last} />
        </span>
      </div>
    </article>
  );
}

function Message({ item, answers, send, resend, discard }: Props & { item: TimelineItem }) {
  const id = idOf(item);
  const content = item.state === 'confirmed' ? item.entry.content : item.message.content;
  if (!content) return null;
  const mine = item.state !== 'confirmed' || item.entry.author.kind === 'contact';
  return (
    <div class={`message ${item.state}`}>
      <ContentView
        content={content}
        entryId={id}
        mine={mine}
        answer={answers.get(id)}
        reply={(c) => send([c])}
      />
      {item.state === 'failed' && (
        <Failure
          code={item.code}
          reason={item.reason}
          onResend={() => resend(id)}
          onDiscard={() => discard(id)}
        />
      )}
    </div>
  );
}

/** What became of the visitor's last message. */
function Fate({ item, lastMine, seenSeq, online }: Props & { item: TimelineItem }) {
  const words = useWords();
  if (item.state === 'pending') return <span>{online ? words.sending : words.waiting}</span>;
  if (item.state === 'failed' || idOf(item) !== lastMine) return null;
  return <span>· {item.entry.seq <= seenSeq ? words.seen : words.sent}</span>;
}

function useAuthorName(author: Author): string {
  const words = useWords();
  const company = useMessengerState((s) => s.inbox?.companyName) ?? '';
  if (author.kind === 'contact') return words.you;
  return author.name ?? (author.kind === 'bot' ? words.bot : company);
}

const eventLines: {
  [T in EventBody['type']]?: (event: Extract<EventBody, { type: T }>, words: Words) => string;
} = {
  assigned: (event, words) =>
    event.agentName ? words.joined(event.agentName) : words.passedTo(event.teamName ?? ''),
  resolved: (_, words) => words.resolved,
  reopened: (_, words) => words.reopened,
  session_resumed: (_, words) => words.resumed,
  transcript_sent: (event, words) => words.transcriptSentTo(event.address),
};

function eventLine(event: EventBody, words: Words): string {
  const line = eventLines[event.type] as ((event: EventBody, words: Words) => string) | undefined;
  return line?.(event, words) ?? '';
}
