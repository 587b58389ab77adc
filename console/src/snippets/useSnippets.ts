import type { Conversation, Macro, Snippet } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useMe } from '../api/meQuery.ts';
import { useInboxes } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { firstNameOf, type SnippetValues } from './renderSnippet.ts';

const FRESH = 5 * 60_000;

/** Every snippet one may use; a `changed` frame makes them load anew. */
export function useSnippets(): Snippet[] | undefined {
  const { workspaceId, snippets } = useDesk();
  return useQuery({ queryKey: keys.snippets(workspaceId), queryFn: snippets.snippets, staleTime: FRESH })
    .data;
}

export function useMacros(): Macro[] | undefined {
  const { workspaceId, snippets } = useDesk();
  return useQuery({ queryKey: keys.macros(workspaceId), queryFn: snippets.macros, staleTime: FRESH }).data;
}

/** What snippets can say in this conversation, as the server knows it too. */
export function useSnippetValues(row: Conversation | undefined, enabled: boolean): SnippetValues {
  const desk = useDesk();
  const me = useMe();
  const inbox = useInboxes().find((i) => i.id === row?.inboxId);
  const contactId = row?.contact.id ?? '';
  const { data: contact } = useQuery({
    queryKey: keys.contact(desk.workspaceId, contactId),
    queryFn: () => desk.api.contact(contactId),
    enabled: enabled && contactId !== '',
    staleTime: FRESH,
  });
  const name = contact?.name ?? row?.contact.name;
  const fields = (contact as { fields?: Record<string, unknown> } | undefined)?.fields ?? {};
  return {
    'contact.name': name ?? undefined,
    'contact.first_name': firstNameOf(name),
    'contact.email': contact?.email ?? row?.contact.email ?? undefined,
    'contact.phone': contact?.phone ?? undefined,
    'contact.company': contact?.company ?? undefined,
    'contact.city': contact?.city ?? undefined,
    'agent.name': me.name,
    'agent.first_name': firstNameOf(me.name),
    'inbox.name': inbox?.name,
    ...Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [
        `contact.field.${key}`,
        [value].flat().map(String).join(', '),
      ]),
    ),
  };
}
