import type { ReactNode } from 'react';
import { ListState } from './ListState.tsx';

type Props<T> = {
  /** Items are undefined until they are there; `error` says why not. */
  list: { data: T[] | undefined; error: unknown; refetch: () => unknown };
  /** What says that there are none yet, and what one would be for. */
  empty: string;
  /** Their order means something: it is told to screen readers. */
  ordered?: boolean;
  /** Accessible name of the list. */
  label?: string;
  children: (item: T, index: number) => ReactNode;
};

/** The items of a settings page, each on a line; while there are none, why. */
export function SettingsList<T>({ list, empty, ordered, label, children }: Props<T>) {
  if (!list.data) return <ListState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.length === 0) return <p className="text-sm text-faint">{empty}</p>;
  const Lines = ordered ? 'ol' : 'ul';
  return (
    <Lines aria-label={label} className="-my-2 divide-y divide-line">
      {list.data.map(children)}
    </Lines>
  );
}
