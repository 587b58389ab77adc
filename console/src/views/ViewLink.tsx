import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { shortCount } from './viewPlaces.ts';

type Props = {
  view: string;
  team?: string;
  name: string;
  sign: ReactNode;
  count: number | undefined;
  current: boolean;
  onChosen?: () => void;
  children?: ReactNode;
};

/** One line of the list of views. The count is a description, not part of the name. */
export function ViewLink({ view, team, name, sign, count, current, onChosen, children }: Props) {
  const words = useWords().inbox;
  const { workspaceId } = useDesk();
  return (
    <li
      className={cx(
        'group relative flex h-8 items-center rounded-md transition-colors max-md:h-10',
        current ? 'bg-accent-soft text-accent-ink' : 'text-soft hover:bg-hover hover:text-ink',
      )}
    >
      <Link
        to="/w/$workspaceId/inbox/$view"
        params={{ workspaceId, view }}
        search={{ team }}
        aria-current={current ? 'page' : undefined}
        aria-label={name}
        aria-description={count === undefined ? undefined : words.inView(count)}
        onClick={onChosen}
        className="flex h-full min-w-0 flex-1 items-center gap-2.5 rounded-md px-2 text-sm font-medium"
      >
        <span className="flex w-4.5 shrink-0 justify-center [&_svg]:size-4" aria-hidden="true">
          {sign}
        </span>
        <span className="min-w-0 flex-1 truncate" dir="auto">
          {name}
        </span>
        {count !== undefined && count > 0 && (
          <span
            aria-hidden="true"
            className={cx(
              'tabular shrink-0 text-xs font-normal opacity-80',
              children !== undefined && 'group-hover:invisible',
            )}
          >
            {shortCount(count)}
          </span>
        )}
      </Link>
      {children}
    </li>
  );
}
