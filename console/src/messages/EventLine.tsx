import type { TimelineSnapshot } from '@causerie/client';
import type { Conversation, Delivery, Entry } from '@causerie/protocol';
import { HandOverCard } from '../bot/HandOverCard.tsx';
import { contactName } from '../conversations/contactName.ts';
import { useMembers, useTeams } from '../conversations/useDirectory.ts';
import { useFieldText } from '../fields/useFieldText.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { eventText } from './eventText.ts';
import { MailState } from './MailState.tsx';
import { MergedLine } from './MergedLine.tsx';

type Props = {
  entry: Entry;
  row: Conversation | undefined;
  snapshot: TimelineSnapshot<Conversation>;
  delivery: Delivery | undefined;
};

/** What happened besides words: one quiet line. Where a mail follows from it that has not left, what became of that. */
export function EventLine({ entry, row, snapshot, delivery }: Props) {
  const words = useWords();
  const formats = useFormats();
  const { userId } = useDesk();
  const members = useMembers();
  const teams = useTeams();
  const fieldOf = useFieldText('conversation');
  const at = new Date(entry.at);
  const text = eventText(entry, {
    words,
    formats,
    me: userId,
    contact: row ? contactName(row.contact, words.inbox.visitor) : words.inbox.visitor,
    nameOf: (id) => members.find((m) => m.userId === id)?.name,
    teamOf: (id) => teams.find((t) => t.id === id)?.name,
    fieldOf,
  });
  return (
    <div className="px-10 py-1">
      <p className="text-center text-xs text-balance text-faint">
        {text}
        <span aria-hidden="true"> · </span>
        <time dateTime={entry.at} title={formats.full(at)}>
          {formats.time(at)}
        </time>
        {row && <MergedLine entry={entry} row={row} />}
      </p>
      {entry.event?.type === 'handed_over' && <HandOverCard event={entry.event} snapshot={snapshot} />}
      {delivery && ['queued', 'failed'].includes(delivery.status) && (
        <MailState delivery={delivery} align="center" />
      )}
    </div>
  );
}
