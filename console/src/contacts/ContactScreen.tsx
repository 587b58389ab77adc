import type { Contact } from '@causerie/protocol';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { toAppError } from '../api/AppError.ts';
import { contactName } from '../conversations/contactName.ts';
import { useNow } from '../realtime/useNow.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Blank } from '../ui/Blank.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { errorText } from '../words/errorText.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { ContactActions } from './ContactActions.tsx';
import { ContactProfile } from './ContactProfile.tsx';
import { LocalTime } from './LocalTime.tsx';
import { Timeline } from './Timeline.tsx';
import { useContact } from './useContact.ts';

const route = getRouteApi('/w/$workspaceId/contacts/$contactId');

/** One contact: everything known on one side, everything that happened on the other. */
export function ContactScreen() {
  const words = useWords();
  const { contactId, workspaceId } = route.useParams();
  const { data, error, refetch } = useContact(contactId);
  if (data) return <Page key={contactId} contact={data} />;
  if (error) {
    const missing = toAppError(error).status === 404;
    return (
      <div role="alert" className="flex h-full items-center justify-center bg-surface">
        <Blank
          title={missing ? words.contacts.missing.title : words.contact.loadFailed}
          text={missing ? words.contacts.missing.text : errorText(words, toAppError(error))}
        >
          {missing ? (
            <Link to="/w/$workspaceId/contacts" params={{ workspaceId }} className={buttonClass()}>
              {words.contacts.back}
            </Link>
          ) : (
            <Button onClick={() => void refetch()}>{words.common.retry}</Button>
          )}
        </Blank>
      </div>
    );
  }
  return (
    <div aria-busy="true" className="flex h-full flex-col gap-4 bg-surface p-6">
      <Skeleton className="h-6 w-60" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}

function Page({ contact }: { contact: Contact }) {
  const words = useWords();
  const formats = useFormats();
  const now = useNow();
  const { workspaceId } = route.useParams();
  return (
    <div className="flex h-full min-w-0 flex-col bg-surface">
      <header className="flex shrink-0 flex-wrap items-center gap-3 border-b border-line px-5 py-3 max-md:px-3">
        <Link
          to="/w/$workspaceId/contacts"
          params={{ workspaceId }}
          aria-label={words.contacts.back}
          className="rounded-md p-1.5 text-soft hover:bg-hover hover:text-ink"
        >
          <ArrowLeft className="size-5 rtl:rotate-180" aria-hidden="true" />
        </Link>
        <Avatar
          id={contact.id}
          name={contact.name ?? contact.email}
          size="lg"
          presence={contact.online ? 'online' : undefined}
        />
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-lg font-semibold">{contactName(contact, words.inbox.visitor)}</h1>
          <p className="flex flex-wrap gap-x-2 text-xs text-faint">
            {contact.online ? (
              <span className="font-medium text-good-ink">{words.contact.online}</span>
            ) : (
              words.contact.lastSeen(formats.ago(Date.parse(contact.lastSeenAt), now))
            )}
            {contact.timeZone && <LocalTime timeZone={contact.timeZone} />}
          </p>
        </div>
        <ContactActions contact={contact} />
      </header>
      <div className="flex min-h-0 flex-1 max-md:flex-col max-md:overflow-y-auto">
        <aside className="w-88 shrink-0 overflow-y-auto border-line pt-3 text-sm max-md:w-full max-md:overflow-visible md:border-e [&>section:first-of-type]:border-t-0">
          <ContactProfile contact={contact} />
        </aside>
        <section
          aria-label={words.contacts.timeline.title}
          className="min-w-0 flex-1 overflow-y-auto bg-paper max-md:overflow-visible"
        >
          <Timeline contact={contact} />
        </section>
      </div>
    </div>
  );
}
