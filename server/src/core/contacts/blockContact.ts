import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { type ContactRecord, loadContact } from './contactRecord.ts';
import { recordContactEvent } from './recordContactEvent.ts';

const MOST_LOGS = 50;

/**
 * From now on the contact's messages are refused (`contact_blocked`) and kept nowhere; or are taken again. The logs of
 * their open conversations say so, and who did it. A repeat changes nothing. Throws `contact_not_found`.
 */
export async function blockContact(
  core: Core,
  actor: DeskActor,
  contactId: string,
  blocked: boolean,
): Promise<ContactRecord> {
  return transact(core, async (tx) => {
    await blockInTransaction(tx, actor, contactId, blocked);
    return loadContact(tx, actor.workspaceId, contactId);
  });
}

/** The same as part of something larger. Who does not exist is not found by it. */
export async function blockInTransaction(
  tx: CoreTx,
  actor: DeskActor,
  contactId: string,
  blocked: boolean,
): Promise<void> {
  const { workspaceId } = actor;
  const changed = await tx.query(
    `update contacts set version = version + 1, blocked_at = case when $3 then now() end
     where workspace_id = $1 and id = $2 and (blocked_at is not null) <> $3`,
    [workspaceId, contactId, blocked],
  );
  if (changed.rowCount === 1) {
    await recordContactEvent(tx, actor, contactId, { type: blocked ? 'blocked' : 'unblocked' });
    const open = await tx.query<{ id: string }>(
      `select id from conversations where workspace_id = $1 and contact_id = $2 and status <> 'resolved'
       order by active_at desc limit ${MOST_LOGS}`,
      [workspaceId, contactId],
    );
    // In the order of the ids, as everybody locks rows.
    for (const { id } of open.rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const before = await lockConversation(tx, actor, id);
      const type = blocked ? 'contact_blocked' : 'contact_unblocked';
      await writeChange(tx, before, [{ author: actor, kind: 'event', event: { type } }]);
    }
    tx.announce({ kind: 'contact', workspaceId, contactId });
  }
}

/** Refuses with `contact_blocked` what a blocked contact sends. */
export async function mustNotBeBlocked(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  contactId: string,
): Promise<void> {
  const found = await db.query(
    'select from contacts where workspace_id = $1 and id = $2 and blocked_at is not null',
    [workspaceId, contactId],
  );
  if (found.rowCount !== 0) fail('contact_blocked');
}
