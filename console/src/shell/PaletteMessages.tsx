import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { MessageSquareText, Search } from 'lucide-react';
import { keys } from '../api/keys.ts';
import { contactName } from '../conversations/contactName.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Excerpt } from '../search/Excerpt.tsx';
import { hereZone } from '../search/useSearch.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { useDebounced } from './useDebounced.ts';

type Props = { query: string; onClose: () => void; itemClass: string };

/** The newest messages that hold what was typed, and the way to all of them. */
export function PaletteMessages({ query, onClose, itemClass }: Props) {
  const words = useWords();
  const desk = useDesk();
  const navigate = useNavigate();
  const asked = useDebounced(query.trim(), 200);
  const { data } = useQuery({
    queryKey: keys.search(desk.workspaceId, `palette ${asked}`),
    queryFn: ({ signal }) => desk.api.search({ q: asked, limit: 5, timeZone: hereZone() }, signal),
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
  });
  const open = (place: { c?: string; seq?: number }) => {
    onClose();
    void navigate({
      to: '/w/$workspaceId/search',
      params: { workspaceId: desk.workspaceId },
      search: { q: query.trim(), ...place },
    });
  };
  if (query.trim().length < 2) return null;
  return (
    <Command.Group
      forceMount
      heading={words.search.palette.messages}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint"
    >
      {data?.items.map((hit) => (
        <Command.Item
          key={hit.entryId}
          forceMount
          value={`message ${hit.entryId}`}
          onSelect={() => open({ c: hit.conversationId, seq: hit.seq })}
          className={itemClass}
        >
          <MessageSquareText />
          <span className="min-w-0 flex-1 truncate">
            <Excerpt parts={hit.excerpt} />
          </span>
          <span className="max-w-32 truncate text-xs text-faint">
            {contactName(hit.contact, words.inbox.visitor)}
          </span>
        </Command.Item>
      ))}
      <Command.Item forceMount value="search everything" onSelect={() => open({})} className={itemClass}>
        <Search />
        <span className="min-w-0 flex-1 truncate">{words.search.palette.all(query.trim())}</span>
      </Command.Item>
    </Command.Group>
  );
}
