import { type Contact, ContactBulkChange, ContactBulkResult, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import {
  bulkChangeContacts,
  type ContactBulkOutcome,
  undoContactBulk,
} from '../core/contacts/bulkChangeContacts.ts';
import type { ContactRecord } from '../core/contacts/contactRecord.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { agentActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfBulk = Type.Object({ workspaceId: Uuid, contactBulkId: Uuid });
const base = '/v1/workspaces/:workspaceId/contact-bulk-changes';

/** Many contacts at once. */
export function contactBulkRoutes(app: App, doors: Doors): void {
  const { core, presence } = doors;
  const present = (workspaceId: string, { changed, ...rest }: ContactBulkOutcome) => ({
    ...rest,
    changed: changed.map(
      (record: ContactRecord): Contact => ({ ...record, online: presence.isOnline(workspaceId, record.id) }),
    ),
  });

  app.post(
    base,
    {
      schema: describe('contacts', 'Change many contacts at once', {
        params: InWorkspace,
        body: ContactBulkChange,
        200: ContactBulkResult,
      }),
    },
    async (request) => {
      const actor = await agentActor(doors, request, 'contacts.change');
      const { ids, patch } = request.body;
      return present(actor.workspaceId, await bulkChangeContacts(core, actor, ids, patch));
    },
  );

  app.post(
    `${base}/:contactBulkId/undo`,
    {
      schema: describe('contacts', 'Undo a change of many contacts, within thirty seconds', {
        params: OfBulk,
        200: ContactBulkResult,
      }),
    },
    async (request) => {
      const actor = await agentActor(doors, request, 'contacts.change');
      return present(actor.workspaceId, await undoContactBulk(core, actor, request.params.contactBulkId));
    },
  );
}
