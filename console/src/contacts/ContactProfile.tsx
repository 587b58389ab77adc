import type { Contact, Conversation } from '@causerie/protocol';
import type { ReactNode } from 'react';
import { ConversationFields } from '../fields/ConversationFields.tsx';
import { FieldLines } from '../fields/FieldLines.tsx';
import { useActiveFields } from '../fields/useFields.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { ContactFields } from './ContactFields.tsx';
import { ContactNote } from './ContactNote.tsx';
import { DuplicateHint } from './DuplicateHint.tsx';
import { Identities } from './Identities.tsx';
import { PagesSeen } from './PagesSeen.tsx';
import { usePatchContact } from './useContact.ts';

type Props = { contact: Contact; conversation?: Conversation };

/** Everything that is known of a contact, each part edited in its place; beside a thread the conversation's fields too. */
export function ContactProfile({ contact, conversation }: Props) {
  const words = useWords();
  const formats = useFormats();
  const patch = usePatchContact(contact.id);
  const contactFields = useActiveFields('contact');
  const conversationFields = useActiveFields('conversation');
  return (
    <>
      {contact.blockedAt && (
        <p role="status" className="mx-4 mb-3 rounded-md bg-bad-soft px-3 py-2 text-xs text-bad-ink">
          {words.contacts.block.banner(formats.date(new Date(contact.blockedAt)))}
        </p>
      )}
      <DuplicateHint key={`hint ${contact.id}`} contact={contact} />
      <Section title={words.contact.details}>
        <ContactFields key={contact.id} contact={contact} />
      </Section>
      {contactFields.length > 0 && (
        <Section title={words.fields.own}>
          <FieldLines
            key={contact.id}
            subject="contact"
            values={contact.fields}
            onSave={(fields) => patch({ fields })}
          />
        </Section>
      )}
      {conversation && conversationFields.length > 0 && (
        <Section title={words.fields.conversation}>
          <ConversationFields key={conversation.id} row={conversation} />
        </Section>
      )}
      <Section title={words.contact.note}>
        <ContactNote key={contact.id} contact={contact} />
      </Section>
      {contact.identities.length > 0 && (
        <Section title={words.contact.identities}>
          <Identities identities={contact.identities} />
        </Section>
      )}
      {conversation && (
        <Section title={words.contact.pages}>
          <PagesSeen contact={contact} />
        </Section>
      )}
    </>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line px-4 py-3">
      <h3 className="mb-1.5 text-xs font-medium text-faint">{title}</h3>
      {children}
    </section>
  );
}
