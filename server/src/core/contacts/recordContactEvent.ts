import type { ContactEvent } from '@causerie/protocol';
import { uuid } from '../../lib/uuid.ts';
import { type Actor, authorOf } from '../actor.ts';
import type { CoreTx } from '../core.ts';

/** Writes down what was done with a contact and by whom: their timeline shows it. */
export async function recordContactEvent(
  tx: Pick<CoreTx, 'query'>,
  actor: Actor,
  contactId: string,
  event: ContactEvent,
): Promise<void> {
  const author = authorOf(actor);
  await tx.query(
    `insert into contact_events (workspace_id, id, contact_id, author_kind, author_id, event) values ($1, $2, $3, $4, $5, $6)`,
    [actor.workspaceId, uuid(), contactId, author.kind, author.id, JSON.stringify(event)],
  );
}
