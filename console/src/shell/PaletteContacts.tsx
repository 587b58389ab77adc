import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { keys } from '../api/keys.ts';
import { contactName } from '../conversations/contactName.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { useDebounced } from './useDebounced.ts';

type Props = { query: string; onClose: () => void; itemClass: string };

/** Contacts by name or address; choosing one opens their newest conversation, or their page where there is none. */
export function PaletteContacts({ query, onClose, itemClass }: Props) {
  const words = useWords();
  const desk = useDesk();
  const navigate = useNavigate();
  const asked = useDebounced(query.trim(), 150);
  const { data } = useQuery({
    queryKey: keys.contactSearch(desk.workspaceId, asked),
    queryFn: ({ signal }) => desk.api.contacts(asked, signal),
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
  });
  const open = async (contactId: string) => {
    onClose();
    const { items } = await desk.api.conversationsOf(contactId);
    const newest = items[0];
    if (!newest) {
      void navigate({
        to: '/w/$workspaceId/contacts/$contactId',
        params: { workspaceId: desk.workspaceId, contactId },
      });
      return;
    }
    void navigate({
      to: '/w/$workspaceId/inbox/$view/$conversationId',
      params: { workspaceId: desk.workspaceId, view: 'all', conversationId: newest.id },
    });
  };
  if (asked.length < 2 || !data || data.items.length === 0) return null;
  return (
    <Command.Group
      forceMount
      heading={words.shell.palette.contacts}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint"
    >
      {data.items.slice(0, 8).map((contact) => (
        <Command.Item
          key={contact.id}
          // The server has found it; the palette's own filter must not hide it again.
          forceMount
          value={`contact ${contact.id}`}
          onSelect={() => void open(contact.id)}
          className={itemClass}
        >
          <Avatar id={contact.id} name={contact.name ?? contact.email} size="sm" />
          <span className="min-w-0 flex-1 truncate">{contactName(contact, words.inbox.visitor)}</span>
          <span className="truncate text-xs text-faint">
            {contact.name ? contact.email : contact.company}
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
