import type { ConversationView, ViewCounts } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { Archive, Clock } from 'lucide-react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { cx } from '../ui/cx.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { inboxRoute } from './useFilter.ts';
import { useCounts } from './useRows.ts';

const counted: Record<ConversationView, (counts: ViewCounts, me: string) => number | undefined> = {
  mine: (counts, me) => counts.byAssignee[me] ?? 0,
  unassigned: (counts) => counts.unassigned,
  all: (counts) => counts.open,
  snoozed: (counts) => counts.snoozed,
  resolved: () => undefined,
};
const inWords: ConversationView[] = ['mine', 'unassigned', 'all'];
const inSigns = [
  { view: 'snoozed', Sign: Clock },
  { view: 'resolved', Sign: Archive },
] as const;

/** The views with their live counts. The count is a description, not part of the name: the link is called "Mine". */
export function ViewLinks() {
  const words = useWords().inbox;
  const { workspaceId, view: current } = inboxRoute.useParams();
  const { userId } = useDesk();
  const counts = useCounts();
  const linkProps = (view: ConversationView) => {
    const count = counts && counted[view](counts, userId);
    return {
      count,
      props: {
        to: '/w/$workspaceId/inbox/$view' as const,
        params: { workspaceId, view },
        search: true as const,
        'aria-current': view === current ? ('page' as const) : undefined,
        'aria-description': count === undefined ? undefined : words.inView(count),
      },
    };
  };
  return (
    <nav aria-label={words.viewsLabel} className="@container flex h-12 shrink-0 items-center gap-0.5 px-2">
      {inWords.map((view) => {
        const { count, props } = linkProps(view);
        return (
          <Link
            key={view}
            {...props}
            // Only the longest name gives way where a language needs more room than there is.
            className={cx(
              linkClass,
              view === 'unassigned' ? 'min-w-0' : 'shrink-0',
              view === current ? chosen : other,
            )}
          >
            <span className="truncate">{words.views[view]}</span>
            {count !== undefined && count > 0 && (
              <span aria-hidden="true" className="tabular text-xs font-normal opacity-80">
                {count}
              </span>
            )}
          </Link>
        );
      })}
      <span className="flex-1" />
      {inSigns.map(({ view, Sign }) => {
        const { count, props } = linkProps(view);
        return (
          <Tooltip key={view} text={words.views[view]}>
            <Link
              {...props}
              aria-label={words.views[view]}
              className={cx(linkClass, 'shrink-0', view === current ? chosen : other)}
            >
              <Sign className="size-4 shrink-0" aria-hidden="true" />
              {/* Where the list is narrow, the names of the first three have the room; the sign and its name in the tooltip do. */}
              {view === current && <span className="truncate @max-[27rem]:hidden">{words.views[view]}</span>}
              {count !== undefined && count > 0 && (
                <span
                  aria-hidden="true"
                  className="tabular text-xs font-normal opacity-80 @max-[27rem]:hidden"
                >
                  {count}
                </span>
              )}
            </Link>
          </Tooltip>
        );
      })}
    </nav>
  );
}

const linkClass =
  'flex h-8 items-center gap-1 rounded-md px-1.5 text-sm font-medium transition-colors max-md:h-10';
const chosen = 'bg-accent-soft text-accent-ink';
const other = 'text-soft hover:bg-hover hover:text-ink';
