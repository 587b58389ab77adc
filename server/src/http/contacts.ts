import { Contact, ContactPatch, Conversation, Page, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { type ContactRecord, loadContact } from '../core/contacts/contactRecord.ts';
import { listContacts } from '../core/contacts/listContacts.ts';
import { patchContact } from '../core/contacts/patchContact.ts';
import { listConversations } from '../core/conversations/readConversations.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfContact = Type.Object({ workspaceId: Uuid, contactId: Uuid });
const base = '/v1/workspaces/:workspaceId/contacts';
const ListQuery = Type.Object({
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
});

/** People, as the desk sees them. */
export function contactRoutes(app: App, doors: Doors): void {
  const { core, presence, presenter } = doors;
  const present = (workspaceId: string, record: ContactRecord): Contact => ({
    ...record,
    online: presence.isOnline(workspaceId, record.id),
  });

  app.get(
    base,
    {
      schema: describe('contacts', 'List contacts', {
        params: InWorkspace,
        querystring: ListQuery,
        200: Page(Contact),
      }),
    },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'contacts.read');
      const { q, limit = 50, cursor } = request.query;
      const { contacts, next } = await listContacts(core.db, workspaceId, { q, limit, cursor });
      return { items: contacts.map((c) => present(workspaceId, c)), ...(next && { next }) };
    },
  );

  app.get(
    `${base}/:contactId`,
    { schema: describe('contacts', 'Read a contact', { params: OfContact, 200: Contact }) },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'contacts.read');
      return present(workspaceId, await loadContact(core.db, workspaceId, request.params.contactId));
    },
  );

  app.patch(
    `${base}/:contactId`,
    {
      schema: describe('contacts', 'Change a contact', {
        params: OfContact,
        body: ContactPatch,
        200: Contact,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'contacts.change');
      return present(
        actor.workspaceId,
        await patchContact(core, actor, request.params.contactId, request.body),
      );
    },
  );

  app.get(
    `${base}/:contactId/conversations`,
    {
      schema: describe('contacts', 'List a contact’s conversations', {
        params: OfContact,
        querystring: ListQuery,
        200: Page(Conversation),
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'contacts.read');
      const { workspaceId } = actor;
      const { contactId } = request.params;
      await loadContact(core.db, workspaceId, contactId);
      await presenter.ready(workspaceId);
      const { limit = 50, cursor } = request.query;
      const page = await listConversations(core.db, workspaceId, {
        view: 'all',
        actor,
        userId: undefined,
        contactId,
        sort: 'newest',
        limit,
        cursor,
      });
      return {
        items: page.conversations.map((c) => presenter.conversation(c)),
        ...(page.next && { next: page.next }),
      };
    },
  );
}
