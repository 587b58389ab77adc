import type { Conversation, Entry } from '@causerie/protocol';
import { contactName } from '../conversations/contactName.ts';
import { useMembers, useTeams } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { eventText } from './eventText.ts';

/** What happened besides words: one quiet line. */
export function EventLine({ entry, row }: { entry: Entry; row: Conversation | undefined }) {
  const words = useWords();
  const formats = useFormats();
  const { userId } = useDesk();
  const members = useMembers();
  const teams = useTeams();
  const at = new Date(entry.at);
  const text = eventText(entry, {
    words,
    formats,
    me: userId,
    contact: row ? contactName(row.contact, words.inbox.visitor) : words.inbox.visitor,
    nameOf: (id) => members.find((m) => m.userId === id)?.name,
    teamOf: (id) => teams.find((t) => t.id === id)?.name,
  });
  return (
    <p className="px-10 py-1 text-center text-xs text-balance text-faint">
      {text}
      <span aria-hidden="true"> · </span>
      <time dateTime={entry.at} title={formats.full(at)}>
        {formats.time(at)}
      </time>
    </p>
  );
}
