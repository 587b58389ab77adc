import type { Contact, Conversation } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { toAppError } from '../api/AppError.ts';
import { ConversationMarks } from '../conversations/ConversationMarks.tsx';
import { contactName } from '../conversations/contactName.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useNow } from '../realtime/useNow.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Blank } from '../ui/Blank.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { errorText } from '../words/errorText.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { ContactPrivacy } from './ContactPrivacy.tsx';
import { ContactProfile, Section } from './ContactProfile.tsx';
import { EarlierConversations } from './EarlierConversations.tsx';
import { LocalTime } from './LocalTime.tsx';
import { useContact } from './useContact.ts';

/** Who one is talking with: everything that is known, in one column. */
export function ContactPanel({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const words = useWords();
  const { data: contact, error, refetch } = useContact(conversation.contact.id);
  if (contact) return <Profile contact={contact} conversation={conversation} onClose={onClose} />;
  if (error) {
    return (
      <div role="alert">
        <Blank title={words.contact.loadFailed} text={errorText(words, toAppError(error))}>
          <Button onClick={() => void refetch()}>{words.common.retry}</Button>
        </Blank>
      </div>
    );
  }
  return <PanelSkeleton />;
}

type ProfileProps = { contact: Contact; conversation: Conversation; onClose: () => void };

function Profile({ contact, conversation, onClose }: ProfileProps) {
  const words = useWords();
  const formats = useFormats();
  const now = useNow();
  const { workspaceId } = useDesk();
  return (
    <div className="flex min-h-full flex-col overflow-y-auto text-sm">
      <div className="flex items-start gap-3 px-4 pt-4 pb-3">
        <Avatar
          id={contact.id}
          name={contact.name ?? contact.email}
          size="lg"
          presence={contact.online ? 'online' : undefined}
        />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-base font-semibold">
            <Link
              to="/w/$workspaceId/contacts/$contactId"
              params={{ workspaceId, contactId: contact.id }}
              title={words.contacts.open}
              className="hover:underline"
            >
              {contactName(contact, words.inbox.visitor)}
            </Link>
          </h2>
          <p className="text-xs text-faint">
            {contact.online ? (
              <span className="font-medium text-good-ink">{words.contact.online}</span>
            ) : (
              words.contact.lastSeen(formats.ago(Date.parse(contact.lastSeenAt), now))
            )}
          </p>
          {contact.timeZone && <LocalTime timeZone={contact.timeZone} />}
        </div>
        <IconButton label={words.common.close} size="sm" onClick={onClose} className="lg:hidden">
          <X className="size-4" />
        </IconButton>
      </div>
      <ConversationMarks conversation={conversation} />
      <ContactProfile contact={contact} conversation={conversation} />
      <Section title={words.contact.earlier}>
        <EarlierConversations contactId={contact.id} current={conversation.id} />
      </Section>
      <ContactPrivacy contact={contact} />
      <p className="mt-auto px-4 pt-3 pb-5 text-xs text-faint">
        {words.contact.since(formats.date(new Date(contact.firstSeenAt)))}
        {contact.device && ` · ${contact.device}`}
      </p>
    </div>
  );
}

function PanelSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3 p-4">
      <div className="flex items-center gap-3">
        <Skeleton className="size-12 rounded-full!" />
        <div className="flex flex-1 flex-col gap-2">
          <Skeleton className="h-3.5 w-3/5" />
          <Skeleton className="h-3 w-2/5" />
        </div>
      </div>
      {[1, 2, 3, 4, 5].map((n) => (
        <Skeleton key={n} className="h-3.5 w-full" />
      ))}
    </div>
  );
}
