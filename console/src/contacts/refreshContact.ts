import type { QueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';

/** After a change that the profile alone does not tell (merged, blocked, imported): everything that shows the contact. */
export async function refreshContact(
  queryClient: QueryClient,
  workspaceId: string,
  contactId: string,
): Promise<void> {
  const stale = [
    keys.contact(workspaceId, contactId),
    keys.timeline(workspaceId, contactId),
    keys.merges(workspaceId, contactId),
    keys.conversationsOf(workspaceId, contactId),
    ['contact-duplicates', workspaceId],
    keys.contactLists(workspaceId),
  ];
  await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
