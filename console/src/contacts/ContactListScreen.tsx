import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Search, Users } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { toAppError } from '../api/AppError.ts';
import { MOST_SELECTED, useSelection } from '../conversations/useSelection.ts';
import { emptyFilter } from '../filters/completeFilter.ts';
import { FilterEditor } from '../filters/FilterEditor.tsx';
import { useDebounced } from '../shell/useDebounced.ts';
import { Blank } from '../ui/Blank.tsx';
import { Button } from '../ui/Button.tsx';
import { inputClass } from '../ui/Field.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { errorText } from '../words/errorText.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { ContactBulkBar } from './ContactBulkBar.tsx';
import { ContactListActions } from './ContactListActions.tsx';
import { ContactTable } from './ContactTable.tsx';
import { type ContactListSearch, useContactList } from './useContactList.ts';

const route = getRouteApi('/w/$workspaceId/contacts');

/** Everybody who is known: searched, filtered, sorted; the address holds what is asked, so that it can be shared. */
export function ContactListScreen() {
  const words = useWords();
  const search = route.useSearch();
  const params = route.useParams();
  const navigate = useNavigate();
  const set = (patch: ContactListSearch) =>
    void navigate({
      to: '/w/$workspaceId/contacts',
      params,
      search: { ...search, ...patch },
      replace: true,
    });
  const { list, count } = useContactList(search);
  const contacts = useMemo(() => list.data?.pages.flatMap((page) => page.items), [list.data]);
  const ids = useMemo(() => contacts?.map((contact) => contact.id) ?? [], [contacts]);
  const selection = useSelection(ids);
  const filtered = Boolean(search.q) || (search.filter?.tests.length ?? 0) > 0;
  return (
    <div className="flex h-full min-w-0 flex-col bg-surface">
      <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 px-5 pt-4 pb-2 max-md:px-4">
        <h1 className="text-xl font-semibold">{words.contacts.title}</h1>
        <Count count={count} />
        <span className="flex-1" />
        <SearchBox key={search.q ?? ''} first={search.q ?? ''} onSearch={(q) => set({ q: q || undefined })} />
        <ContactListActions search={search} />
      </header>
      <div className="shrink-0 border-b border-line px-4 pb-2 max-md:px-3">
        {selection.ids.size > 0 ? (
          <ContactBulkBar
            selection={selection}
            contacts={(contacts ?? []).slice(0, MOST_SELECTED)}
            onAll={() => selection.set(ids)}
          />
        ) : (
          <FilterEditor
            subject="contact"
            value={search.filter ?? emptyFilter}
            onChange={(filter) => set({ filter: filter.tests.length > 0 ? filter : undefined })}
          />
        )}
      </div>
      {contacts ? (
        contacts.length > 0 ? (
          <ContactTable
            key={JSON.stringify(search)}
            contacts={contacts}
            search={search}
            selection={selection}
            onSort={(sort, order) => set({ sort, order })}
            more={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
          />
        ) : (
          <div className="flex flex-1 items-center justify-center">
            <Blank sign={<Users />} {...(filtered ? words.contacts.emptyFiltered : words.contacts.empty)} />
          </div>
        )
      ) : list.error ? (
        <div role="alert" className="flex justify-center">
          <Blank title={words.contacts.loadFailed} text={errorText(words, toAppError(list.error))}>
            <Button onClick={() => void list.refetch()}>{words.common.retry}</Button>
          </Blank>
        </div>
      ) : (
        <div aria-busy="true" className="flex flex-col gap-4 p-5">
          {[1, 2, 3, 4, 5, 6].map((n) => (
            <Skeleton key={n} className="h-5 w-full" />
          ))}
        </div>
      )}
    </div>
  );
}

function Count({ count }: { count: { count: number; more: boolean } | undefined }) {
  const words = useWords().contacts;
  const { number } = useFormats();
  return (
    <p role="status" className="tabular text-sm text-faint">
      {count && (count.more ? words.countMore : words.count)(number(count.count))}
    </p>
  );
}

function SearchBox({ first, onSearch }: { first: string; onSearch: (q: string) => void }) {
  const words = useWords().contacts;
  const [typed, setTyped] = useState(first);
  const asked = useDebounced(typed.trim(), 200);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when what was typed has settled
  useEffect(() => {
    if (asked !== first) onSearch(asked);
  }, [asked]);
  return (
    <div className="relative w-60 max-md:order-last max-md:w-full">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-faint"
      />
      <input
        type="search"
        // Searching goes on while the list behind is exchanged.
        // biome-ignore lint/a11y/noAutofocus: it had the focus when the list was asked for anew
        autoFocus={first !== ''}
        aria-label={words.search}
        placeholder={words.search}
        maxLength={100}
        value={typed}
        onChange={(e) => setTyped(e.target.value)}
        className={`${inputClass} h-8 ps-8`}
      />
    </div>
  );
}
