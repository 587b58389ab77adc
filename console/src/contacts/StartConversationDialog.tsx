import { uuidv7 } from '@causerie/client';
import type { Contact } from '@causerie/protocol';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { contactName } from '../conversations/contactName.ts';
import { useInboxes } from '../conversations/useDirectory.ts';
import { MAX_TEXT } from '../messages/limits.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { SelectField, TextAreaField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** The first message to a contact; the conversation opens once it is there. */
export function StartConversationDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const words = useWords();
  const desk = useDesk();
  const navigate = useNavigate();
  const inboxes = useInboxes();
  const [inboxId, setInboxId] = useState<string>();
  const [text, setText] = useState('');
  // Made once: a second try after a lost answer is the same conversation.
  const ids = useRef({ id: uuidv7(), entryId: uuidv7() });
  const chosen = inboxId ?? inboxes[0]?.id;
  const { onSubmit, busy, error } = useSubmit(async () => {
    if (!chosen) return;
    const conversation = await desk.api.startConversation({
      ...ids.current,
      inboxId: chosen,
      contactId: contact.id,
      content: { kind: 'text', text: text.trim() },
    });
    desk.rows.merge([conversation]);
    await navigate({
      to: '/w/$workspaceId/inbox/$view/$conversationId',
      params: { workspaceId: desk.workspaceId, view: 'all', conversationId: conversation.id },
    });
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.contacts.start.title(contactName(contact, words.inbox.visitor))}
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        {inboxes.length > 1 && (
          <SelectField
            label={words.contacts.start.inbox}
            value={chosen}
            options={inboxes.map((inbox) => ({ value: inbox.id, label: inbox.name }))}
            onValue={setInboxId}
          />
        )}
        <TextAreaField
          required
          rows={5}
          maxLength={MAX_TEXT}
          label={words.contacts.start.message}
          hint={words.contacts.start.hint}
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
        <FormError text={error} />
        <DialogButtons onClose={onClose} busy={busy} disabled={text.trim() === '' || !chosen}>
          {words.contacts.start.send}
        </DialogButtons>
      </form>
    </Dialog>
  );
}
