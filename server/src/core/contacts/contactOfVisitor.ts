import type { Db } from '../../db/transaction.ts';
import { uuid } from '../../lib/uuid.ts';
import type { CoreTx } from '../core.ts';
import type { VisitorClaims, VisitorDetails } from './visitorToken.ts';

/** The contact behind a visitor token, if they ever wrote, were identified, or came by a link. */
export async function findContactOfVisitor(
  db: Pick<Db, 'query'>,
  claims: VisitorClaims,
): Promise<string | undefined> {
  const found = await db.query<{ contact_id: string }>(
    `select contact_id from identities where workspace_id = $1 and kind = $2 and address = $3 and verified`,
    [claims.workspaceId, claims.identity.kind, claims.identity.address],
  );
  return found.rows[0]?.contact_id;
}

/**
 * The same, held until the transaction ends: no merge, and no merge taken back, gives the visitor or their conversations to
 * another contact meanwhile. Both lock the contacts before anything else.
 */
export async function holdContactOfVisitor(tx: CoreTx, claims: VisitorClaims): Promise<string | undefined> {
  for (;;) {
    const contactId = await findContactOfVisitor(tx, claims);
    if (!contactId) return undefined;
    // Waits for a merge that is under way, after which the visitor may be another contact's.
    await tx.query('select from contacts where workspace_id = $1 and id = $2 for key share', [
      claims.workspaceId,
      contactId,
    ]);
    if ((await findContactOfVisitor(tx, claims)) === contactId) return contactId;
  }
}

/**
 * The visitor's contact, made now if there is none. Two tabs that write their first messages at once meet at the
 * unique identity: the second waits, finds it, and drops its own.
 */
export async function ensureContactOfVisitor(
  tx: CoreTx,
  claims: VisitorClaims,
  details: VisitorDetails,
): Promise<string> {
  const known = await findContactOfVisitor(tx, claims);
  if (known) return known;
  const contactId = uuid();
  const { language, timeZone, device } = claims.details ?? {};
  await tx.query(
    `insert into contacts (workspace_id, id, language, time_zone, device) values ($1, $2, $3, $4, $5)`,
    [
      claims.workspaceId,
      contactId,
      details.language ?? language,
      details.timeZone ?? timeZone,
      details.device ?? device,
    ],
  );
  const inserted = await tx.query(
    `insert into identities (workspace_id, id, contact_id, kind, address, verified) values ($1, $2, $3, $4, $5, true)
     on conflict (workspace_id, kind, address) where verified do nothing`,
    [claims.workspaceId, uuid(), contactId, claims.identity.kind, claims.identity.address],
  );
  if (inserted.rowCount === 1) return contactId;
  await tx.query('delete from contacts where workspace_id = $1 and id = $2', [claims.workspaceId, contactId]);
  return (await findContactOfVisitor(tx, claims))!;
}
