import type { SearchHit } from '@causerie/protocol';
import { getRouteApi } from '@tanstack/react-router';
import { ListChecks, MessagesSquare, Search, X } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { EverythingBar } from '../conversations/BulkBar.tsx';
import { BulkRunStrip } from '../conversations/BulkRunStrip.tsx';
import { ConversationScreen } from '../conversations/ConversationScreen.tsx';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { useDebounced } from '../shell/useDebounced.ts';
import { Blank } from '../ui/Blank.tsx';
import { IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Splitter } from '../ui/Splitter.tsx';
import { useIsPhone } from '../ui/useMediaQuery.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { addFilter, removeFilter } from './filterText.ts';
import { SearchChips } from './SearchChips.tsx';
import { SearchFilterMenu } from './SearchFilterMenu.tsx';
import { hitId, SearchResults } from './SearchResults.tsx';
import { hereZone, useSearch } from './useSearch.ts';

const route = getRouteApi('/w/$workspaceId/search');

/** What was found at the start, and beside it the thread around what is chosen. */
export function SearchScreen() {
  const { search: words, desk } = useWords();
  const { selectFound } = desk.bulk;
  /** The search of which all that it finds is about to be changed. */
  const [whole, setWhole] = useState<string>();
  const { q: asked = '', c, seq } = route.useSearch();
  const navigate = route.useNavigate();
  const { listWidth } = usePreferences();
  const phone = useIsPhone();
  const [typed, setTyped] = useState(asked);
  const field = useRef<HTMLInputElement>(null);
  const q = useDebounced(typed.trim(), 180);
  const found = useSearch(q);
  const active = found.hits.find((hit) => hit.conversationId === c && hit.seq === seq);
  useFollowAddress(asked, q, setTyped);
  // Whoever comes with a filter goes on writing behind it.
  useEffect(() => {
    if (document.activeElement === field.current) field.current?.setSelectionRange(500, 500);
  }, []);
  useShortcut('search', () => field.current?.select());
  const open = (hit: SearchHit) =>
    void navigate({
      search: { q: typed.trim() || undefined, c: hit.conversationId, seq: hit.seq },
      replace: c !== undefined,
    });
  const close = useCallback(
    (keepConversation: boolean) =>
      void navigate({
        search: (now) => ({ q: now.q, c: keepConversation ? now.c : undefined }),
        replace: true,
      }),
    [navigate],
  );
  const leave = useCallback(() => close(true), [close]);
  const write = (next: string) => {
    setTyped(next);
    field.current?.focus();
  };
  const onKeyDown = useResultKeys(found.hits, active, open, () =>
    typed ? write('') : field.current?.blur(),
  );
  return (
    <div className="flex h-full min-w-0 bg-surface">
      <h1 className="sr-only">{words.title}</h1>
      <section
        aria-label={words.title}
        className={cx('flex min-h-0 shrink-0 flex-col max-md:!w-full', phone && c && 'hidden')}
        style={{ width: Math.max(listWidth, 380) }}
      >
        <div className="border-b border-line p-2.5">
          <div className="flex items-center gap-2 rounded-lg border border-line-strong/60 bg-surface px-2.5 focus-within:border-accent focus-within:outline-2 focus-within:outline-accent dark:bg-sunken">
            <Search className="size-4 shrink-0 text-faint" aria-hidden="true" />
            <input
              ref={field}
              // biome-ignore lint/a11y/noAutofocus: one comes here to type
              autoFocus={!c}
              type="text"
              role="combobox"
              aria-expanded={found.hits.length > 0}
              aria-controls="search-results"
              aria-activedescendant={active && hitId(active)}
              aria-label={words.label}
              placeholder={words.placeholder}
              maxLength={500}
              dir="auto"
              value={typed}
              onChange={(e) => setTyped(e.target.value)}
              onKeyDown={onKeyDown}
              className="h-9 min-w-0 flex-1 bg-transparent text-base outline-none"
            />
            {typed && (
              <IconButton label={words.clear} size="sm" onClick={() => write('')}>
                <X className="size-4" />
              </IconButton>
            )}
          </div>
          <div className="mt-1.5 flex flex-wrap items-center gap-1.5">
            <SearchFilterMenu onAdd={(name, value) => write(addFilter(typed, name, value))} />
            <SearchChips
              filters={found.filters}
              onRemove={({ value, excluded }) => write(removeFilter(typed, value, excluded))}
            />
            <p role="status" className="ms-auto text-xs text-faint">
              {q !== '' && !found.isFetching && count(words, found)}
            </p>
            {found.hits.length > 0 && (
              <IconButton
                label={selectFound}
                size="sm"
                active={whole === q}
                aria-pressed={whole === q}
                onClick={() => setWhole(whole === q ? undefined : q)}
              >
                <ListChecks className="size-4" />
              </IconButton>
            )}
          </div>
        </div>
        {whole === q && found.hits.length > 0 && (
          <EverythingBar choice={{ q, timeZone: hereZone() }} onClear={() => setWhole(undefined)} />
        )}
        <BulkRunStrip />
        <SearchResults q={q} found={found} active={active} onOpen={open} onTry={write} />
      </section>
      <Splitter
        label={words.results}
        panel="before"
        width={Math.max(listWidth, 380)}
        min={380}
        max={620}
        onWidth={(width) => setPreferences({ listWidth: width })}
      />
      <div className={cx('min-w-0 flex-1', phone && !c && 'hidden')}>
        {c ? (
          <ConversationScreen key={c} id={c} seq={seq} onLeave={leave} onBack={() => close(false)} />
        ) : (
          <div className="flex h-full items-center justify-center">
            <Blank sign={<MessagesSquare />} title={words.pick} />
          </div>
        )}
      </div>
    </div>
  );
}

function count(words: ReturnType<typeof useWords>['search'], found: ReturnType<typeof useSearch>): string {
  const n = found.hits.length;
  return found.hasNextPage && n > 0 ? words.resultsOrMore(n) : words.resultsOf(n);
}

/** The address keeps what was searched, so that it can be shared and gone back to. */
function useFollowAddress(asked: string, q: string, setTyped: (typed: string) => void) {
  const navigate = route.useNavigate();
  const written = useRef(asked);
  useEffect(() => {
    if (q === written.current) return;
    written.current = q;
    void navigate({ search: (now) => ({ ...now, q: q || undefined }), replace: true });
  }, [q, navigate]);
  useEffect(() => {
    // From elsewhere: the palette, or the way back.
    if (asked === written.current) return;
    written.current = asked;
    setTyped(asked);
  }, [asked, setTyped]);
}

/** Arrow keys go through the results, Enter opens; the field keeps the focus, so that one can go on typing. */
function useResultKeys(
  hits: readonly SearchHit[],
  active: SearchHit | undefined,
  open: (hit: SearchHit) => void,
  onEscape: () => void,
) {
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const at = active ? hits.indexOf(active) : -1;
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: at < 0 ? 1 : 0 }[event.key];
    if (event.key === 'Escape') onEscape();
    else if (step !== undefined) {
      const next = hits[Math.max(0, Math.min(hits.length - 1, at + step))];
      if (next) open(next);
    } else return;
    event.preventDefault();
  };
}
