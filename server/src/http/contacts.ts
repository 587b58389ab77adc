import {
  Contact,
  ContactCreate,
  ContactPatch,
  ContactsCount,
  ContactsQuery,
  Conversation,
  type Filter,
  Page,
  TimelineItem,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import type { DeskActor } from '../core/actor.ts';
import { type ContactChoice, countContacts, listContacts } from '../core/contacts/contactList.ts';
import { type ContactRecord, loadContact } from '../core/contacts/contactRecord.ts';
import { createContact } from '../core/contacts/createContact.ts';
import { patchContact } from '../core/contacts/patchContact.ts';
import { readTimeline } from '../core/contacts/readTimeline.ts';
import { listConversations } from '../core/conversations/readConversations.ts';
import { loadFilterFields } from '../core/fields/filterFields.ts';
import { freshenContacts } from '../core/search/freshenContacts.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { parseFilter } from './parseFilter.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfContact = Type.Object({ workspaceId: Uuid, contactId: Uuid });
const base = '/v1/workspaces/:workspaceId/contacts';
const ListQuery = Type.Object({
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
        querystring: ContactsQuery,
        200: Page(Contact),
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'contacts.read');
      const { sort = 'last_seen', limit = 50, cursor } = request.query;
      const { order = sort.endsWith('_seen') ? 'desc' : 'asc' } = request.query;
      const choice = await searchedContacts(doors, actor, request.query);
      const { contacts, next } = await listContacts(core.db, choice, { sort, order, limit, cursor });
      return { items: contacts.map((c) => present(actor.workspaceId, c)), ...(next && { next }) };
    },
  );

  app.get(
    `${base}/count`,
    {
      schema: describe('contacts', 'Count contacts', {
        params: InWorkspace,
        querystring: Type.Pick(ContactsQuery, ['q', 'filter']),
        200: ContactsCount,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'contacts.read');
      return countContacts(core.db, await searchedContacts(doors, actor, request.query));
    },
  );

  app.post(
    base,
    {
      schema: describe('contacts', 'Add a contact', {
        params: InWorkspace,
        body: ContactCreate,
        200: Contact,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'contacts.change');
      return present(actor.workspaceId, await createContact(core, actor, request.body));
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
    `${base}/:contactId/timeline`,
    {
      schema: describe('contacts', 'Read everything that happened with a contact', {
        params: OfContact,
        querystring: ListQuery,
        200: Page(TimelineItem),
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'contacts.read');
      const { workspaceId } = actor;
      const { contactId } = request.params;
      await loadContact(core.db, workspaceId, contactId);
      await presenter.ready(workspaceId);
      const { limit = 50, cursor } = request.query;
      const { items, next } = await readTimeline(core.db, actor, contactId, { limit, cursor });
      return {
        items: items.map((item) => presenter.timelineItem(workspaceId, item)),
        ...(next && { next }),
      };
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

type Choice = { q?: string | undefined; filter?: Filter | undefined; ids?: string[] | undefined };

/** Which contacts an address asks for; who was just added is found. */
async function searchedContacts(
  doors: Doors,
  actor: DeskActor,
  { q, filter }: { q?: string; filter?: string },
): Promise<ContactChoice> {
  if (q !== undefined) await freshenContacts(doors.core, actor.workspaceId);
  return chosenContacts(doors, actor, { q, filter: filter === undefined ? undefined : parseFilter(filter) });
}

/** Which contacts a request asks for. Custom fields are read only where a filter may name them. */
export async function chosenContacts(
  doors: Doors,
  actor: DeskActor,
  { q, filter, ids }: Choice,
): Promise<ContactChoice> {
  const { workspaceId } = actor;
  return {
    workspaceId,
    q,
    filter,
    ids,
    fields: filter === undefined ? new Map() : await loadFilterFields(doors.core.db, workspaceId),
    userId: actor.kind === 'agent' ? actor.userId : undefined,
  };
}
