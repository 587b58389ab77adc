import type { Contact, Conversation, TimelineItem } from '@causerie/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FileText, type LucideIcon, MessageSquare, StickyNote, UserRoundCog } from 'lucide-react';
import type { ReactNode } from 'react';
import { toAppError } from '../api/AppError.ts';
import { keys } from '../api/keys.ts';
import { useInboxes } from '../conversations/useDirectory.ts';
import { Markdown } from '../messages/Markdown.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Blank } from '../ui/Blank.tsx';
import { Button } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { errorText } from '../words/errorText.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { TimelineEvent } from './TimelineEvent.tsx';

/** Everything that happened with a contact, newest first, by day. */
export function Timeline({ contact }: { contact: Contact }) {
  const words = useWords();
  const desk = useDesk();
  const formats = useFormats();
  const query = useInfiniteQuery({
    queryKey: keys.timeline(desk.workspaceId, contact.id),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { next?: string }) => page.next,
    queryFn: ({ pageParam }) => desk.api.timeline(contact.id, pageParam),
    staleTime: 10_000,
  });
  const items = query.data?.pages.flatMap((page) => page.items);
  if (!items) {
    return query.error ? (
      <div role="alert" className="flex justify-center">
        <Blank title={words.contact.loadFailed} text={errorText(words, toAppError(query.error))}>
          <Button onClick={() => void query.refetch()}>{words.common.retry}</Button>
        </Blank>
      </div>
    ) : (
      <div aria-busy="true" className="flex flex-col gap-3 p-6">
        {[1, 2, 3].map((n) => (
          <Skeleton key={n} className="h-14 w-full" />
        ))}
      </div>
    );
  }
  if (items.length === 0) {
    return (
      <div className="flex justify-center pt-10">
        <Blank title={words.contacts.timeline.empty} />
      </div>
    );
  }
  return (
    <div className="mx-auto max-w-3xl px-6 py-5 max-md:px-4">
      <h2 className="sr-only">{words.contacts.timeline.title}</h2>
      {byDay(items).map(({ day, items: ofDay }) => (
        <section key={day} className="mb-4">
          <h3 className="mb-2 text-xs font-medium text-faint">{formats.longDay(new Date(ofDay[0]!.at))}</h3>
          <ol className="flex flex-col gap-2">
            {ofDay.map((item) => (
              <li key={`${item.kind} ${item.id}`}>
                <Item item={item} contact={contact} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.contacts.timeline.older}
        </Button>
      )}
    </div>
  );
}

function byDay(items: TimelineItem[]): { day: string; items: TimelineItem[] }[] {
  const days: { day: string; items: TimelineItem[] }[] = [];
  for (const item of items) {
    const day = new Date(item.at).toDateString();
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}

function Item({ item, contact }: { item: TimelineItem; contact: Contact }) {
  const words = useWords().contacts.timeline;
  const { workspaceId } = useDesk();
  switch (item.kind) {
    case 'conversation':
      return <ConversationItem conversation={item.conversation} at={item.at} />;
    case 'note':
      return (
        <Link
          to="/w/$workspaceId/inbox/$view/$conversationId"
          params={{ workspaceId, view: 'all', conversationId: item.entry.conversationId }}
          className="block rounded-lg border border-note-line bg-note px-3 py-2 text-sm text-note-ink hover:brightness-95"
        >
          <Head sign={StickyNote} text={`${words.note} · ${item.entry.author.name ?? ''}`} at={item.at} />
          {item.entry.content?.kind === 'text' && <Markdown text={item.entry.content.text} />}
        </Link>
      );
    case 'page':
      return (
        <Line sign={FileText} at={item.at}>
          {words.page}: {item.page.title || item.page.url}
        </Line>
      );
    case 'event':
      return (
        <Line sign={UserRoundCog} at={item.at}>
          <TimelineEvent item={item} contact={contact} />
        </Line>
      );
  }
}

function ConversationItem({ conversation, at }: { conversation: Conversation; at: string }) {
  const words = useWords();
  const { workspaceId } = useDesk();
  const inbox = useInboxes().find((each) => each.id === conversation.inboxId);
  return (
    <Link
      to="/w/$workspaceId/inbox/$view/$conversationId"
      params={{ workspaceId, view: 'all', conversationId: conversation.id }}
      className="block rounded-lg border border-line bg-raised px-3 py-2 text-sm shadow-soft hover:bg-hover"
    >
      <Head
        sign={MessageSquare}
        text={[words.contacts.timeline.conversation, inbox?.name, words.inbox.status[conversation.status]]
          .filter(Boolean)
          .join(' · ')}
        at={at}
      />
      <p className="line-clamp-2 break-words">
        {conversation.lastMessage?.preview ?? words.inbox.row.noMessages}
      </p>
      {conversation.labels.length > 0 && (
        <p className="mt-1 truncate text-xs text-faint">{conversation.labels.join(' · ')}</p>
      )}
    </Link>
  );
}

function Head({ sign: Sign, text, at }: { sign: LucideIcon; text: string; at: string }) {
  const formats = useFormats();
  return (
    <p className="mb-0.5 flex items-center gap-1.5 text-xs opacity-80">
      <Sign className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1 truncate">{text}</span>
      <time dateTime={at}>{formats.time(new Date(at))}</time>
    </p>
  );
}

function Line({ sign: Sign, at, children }: { sign: LucideIcon; at: string; children: ReactNode }) {
  const formats = useFormats();
  return (
    <p className="flex items-center gap-2 px-3 text-xs text-soft">
      <Sign className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
      <span className="min-w-0 flex-1 break-words">{children}</span>
      <time dateTime={at} className="shrink-0 text-faint">
        {formats.time(new Date(at))}
      </time>
    </p>
  );
}
