import type { Contact } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { refreshContact } from './refreshContact.ts';

/** Refuses a contact's messages from now on, or takes them again. */
export function useBlock(contactId: string) {
  const desk = useDesk();
  const words = useWords().contacts.block;
  const queryClient = useQueryClient();
  const report = useReport();
  return async (blocked: boolean) => {
    try {
      const contact = await desk.api.blockContact(contactId, blocked);
      queryClient.setQueryData<Contact>(keys.contact(desk.workspaceId, contactId), contact);
      void refreshContact(queryClient, desk.workspaceId, contactId);
      say(blocked ? words.done : words.undone);
    } catch (thrown) {
      report(thrown);
    }
  };
}
