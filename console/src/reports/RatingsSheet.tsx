import type { GivenRating, RatingsQuery } from '@causerie/protocol';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Star } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { contactName } from '../conversations/contactName.ts';
import { useMembers } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { SelectField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

type Which = 'all' | 'unsatisfied' | 'satisfied';

/** The marks behind the figures, with what was said; each opens its conversation. */
export function RatingsSheet({ query }: { query: RatingsQuery }) {
  const { marks } = useWords().reports;
  const { admin, workspaceId } = useDesk();
  const [which, setWhich] = useState<Which>('all');
  const asked: RatingsQuery = { ...query, ...(which !== 'all' && { satisfied: which === 'satisfied' }) };
  const ratings = useInfiniteQuery({
    queryKey: keys.ratings(workspaceId, asked),
    queryFn: ({ pageParam }) => admin.ratings({ ...asked, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const items = ratings.data?.pages.flatMap((page) => page.items);
  return (
    <section
      aria-labelledby="marks"
      aria-busy={ratings.isPlaceholderData || undefined}
      className="rounded-xl border border-line bg-raised shadow-soft"
    >
      <div className="flex flex-wrap items-center gap-3 border-b border-line px-5 py-3">
        <h2 id="marks" className="min-w-40 flex-1 text-sm font-semibold">
          {marks.title}
        </h2>
        <SelectField
          hideLabel
          className="w-52"
          label={marks.of}
          value={which}
          options={(['all', 'unsatisfied', 'satisfied'] as const).map((value) => ({
            value,
            label: marks[value],
          }))}
          onValue={(value) => setWhich(value as Which)}
        />
      </div>
      {!items ? (
        <div className="px-5 py-4">
          <ListState error={ratings.error} onRetry={() => void ratings.refetch()} />
        </div>
      ) : items.length === 0 ? (
        <p className="px-5 py-8 text-center text-sm text-faint">{marks.empty}</p>
      ) : (
        <ul className="divide-y divide-line px-5">
          {items.map((rating) => (
            <Mark key={`${rating.conversationId}/${rating.seq}`} rating={rating} />
          ))}
        </ul>
      )}
      {ratings.hasNextPage && (
        <div className="flex justify-center border-t border-line py-3">
          <Button busy={ratings.isFetchingNextPage} onClick={() => void ratings.fetchNextPage()}>
            {marks.more}
          </Button>
        </div>
      )}
    </section>
  );
}

function Mark({ rating }: { rating: GivenRating }) {
  const words = useWords();
  const formats = useFormats();
  const { workspaceId } = useDesk();
  const agent = useMembers().find((member) => member.userId === rating.agentId);
  const { marks, live, none } = words.reports;
  const { score, comment, contact, conversationId } = rating;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3 text-sm">
      <span role="img" aria-label={marks.stars(score)} className="flex shrink-0 gap-0.5 self-center">
        {[1, 2, 3, 4, 5].map((n) => (
          <Star
            key={n}
            aria-hidden="true"
            className={cx('size-3.5', n <= score ? 'fill-current text-warn' : 'text-line-strong')}
          />
        ))}
      </span>
      <span className="min-w-52 flex-1">
        <span className={cx('block break-words', !comment && 'text-faint')}>
          {comment ?? marks.noComment}
        </span>
        <span className="block text-xs text-faint">
          <Link
            to="/w/$workspaceId/inbox/$view/$conversationId"
            params={{ workspaceId, view: 'all', conversationId }}
            className="font-medium text-ink underline-offset-2 hover:underline"
          >
            {contactName(contact, words.inbox.visitor)}
          </Link>{' '}
          {live.with(agent?.name ?? none)}
        </span>
      </span>
      <time dateTime={rating.at} className="shrink-0 text-xs text-faint">
        {formats.full(new Date(rating.at))}
      </time>
    </li>
  );
}
