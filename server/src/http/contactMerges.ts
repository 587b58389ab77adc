import {
  BlockedPut,
  Contact,
  ContactMerge,
  Duplicate,
  Merged,
  MergePreview,
  MergeQuery,
  MergeRequest,
  Page,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { blockContact } from '../core/contacts/blockContact.ts';
import { type ContactRecord, loadContact } from '../core/contacts/contactRecord.ts';
import { findDuplicates } from '../core/contacts/findDuplicates.ts';
import { mergeContacts } from '../core/contacts/mergeContacts.ts';
import { previewMerge } from '../core/contacts/previewMerge.ts';
import { listMerges, undoMerge } from '../core/contacts/undoMerge.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const OfContact = Type.Object({ workspaceId: Uuid, contactId: Uuid });
const OfMerge = Type.Object({ workspaceId: Uuid, contactId: Uuid, mergeId: Uuid });
const one = '/v1/workspaces/:workspaceId/contacts/:contactId';

/** Contacts who are one person, and contacts who may not write. */
export function contactMergeRoutes(app: App, doors: Doors): void {
  const { core, presence } = doors;
  const present = (workspaceId: string, record: ContactRecord): Contact => ({
    ...record,
    online: presence.isOnline(workspaceId, record.id),
  });

  app.get(
    `${one}/duplicates`,
    {
      schema: describe('contacts', 'Who could be the same person', {
        params: OfContact,
        200: Page(Duplicate),
      }),
    },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'contacts.read');
      const found = await findDuplicates(core, workspaceId, request.params.contactId);
      return {
        items: found.map(({ contact, reasons }) => ({ contact: present(workspaceId, contact), reasons })),
      };
    },
  );

  app.get(
    `${one}/merge-preview`,
    {
      schema: describe('contacts', 'What a merge would give', {
        params: OfContact,
        querystring: MergeQuery,
        200: MergePreview,
      }),
    },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'contacts.read');
      const { contact, ...rest } = await previewMerge(
        core.db,
        workspaceId,
        request.params.contactId,
        request.query.fromId,
      );
      return { contact: present(workspaceId, contact), ...rest };
    },
  );

  app.get(
    `${one}/merges`,
    {
      schema: describe('contacts', 'List a contact’s merges', { params: OfContact, 200: Page(ContactMerge) }),
    },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'contacts.read');
      await loadContact(core.db, workspaceId, request.params.contactId);
      return { items: await listMerges(core.db, workspaceId, request.params.contactId) };
    },
  );

  app.post(
    `${one}/merges`,
    {
      schema: describe('contacts', 'Make another contact part of this one', {
        params: OfContact,
        body: MergeRequest,
        200: Merged,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'contacts.change');
      const { contactId } = request.params;
      const { contact, mergeId } = await mergeContacts(core, actor, contactId, request.body.fromId);
      return { contact: present(actor.workspaceId, contact), mergeId };
    },
  );

  app.post(
    `${one}/merges/:mergeId/undo`,
    { schema: describe('contacts', 'Undo a merge', { params: OfMerge, 200: Contact }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'contacts.change');
      const { contactId, mergeId } = request.params;
      return present(actor.workspaceId, await undoMerge(core, actor, contactId, mergeId));
    },
  );

  app.put(
    `${one}/blocked`,
    {
      schema: describe('contacts', 'Block or unblock a contact', {
        params: OfContact,
        body: BlockedPut,
        200: Contact,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'contacts.change');
      const { contactId } = request.params;
      return present(actor.workspaceId, await blockContact(core, actor, contactId, request.body.blocked));
    },
  );
}
