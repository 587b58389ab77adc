import type { SearchHit } from '@causerie/protocol';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { toAppError } from '../api/AppError.ts';
import { Button } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { errorText } from '../words/errorText.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { SearchNone, SearchStart } from './SearchHints.tsx';
import { SearchHitRow } from './SearchHitRow.tsx';
import type { useSearch } from './useSearch.ts';

export const hitId = (hit: SearchHit): string => `hit-${hit.entryId}`;

type Props = {
  q: string;
  found: ReturnType<typeof useSearch>;
  active: SearchHit | undefined;
  onOpen: (hit: SearchHit) => void;
  onTry: (typed: string) => void;
};

/** The list of what was found; reads on as one comes near its end. */
export function SearchResults({ q, found, active, onOpen, onTry }: Props) {
  const words = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const { hits, hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const virtualizer = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => hits[index]?.entryId ?? index,
    estimateSize: () => 84,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hits.length > 0 && lastShown >= hits.length - 5 && hasNextPage && !isFetchingNextPage)
      void fetchNextPage();
  }, [lastShown, hits.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const activeIndex = active ? hits.indexOf(active) : -1;
  useEffect(() => {
    if (activeIndex >= 0) virtualizer.scrollToIndex(activeIndex);
  }, [virtualizer, activeIndex]);
  if (q === '') return <SearchStart onTry={onTry} />;
  if (found.isPending) return <Shapes />;
  if (found.isError && hits.length === 0) {
    return (
      <div role="alert" className="flex items-center gap-3 px-4 py-6 text-sm text-bad-ink">
        <span className="flex-1">
          {words.search.failed} {errorText(words, toAppError(found.error))}
        </span>
        <Button size="sm" onClick={() => void found.refetch()}>
          {words.common.retry}
        </Button>
      </div>
    );
  }
  if (hits.length === 0 && !hasNextPage) return <SearchNone filters={found.filters} onTry={onTry} />;
  return (
    <div
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain focus-visible:-outline-offset-2"
    >
      <div
        id="search-results"
        role="listbox"
        aria-label={words.search.results}
        className="relative"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map((item) => (
          <div
            key={item.key}
            role="presentation"
            data-index={item.index}
            ref={virtualizer.measureElement}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <SearchHitRow
              hit={hits[item.index]!}
              id={hitId(hits[item.index]!)}
              active={hits[item.index] === active}
              onOpen={() => onOpen(hits[item.index]!)}
            />
          </div>
        ))}
      </div>
      <Foot found={found} />
    </div>
  );
}

/** How far back was looked, and the way on. */
function Foot({ found }: { found: Props['found'] }) {
  const words = useWords().search;
  const formats = useFormats();
  const { searchedTo, hasNextPage, isFetchingNextPage, fetchNextPage, indexing } = found;
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-4 text-center text-xs text-faint">
      {indexing && <p>{words.indexing}</p>}
      {searchedTo && hasNextPage && <p>{words.searchedTo(formats.date(new Date(searchedTo)))}</p>}
      {hasNextPage && (
        <Button size="sm" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? words.loading : words.more}
        </Button>
      )}
    </div>
  );
}

function Shapes() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4 p-3">
      {[1, 2, 3, 4, 5].map((n) => (
        <Skeleton key={n} className="h-14 w-full" />
      ))}
    </div>
  );
}
