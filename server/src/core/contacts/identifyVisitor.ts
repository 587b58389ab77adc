import { normalisePhone } from '../../engines/contacts/normalisePhone.ts';
import { uuid } from '../../lib/uuid.ts';
import type { CoreTx } from '../core.ts';
import { acceptFields } from '../fields/checkFields.ts';
import { loadDefaultCountry } from '../workspaces/loadDefaultCountry.ts';
import { lockAddress } from './addresses.ts';
import { announceContactRows } from './announceContactRows.ts';
import { findContactOfVisitor } from './contactOfVisitor.ts';
import { claimAddress } from './patchContact.ts';
import type { ProvenVisitor } from './verifyIdentityToken.ts';
import type { VisitorClaims } from './visitorToken.ts';

/**
 * The contact of a visitor whom the site has proven. Three cases: the site's user is known, so this is that contact,
 * and what an anonymous visitor of this browser wrote becomes theirs; the user is new and the anonymous visitor
 * belongs to nobody else, so their contact becomes the user's; or all is new. An e-mail address alone moves nothing.
 */
export async function identifyVisitor(
  tx: CoreTx,
  anonymous: VisitorClaims | undefined,
  workspaceId: string,
  proven: ProvenVisitor,
): Promise<string> {
  const user: VisitorClaims = {
    workspaceId,
    inboxId: '',
    identity: { kind: 'user', address: proven.externalId },
  };
  const before =
    anonymous && anonymous.identity.kind === 'visitor'
      ? await findContactOfVisitor(tx, anonymous)
      : undefined;
  const adoptable = before !== undefined && !(await hasUser(tx, workspaceId, before)) ? before : undefined;
  const contactId = await ensureUserContact(tx, user, adoptable);
  if (adoptable && adoptable !== contactId) {
    await moveEverything(tx, workspaceId, adoptable, contactId);
    tx.announce({ kind: 'contact_merged', workspaceId, from: adoptable, contactId });
  }
  const phone = proven.phone && normalisePhone(proven.phone, await loadDefaultCountry(tx, workspaceId));
  const fields = await acceptFields(tx, workspaceId, proven.fields ?? {});
  await tx.query(
    `update contacts set name = coalesce($3, name), email = coalesce($4, email), phone = coalesce($5, phone),
       fields = fields || $6, version = version + 1, last_seen_at = now() where workspace_id = $1 and id = $2
       and (name, email, phone, fields) is distinct from (coalesce($3, name), coalesce($4, email), coalesce($5, phone), fields || $6)`,
    [workspaceId, contactId, proven.name, proven.email, phone ?? proven.phone, JSON.stringify(fields)],
  );
  if (phone) await claimAddress(tx, workspaceId, contactId, 'phone', phone);
  if (proven.email) await proveAddress(tx, workspaceId, contactId, 'email', proven.email);
  tx.announce({ kind: 'contact', workspaceId, contactId });
  await announceContactRows(tx, workspaceId, contactId);
  return contactId;
}

async function hasUser(tx: CoreTx, workspaceId: string, contactId: string): Promise<boolean> {
  const found = await tx.query(
    `select 1 from identities where workspace_id = $1 and contact_id = $2 and kind = 'user'`,
    [workspaceId, contactId],
  );
  return (found.rowCount ?? 0) > 0;
}

async function ensureUserContact(
  tx: CoreTx,
  user: VisitorClaims,
  adoptable: string | undefined,
): Promise<string> {
  const known = await findContactOfVisitor(tx, user);
  if (known) return known;
  const contactId = adoptable ?? uuid();
  if (!adoptable)
    await tx.query('insert into contacts (workspace_id, id) values ($1, $2)', [user.workspaceId, contactId]);
  const inserted = await tx.query(
    `insert into identities (workspace_id, id, contact_id, kind, address, verified) values ($1, $2, $3, 'user', $4, true)
     on conflict (workspace_id, kind, address) where verified do nothing`,
    [user.workspaceId, uuid(), contactId, user.identity.address],
  );
  if (inserted.rowCount === 1) return contactId;
  if (!adoptable)
    await tx.query('delete from contacts where workspace_id = $1 and id = $2', [user.workspaceId, contactId]);
  return (await findContactOfVisitor(tx, user))!;
}

/** The anonymous contact's conversations and identities become the user's; the empty contact goes. */
async function moveEverything(tx: CoreTx, workspaceId: string, from: string, to: string): Promise<void> {
  // Two open conversations that must each be the only one may not meet: the moved one gives up being the only one.
  await tx.query(
    `update conversations set contact_id = $3, single = false, version = version + 1, changed_xid = pg_current_xact_id()
     where workspace_id = $1 and contact_id = $2`,
    [workspaceId, from, to],
  );
  await tx.query(
    `delete from identities i where workspace_id = $1 and contact_id = $2 and exists (
       select from identities o where (o.workspace_id, o.kind, o.address) = (i.workspace_id, i.kind, i.address) and o.contact_id = $3)`,
    [workspaceId, from, to],
  );
  await tx.query('update identities set contact_id = $3 where workspace_id = $1 and contact_id = $2', [
    workspaceId,
    from,
    to,
  ]);
  await tx.query('update page_views set contact_id = $3 where workspace_id = $1 and contact_id = $2', [
    workspaceId,
    from,
    to,
  ]);
  await tx.query(
    `update contacts t set name = coalesce(t.name, f.name), email = coalesce(t.email, f.email), phone = coalesce(t.phone, f.phone),
       language = coalesce(t.language, f.language), time_zone = coalesce(t.time_zone, f.time_zone),
       first_seen_at = least(t.first_seen_at, f.first_seen_at)
     from contacts f where t.workspace_id = $1 and t.id = $3 and f.workspace_id = $1 and f.id = $2`,
    [workspaceId, from, to],
  );
  await tx.query('delete from contacts where workspace_id = $1 and id = $2', [workspaceId, from]);
}

/** An address that was proven to be the contact's. One that is proven to be another's stays the other's. */
export async function proveAddress(
  tx: CoreTx,
  workspaceId: string,
  contactId: string,
  kind: 'email' | 'phone',
  address: string,
): Promise<void> {
  await lockAddress(tx, workspaceId, kind, address);
  await tx.query(
    `insert into identities as i (workspace_id, id, contact_id, kind, address, verified)
     select $1, $2, $3, $4, $5, not exists (select from identities o where o.workspace_id = $1 and o.kind = $4 and o.address = $5 and o.verified)
     on conflict (workspace_id, contact_id, kind, address) do update set verified = i.verified or excluded.verified`,
    [workspaceId, uuid(), contactId, kind, address.toLowerCase()],
  );
}
