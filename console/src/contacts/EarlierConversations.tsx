import type { Conversation } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

type Props = { contactId: string; current: string };

/** The contact's other conversations; they open in place. */
export function EarlierConversations({ contactId, current }: Props) {
  const desk = useDesk();
  const words = useWords().contact;
  const { data } = useQuery({
    queryKey: keys.conversationsOf(desk.workspaceId, contactId),
    queryFn: () => desk.api.conversationsOf(contactId),
  });
  useEffect(() => {
    if (data) desk.rows.merge(data.items);
  }, [data, desk]);
  const others = data?.items.filter((row) => row.id !== current && row.mergedInto === null);
  if (!others) return <Skeleton className="h-8 w-full" />;
  if (others.length === 0) return <p className="text-faint">{words.noEarlier}</p>;
  return (
    <ul className="-mx-1.5 flex flex-col">
      {others.map((row) => (
        <li key={row.id}>
          <Earlier row={row} />
        </li>
      ))}
    </ul>
  );
}

function Earlier({ row }: { row: Conversation }) {
  const words = useWords().inbox;
  const formats = useFormats();
  const { workspaceId = '', view = 'all' } = useParams({ strict: false });
  return (
    <Link
      to="/w/$workspaceId/inbox/$view/$conversationId"
      params={{ workspaceId, view, conversationId: row.id }}
      search={true}
      className="block rounded-md px-1.5 py-1.5 hover:bg-hover"
    >
      <span className="flex items-baseline gap-2 text-xs text-faint">
        <span className="flex-1">{words.status[row.status]}</span>
        <time dateTime={row.activeAt}>{formats.date(new Date(row.activeAt))}</time>
      </span>
      <span className="block truncate">{row.lastMessage?.preview ?? words.row.noMessages}</span>
    </Link>
  );
}
