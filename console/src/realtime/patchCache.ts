import type { Client } from '@causerie/client';
import type { Contact, Conversation, Member, VisitorConversation } from '@causerie/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import type { RowStore } from '../conversations/rowStore.ts';

type Parts = { client: Client; rows: RowStore; queryClient: QueryClient; workspaceId: string };

/** What the socket tells, put where the screens read it. Returns the function that stops. */
export function patchCache({ client, rows, queryClient, workspaceId }: Parts): () => void {
  const stops = [
    client.on('rows', (frame) => {
      if (!frame.reset) return rows.apply(frame);
      rows.forget();
      rows.apply(frame);
      void queryClient.invalidateQueries({ queryKey: keys.lists(workspaceId) });
    }),
    client.on('own_counts', (counts) => rows.setOwnCounts(counts)),
    client.on('view_rows', (frame) => {
      rows.applyView(frame);
      if (frame.reset) void queryClient.invalidateQueries({ queryKey: keys.list(workspaceId, frame.view) });
    }),
    client.on('counts', (counts) => rows.setCounts(counts)),
    client.on('agent_read', (read) => {
      const before = rows.merge([], [read]).reads.get(read.conversationId);
      // Marked as unread, here or elsewhere: what was read on this device before must not be said again.
      if ((read.unreadMarks ?? 0) > (before?.unreadMarks ?? 0))
        client.reads.settled(read.conversationId, Number.POSITIVE_INFINITY);
    }),
    client.on('entry', ({ conversation }) => void (isRow(conversation) && rows.merge([conversation]))),
    client.on('conversation', ({ conversation }) => void (isRow(conversation) && rows.merge([conversation]))),
    client.on('contact', (contact) =>
      queryClient.setQueryData<Contact>(keys.contact(workspaceId, contact.id), (known) =>
        known && known.version > contact.version ? known : contact,
      ),
    ),
    client.on('contact_presence', ({ contactId, online, page }) =>
      queryClient.setQueryData<Contact>(
        keys.contact(workspaceId, contactId),
        (known) => known && { ...known, online, pages: page ? newestFirst(page, known.pages) : known.pages },
      ),
    ),
    client.on('availability', ({ userId, availability, connected }) =>
      queryClient.setQueryData<Member[]>(keys.members(workspaceId), (known) =>
        known?.map((m) =>
          m.userId === userId
            ? { ...m, availability: availability ?? m.availability, connected: connected ?? m.connected }
            : m,
        ),
      ),
    ),
    client.on('changed', ({ what }) => {
      // A label has another name on any number of conversations.
      if (what === 'labels') {
        rows.forget();
        void queryClient.invalidateQueries({ queryKey: keys.lists(workspaceId) });
      }
      void queryClient.invalidateQueries({ queryKey: [what, workspaceId] });
      // Somebody judged what was decided: the thread, the log and the reports tell of it.
      if (what === 'faq_decisions')
        for (const queryKey of keys.judged(workspaceId)) void queryClient.invalidateQueries({ queryKey });
      if (what === 'workspace' || what === 'members' || what === 'roles')
        void queryClient.invalidateQueries({ queryKey: keys.me });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

const isRow = (conversation: Conversation | VisitorConversation): conversation is Conversation =>
  'contact' in conversation;

function newestFirst(page: Contact['pages'][number], pages: Contact['pages']): Contact['pages'] {
  const [newest] = pages;
  return newest?.url === page.url ? [page, ...pages.slice(1)] : [page, ...pages].slice(0, 20);
}
