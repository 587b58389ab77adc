import type { Contact, Duplicate } from '@causerie/protocol';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { contactName } from '../conversations/contactName.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useDebounced } from '../shell/useDebounced.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { MergePreviewView } from './MergePreviewView.tsx';
import { refreshContact } from './refreshContact.ts';

/** Makes another contact part of this one: choose who, look at what comes of it, confirm. */
export function MergeDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const words = useWords();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  const [from, setFrom] = useState<Contact>();
  const [busy, setBusy] = useState(false);
  const merge = async () => {
    if (!from) return;
    setBusy(true);
    try {
      await desk.api.mergeContacts(contact.id, from.id);
      await refreshContact(queryClient, desk.workspaceId, contact.id);
      say(words.contacts.merge.done);
      onClose();
    } catch (thrown) {
      report(thrown);
      setBusy(false);
    }
  };
  const name = contactName(contact, words.inbox.visitor);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.contacts.merge.title}
      description={words.contacts.merge.lead(name)}
    >
      {from ? (
        <>
          <MergePreviewView contact={contact} from={from} />
          <p className="mt-3 text-xs text-faint">{words.contacts.merge.undoHint}</p>
          <div className="mt-4 flex justify-end gap-2">
            <Button onClick={() => setFrom(undefined)}>{words.contacts.merge.chooseAnother}</Button>
            <Button look="primary" busy={busy} onClick={() => void merge()}>
              {words.contacts.merge.confirm}
            </Button>
          </div>
        </>
      ) : (
        <Choose contact={contact} onChoose={setFrom} />
      )}
    </Dialog>
  );
}

function Choose({ contact, onChoose }: { contact: Contact; onChoose: (from: Contact) => void }) {
  const words = useWords().contacts.merge;
  const desk = useDesk();
  const [typed, setTyped] = useState('');
  const asked = useDebounced(typed.trim(), 150);
  const suggested = useQuery({
    queryKey: keys.duplicates(desk.workspaceId, contact.id),
    queryFn: () => desk.api.duplicates(contact.id),
    staleTime: 60_000,
  });
  const found = useQuery({
    queryKey: keys.contactSearch(desk.workspaceId, asked),
    queryFn: ({ signal }) => desk.api.contacts(asked, signal),
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
  });
  const searching = asked.length >= 2;
  const shown: Duplicate[] | undefined = searching
    ? found.data?.items.filter((c) => c.id !== contact.id).map((c) => ({ contact: c, reasons: [] }))
    : suggested.data?.items;
  return (
    <div className="flex flex-col gap-3">
      <TextField
        type="search"
        label={words.search}
        hideLabel
        placeholder={words.search}
        value={typed}
        onChange={(e) => setTyped(e.target.value)}
      />
      {!searching && <h3 className="text-xs font-medium text-faint">{words.suggested}</h3>}
      {shown ? (
        shown.length > 0 ? (
          <ul className="flex max-h-80 flex-col gap-0.5 overflow-y-auto">
            {shown.map((each) => (
              <Candidate key={each.contact.id} duplicate={each} onChoose={onChoose} />
            ))}
          </ul>
        ) : (
          <p className="py-2 text-sm text-faint">{words.noSuggestions}</p>
        )
      ) : (
        <Skeleton className="h-10 w-full" />
      )}
    </div>
  );
}

function Candidate({ duplicate, onChoose }: { duplicate: Duplicate; onChoose: (from: Contact) => void }) {
  const words = useWords();
  const { contact, reasons } = duplicate;
  const name = contactName(contact, words.inbox.visitor);
  const known = [contact.email, contact.phone, contact.company].filter(Boolean).join(' · ');
  return (
    <li>
      <button
        type="button"
        aria-label={words.contacts.merge.choose(name)}
        onClick={() => onChoose(contact)}
        className="flex w-full items-center gap-3 rounded-md px-2 py-1.5 text-start hover:bg-hover"
      >
        <Avatar id={contact.id} name={contact.name ?? contact.email} size="sm" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium">{name}</span>
          <span className="block truncate text-xs text-faint">{known}</span>
        </span>
        {reasons.map((reason) => (
          <span
            key={reason}
            className="shrink-0 rounded-full bg-accent-soft px-2 py-0.5 text-2xs text-accent-ink"
          >
            {words.contacts.merge.reasons[reason]}
          </span>
        ))}
      </button>
    </li>
  );
}
