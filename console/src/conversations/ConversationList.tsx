import type { BulkChoice } from '@causerie/protocol';
import { useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { CheckCheck } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { toAppError } from '../api/AppError.ts';
import { focusComposer } from '../messages/focusComposer.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { Blank } from '../ui/Blank.tsx';
import { Button } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useSavedViews } from '../views/useSavedViews.ts';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { BulkBar } from './BulkBar.tsx';
import { BulkRunStrip } from './BulkRunStrip.tsx';
import { ConversationRow } from './ConversationRow.tsx';
import { useGoOn } from './goOn.ts';
import { keepFilter } from './keepFilter.ts';
import { ListFilterBar } from './ListFilterBar.tsx';
import { undoLast } from './offerUndo.ts';
import { RowCheckbox } from './RowCheckbox.tsx';
import type { ListFilter } from './rows.ts';
import { useConversationList } from './useConversationList.ts';
import { inboxRoute, useFilter } from './useFilter.ts';
import { useRows } from './useRows.ts';
import { MOST_SELECTED, type Selection, useSelection } from './useSelection.ts';
import { ViewLinks } from './ViewLinks.tsx';

const ROW_HEIGHT = 76;

export function ConversationList() {
  const words = useWords();
  const filter = useFilter();
  const { list, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } =
    useConversationList(filter);
  const ids = useMemo(() => list?.map((row) => row.id) ?? noIds, [list]);
  const selection = useSelection(ids);
  const selectAll = useSelectAll(selection, ids, hasNextPage, fetchNextPage);
  return (
    <>
      <ViewLinks />
      <BulkRunStrip />
      {selection.ids.size > 0 ? (
        <BulkBar
          key={`bar ${JSON.stringify(filter)}`}
          selection={selection}
          shown={Math.min(ids.length, MOST_SELECTED)}
          onAll={selectAll}
          everything={hasNextPage || ids.length > MOST_SELECTED ? choiceOf(filter) : undefined}
        />
      ) : (
        <ListFilterBar filter={filter} />
      )}
      {list ? (
        list.length > 0 ? (
          <Rows
            // Another list starts at its top.
            key={JSON.stringify(filter)}
            ids={ids}
            selection={selection}
            more={hasNextPage && !isFetchingNextPage ? fetchNextPage : undefined}
            loadingMore={isFetchingNextPage}
          />
        ) : (
          <EmptyList filter={filter} />
        )
      ) : error ? (
        <div className="flex justify-center" role="alert">
          <Blank title={words.inbox.loadFailed} text={errorText(words, toAppError(error))}>
            <Button onClick={() => void refetch()}>{words.inbox.retry}</Button>
          </Blank>
        </div>
      ) : (
        <ListSkeleton />
      )}
    </>
  );
}

const noIds: string[] = [];

/** The list as the server is asked to change all of it. */
const choiceOf = ({ view, viewId, teamId, inboxId, sort }: ListFilter): BulkChoice => ({
  ...(viewId ? { viewId } : { view }),
  ...(teamId && { teamId }),
  ...(inboxId && { inboxId }),
  sort,
});

/** All of the view, as far as may be changed at once: what is not loaded yet is loaded first. */
function useSelectAll(
  selection: Selection,
  ids: string[],
  more: boolean,
  load: () => Promise<{ hasNextPage: boolean }>,
) {
  const [wanted, setWanted] = useState(false);
  const loading = useRef(false);
  useEffect(() => {
    if (!wanted || loading.current) return;
    if (more && ids.length < MOST_SELECTED) {
      loading.current = true;
      void load().finally(() => {
        loading.current = false;
      });
    } else {
      setWanted(false);
    }
    selection.set(ids);
  }, [wanted, ids, more, load, selection]);
  return () => {
    selection.set(ids);
    setWanted(true);
  };
}

type RowsProps = { ids: string[]; selection: Selection; more?: () => void; loadingMore: boolean };

function Rows({ ids, selection, more, loadingMore }: RowsProps) {
  const words = useWords().inbox;
  const scroller = useRef<HTMLDivElement>(null);
  const { conversationId } = useParams({ strict: false });
  const { view } = inboxRoute.useParams();
  const reads = useRows().reads;
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && lastShown >= ids.length - 12) more();
  }, [more, lastShown, ids.length]);
  useSelectionKeys(selection, conversationId ?? ids[0]);
  useListKeys(ids, conversationId, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }));
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul aria-label={words.list} className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const id = ids[item.index]!;
          return (
            <li
              key={item.key}
              aria-setsize={more ? -1 : ids.length}
              aria-posinset={item.index + 1}
              className="group/row absolute inset-x-0 top-0"
              style={{ height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }}
            >
              <ConversationRow id={id} view={view} read={reads.get(id)} active={id === conversationId} />
              <RowCheckbox
                id={id}
                selected={selection.ids.has(id)}
                selecting={selection.ids.size > 0}
                onToggle={selection.toggle}
              />
            </li>
          );
        })}
      </ul>
      {loadingMore && <p className="p-3 text-center text-xs text-faint">{words.loadingMore}</p>}
    </div>
  );
}

/** X selects the open conversation, Escape lets all go, U puts the last change back. */
function useSelectionKeys(selection: Selection, current: string | undefined) {
  useShortcut('select', () => current && selection.toggle(current, false));
  useShortcut('undo', undoLast);
  const { clear } = selection;
  const any = selection.ids.size > 0;
  useEffect(() => {
    if (!any) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) clear();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [any, clear]);
}

/**
 * J and K walk through the list; where the open conversation has left it, they go on from where it stood. Where they are
 * is read from the address: it is there before the screen has followed, so that no key of a quick row of them is lost.
 */
function useListKeys(ids: string[], shown: string | undefined, reveal: (index: number) => void) {
  const router = useRouter();
  const navigate = useNavigate();
  const { workspaceId, view } = inboxRoute.useParams();
  const place = useRef({ id: '', index: -1 });
  const shownAt = shown ? ids.indexOf(shown) : -1;
  if (shown && shownAt >= 0) place.current = { id: shown, index: shownAt };
  const here = () => {
    const current = conversationOf(router.latestLocation.pathname);
    return { current, index: current ? ids.indexOf(current) : -1 };
  };
  const go = (to: number) => {
    const { current } = here();
    const target = Math.min(Math.max(to, 0), ids.length - 1);
    const conversationId = ids[target];
    if (!conversationId || conversationId === current) return;
    reveal(target);
    void navigate({
      to: '/w/$workspaceId/inbox/$view/$conversationId',
      params: { workspaceId, view, conversationId },
      search: keepFilter,
    });
  };
  const next = () => {
    const { current, index } = here();
    if (index >= 0) return go(index + 1);
    // One that has left the list has made room for the next; one that was only closed stands there still.
    const { id, index: last } = place.current;
    go(!current && ids[last] === id ? last + 1 : Math.max(0, last));
  };
  useShortcut('next', next);
  useShortcut('previous', () => {
    const { index } = here();
    go(index >= 0 ? index - 1 : Math.max(0, place.current.index - 1));
  });
  useGoOn((from) => here().current === from && next());
  useShortcut('open', () => (here().current ? focusComposer('reply') : go(0)));
}

const conversationOf = (path: string) => /^\/w\/[^/]+\/inbox\/[^/]+\/([^/]+)/.exec(path)?.[1];

function EmptyList({ filter }: { filter: ListFilter }) {
  const allWords = useWords();
  const words = allWords.inbox;
  const views = useSavedViews();
  const filtered = filter.teamId || filter.inboxId || views.some((view) => view.id === filter.viewId);
  if (filter.viewId !== undefined && !filtered) {
    const { gone } = allWords.views;
    return (
      <div className="flex flex-1 items-center justify-center pb-16">
        <Blank title={gone.title} text={gone.text} />
      </div>
    );
  }
  const { title, text } = words.empty[filter.view];
  return (
    <div className="flex flex-1 items-center justify-center pb-16">
      {filtered ? (
        <Blank title={words.emptyFiltered} />
      ) : (
        <Blank sign={<CheckCheck />} title={title} text={text} />
      )}
    </div>
  );
}

function ListSkeleton() {
  return (
    <div aria-busy="true" className="flex-1 overflow-hidden">
      {[1, 2, 3, 4, 5, 6, 7].map((n) => (
        <div key={n} className="flex gap-3 px-4 py-3" style={{ height: ROW_HEIGHT }}>
          <Skeleton className="size-8.5 rounded-full" />
          <div className="flex flex-1 flex-col gap-2 pt-1">
            <Skeleton className="h-3 w-2/5" />
            <Skeleton className="h-3 w-11/12" />
            <Skeleton className="h-2.5 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  );
}
