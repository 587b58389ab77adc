// biome-ignore-all lint/a11y/useSemanticElements: rows stand where the virtualizer puts them, which a table element does not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: a row is no control; its link is
import type { Contact, ContactSort } from '@causerie/protocol';
import { Link, useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, Ban } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { contactName } from '../conversations/contactName.ts';
import { undoLast } from '../conversations/offerUndo.ts';
import type { Selection } from '../conversations/useSelection.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { usePreferences } from '../shell/preferences.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { type ContactColumn, useContactColumns } from './contactColumns.tsx';
import type { ContactListSearch } from './useContactList.ts';

const ROW_HEIGHT = 44;
const CHECK_WIDTH = 32;
const NAME_WIDTH = 260;
const COLUMN_WIDTH = 180;

type Props = {
  contacts: Contact[];
  search: ContactListSearch;
  selection: Selection;
  onSort: (sort: ContactSort, order: 'asc' | 'desc') => void;
  /** Loads the next page, where there is one. */
  more: (() => void) | undefined;
};

/** Contacts as rows, only those in sight in the page; J and K walk, Enter opens. */
export function ContactTable({ contacts, search, selection, onSort, more }: Props) {
  const words = useWords().contacts;
  const all = useContactColumns();
  const { contactColumns } = usePreferences();
  const columns = contactColumns.flatMap((id) => all.find((column) => column.id === id) ?? []);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: contacts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => contacts[index]?.id ?? index,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && lastShown >= contacts.length - 20) more();
  }, [more, lastShown, contacts.length]);
  const at = useTableKeys(contacts, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }));
  useShortcut('select', () => {
    const id = contacts[Math.max(at, 0)]?.id;
    if (id) selection.toggle(id, false);
  });
  useShortcut('undo', undoLast);
  const width = CHECK_WIDTH + NAME_WIDTH + columns.length * COLUMN_WIDTH;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto overscroll-contain">
      <div
        role="table"
        aria-label={words.table}
        aria-rowcount={more ? -1 : contacts.length + 1}
        style={{ minWidth: width }}
      >
        <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
          <div role="row" aria-rowindex={1} className="flex h-9 items-center px-5 max-md:px-4">
            <div role="columnheader" style={{ width: CHECK_WIDTH }} className="shrink-0">
              <span className="sr-only">{words.bulk.column}</span>
            </div>
            <Heading
              column={{ id: 'name', label: words.column.name, sort: 'name', text: (c) => c.name }}
              search={search}
              onSort={onSort}
            />
            {columns.map((column) => (
              <Heading key={column.id} column={column} search={search} onSort={onSort} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => (
            <Row
              key={item.key}
              contact={contacts[item.index]!}
              index={item.index}
              start={item.start}
              columns={columns}
              active={item.index === at}
              selected={selection.ids.has(contacts[item.index]!.id)}
              selecting={selection.ids.size > 0}
              onToggle={selection.toggle}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function useTableKeys(contacts: Contact[], reveal: (index: number) => void): number {
  const navigate = useNavigate();
  const { workspaceId } = useDesk();
  const [at, setAt] = useState(-1);
  const go = (to: number) => {
    const next = Math.min(Math.max(to, 0), contacts.length - 1);
    setAt(next);
    reveal(next);
  };
  useShortcut('next', () => go(at + 1));
  useShortcut('previous', () => go(at - 1));
  useShortcut('open', () => {
    const contactId = contacts[at]?.id;
    if (contactId)
      void navigate({ to: '/w/$workspaceId/contacts/$contactId', params: { workspaceId, contactId } });
  });
  return at;
}

type HeadingProps = { column: ContactColumn; search: ContactListSearch; onSort: Props['onSort'] };

function Heading({ column, search, onSort }: HeadingProps) {
  const words = useWords().contacts;
  const { sort = 'last_seen' } = search;
  const { order = sort.endsWith('_seen') ? 'desc' : 'asc' } = search;
  const sorted = column.sort === sort;
  const first = column.sort?.endsWith('_seen') ? 'desc' : 'asc';
  const Sign = order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <div
      role="columnheader"
      aria-sort={sorted ? (order === 'asc' ? 'ascending' : 'descending') : undefined}
      className="min-w-0 grow pe-3 text-xs font-medium text-faint"
      style={{ flexBasis: column.id === 'name' ? NAME_WIDTH : COLUMN_WIDTH }}
    >
      {column.sort ? (
        <button
          type="button"
          aria-label={words.sortBy(column.label)}
          onClick={() => onSort(column.sort!, sorted ? (order === 'asc' ? 'desc' : 'asc') : first)}
          className="flex h-7 max-w-full items-center gap-1 rounded-md hover:text-ink"
        >
          <span className="truncate">{column.label}</span>
          {sorted && <Sign className="size-3 shrink-0" aria-hidden="true" />}
        </button>
      ) : (
        <span className="block truncate">{column.label}</span>
      )}
    </div>
  );
}

type RowProps = {
  contact: Contact;
  index: number;
  start: number;
  columns: ContactColumn[];
  active: boolean;
  selected: boolean;
  /** Something is selected: every row shows its box. */
  selecting: boolean;
  onToggle: Selection['toggle'];
};

function Row({ contact, index, start, columns, active, selected, selecting, onToggle }: RowProps) {
  const words = useWords();
  const { workspaceId } = useDesk();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selecting ? selected : active}
      className={cx(
        'group absolute inset-x-0 top-0 flex items-center border-b border-line/60 px-5 text-sm hover:bg-hover max-md:px-4',
        (active || selected) && 'bg-accent-soft',
      )}
      style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
    >
      <div role="cell" style={{ width: CHECK_WIDTH }} className="relative z-[1] shrink-0">
        <label
          className={cx(
            '-ms-2 flex size-9 cursor-pointer items-center justify-center',
            !selecting &&
              'opacity-0 focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100',
          )}
        >
          <input
            type="checkbox"
            aria-label={words.contacts.bulk.select(contactName(contact, words.inbox.visitor))}
            className="size-4 accent-accent"
            checked={selected}
            onClick={(e) => onToggle(contact.id, e.shiftKey)}
            onChange={() => {}}
          />
        </label>
      </div>
      <div role="cell" className="min-w-0 grow pe-3" style={{ flexBasis: NAME_WIDTH }}>
        <Link
          to="/w/$workspaceId/contacts/$contactId"
          params={{ workspaceId, contactId: contact.id }}
          // The whole row opens the contact; the link is what keyboards and screen readers find.
          className="flex min-w-0 items-center gap-2.5 font-medium after:absolute after:inset-0"
        >
          <Avatar
            id={contact.id}
            name={contact.name ?? contact.email}
            size="sm"
            presence={contact.online ? 'online' : undefined}
          />
          <span className="truncate">{contactName(contact, words.inbox.visitor)}</span>
          {contact.blockedAt && (
            <Ban className="size-3.5 shrink-0 text-bad-ink" aria-label={words.contacts.blocked} />
          )}
        </Link>
      </div>
      {columns.map((column) => {
        const text = column.text(contact);
        return (
          <div
            key={column.id}
            role="cell"
            className="tabular min-w-0 grow truncate pe-3 text-soft"
            style={{ flexBasis: COLUMN_WIDTH }}
            title={text ?? undefined}
          >
            {text ?? <span className="text-faint">–</span>}
          </div>
        );
      })}
    </div>
  );
}
