import type { ConversationView } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { Archive, Clock, PanelsTopLeft } from 'lucide-react';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Popover } from '../ui/Popover.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useHasViewsPanel } from '../ui/useMediaQuery.ts';
import { useViewName } from '../views/useViewName.ts';
import { ViewList } from '../views/ViewList.tsx';
import { shortCount, viewPlaces } from '../views/viewPlaces.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { keepFilter } from './keepFilter.ts';
import { inboxRoute } from './useFilter.ts';
import { useCounts, useOwnCounts } from './useRows.ts';

const inWords: ConversationView[] = ['mine', 'unassigned', 'all'];
const inSigns = [
  { view: 'snoozed', Sign: Clock },
  { view: 'resolved', Sign: Archive },
] as const;

/** What stands above the list: its name where the views have a panel of their own, else the views themselves. */
export function ViewLinks() {
  const { viewsOpen } = usePreferences();
  const panel = useHasViewsPanel() && viewsOpen;
  return panel ? <ViewTitle /> : <ViewBar />;
}

function ViewTitle() {
  const words = useWords().views;
  const name = useViewName();
  return (
    <div className="flex h-12 shrink-0 items-center gap-1 ps-4 pe-2">
      <h2 className="min-w-0 flex-1 truncate text-base font-semibold" dir="auto">
        {name}
      </h2>
      <IconButton label={words.close} size="sm" onClick={() => setPreferences({ viewsOpen: false })}>
        <PanelsTopLeft className="size-4 rtl:-scale-x-100" />
      </IconButton>
    </div>
  );
}

/** The views used most, with their live counts, and the way to all others. */
function ViewBar() {
  const words = useWords().inbox;
  const { workspaceId, userId } = useDesk();
  const { view: current } = inboxRoute.useParams();
  const counts = useCounts();
  const own = useOwnCounts();
  const linkProps = (view: ConversationView) => {
    const count = counts && viewPlaces[view].count(counts, userId, own);
    return {
      count,
      props: {
        to: '/w/$workspaceId/inbox/$view' as const,
        params: { workspaceId, view },
        search: keepFilter,
        'aria-current': view === current ? ('page' as const) : undefined,
        'aria-description': count === undefined ? undefined : words.inView(count),
      },
    };
  };
  return (
    <nav aria-label={words.viewsLabel} className="@container flex h-12 shrink-0 items-center gap-0.5 px-2">
      <AllViews />
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
            <Count count={count} />
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
              {/* Where the list is narrow, the names of the first three have the room. */}
              <span className="contents @max-[27rem]:hidden">
                <Count count={count} />
              </span>
            </Link>
          </Tooltip>
        );
      })}
    </nav>
  );
}

function Count({ count }: { count: number | undefined }) {
  if (count === undefined || count === 0) return null;
  return (
    <span aria-hidden="true" className="tabular text-xs font-normal opacity-80">
      {shortCount(count)}
    </span>
  );
}

/** Beside the list where there is room, else over it. */
function AllViews() {
  const words = useWords().views;
  const roomy = useHasViewsPanel();
  const { view } = inboxRoute.useParams();
  const { team } = inboxRoute.useSearch();
  const name = useViewName();
  const [open, setOpen] = useState(false);
  const elsewhere =
    !['mine', 'unassigned', 'all', 'snoozed', 'resolved'].includes(view) || team !== undefined;
  const button = (
    <button
      type="button"
      aria-label={words.all}
      onClick={roomy ? () => setPreferences({ viewsOpen: true }) : undefined}
      className={cx(linkClass, 'min-w-0', elsewhere ? chosen : other)}
    >
      <PanelsTopLeft className="size-4 shrink-0" aria-hidden="true" />
      {elsewhere && <span className="max-w-24 truncate">{name}</span>}
    </button>
  );
  if (roomy) return <Tooltip text={words.all}>{button}</Tooltip>;
  return (
    <Popover label={words.all} side="bottom" open={open} onOpenChange={setOpen} trigger={button}>
      <div className="flex max-h-[70vh] w-64 flex-col">
        <ViewList onChosen={() => setOpen(false)} />
      </div>
    </Popover>
  );
}

const linkClass =
  'flex h-8 items-center gap-1 rounded-md px-1.5 text-sm font-medium transition-colors @max-[26rem]:px-1 max-md:h-10';
const chosen = 'bg-accent-soft text-accent-ink';
const other = 'text-soft hover:bg-hover hover:text-ink';
