import type { ContactCreate } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { listFields } from '../fields/fieldRow.ts';
import { lockAddress } from './addresses.ts';
import { type ContactRecord, loadContact } from './contactRecord.ts';
import { claimAddress, normaliseContact } from './patchContact.ts';
import { recordContactEvent } from './recordContactEvent.ts';

/**
 * Adds a contact by hand. The id is the client's, so a repeat gets the first result. Somebody who has the e-mail,
 * telephone number (however it was typed) or customer id already is not made twice: `contact_exists`, whose `detail`
 * is their id. Other errors: `invalid_value` (nothing says who it is, a field), `id_taken`.
 */
export async function createContact(
  core: Core,
  actor: DeskActor,
  { id, externalId, ...given }: ContactCreate,
): Promise<ContactRecord> {
  return transact(core, async (tx) => {
    const { workspaceId } = actor;
    const { fields = {}, ...values } = await normaliseContact(tx, workspaceId, given);
    if (!values.name && !values.email && !values.phone && !externalId)
      fail('invalid_value', {
        message: 'Give a name, an e-mail address, a telephone number or a customer id.',
      });
    if (await isRepeat(tx, workspaceId, id)) return loadContact(tx, workspaceId, id);
    await mustBeFilled(tx, workspaceId, fields);
    const addresses = { email: values.email, phone: values.phone, externalId };
    const known = await findByAddress(tx, workspaceId, addresses);
    if (known) fail('contact_exists', { detail: known });
    await tx.query(
      `insert into contacts (workspace_id, id, name, email, phone, company, city, country, language, time_zone, note, fields)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, jsonb_strip_nulls($12))`,
      [
        workspaceId,
        id,
        values.name,
        values.email,
        values.phone,
        values.company,
        values.city,
        values.country,
        values.language,
        values.timeZone,
        values.note,
        JSON.stringify(fields),
      ],
    );
    if (values.email) await claimAddress(tx, workspaceId, id, 'email', values.email);
    if (values.phone) await claimAddress(tx, workspaceId, id, 'phone', values.phone);
    if (externalId) await insertUser(tx, workspaceId, id, externalId);
    await recordContactEvent(tx, actor, id, { type: 'created' });
    tx.announce({ kind: 'contact', workspaceId, contactId: id });
    return loadContact(tx, workspaceId, id);
  });
}

async function isRepeat(tx: CoreTx, workspaceId: string, id: string): Promise<boolean> {
  const found = await tx.query<{ made: boolean }>(
    `select exists (select from contact_events e where e.workspace_id = $1 and e.contact_id = $2 and e.event->>'type' = 'created') as made
     from contacts where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  const [row] = found.rows;
  if (row && !row.made) fail('id_taken');
  return row !== undefined;
}

async function mustBeFilled(tx: CoreTx, workspaceId: string, fields: Record<string, unknown>): Promise<void> {
  const all = await listFields(tx, workspaceId, 'contact');
  const missing = all.find((f) => f.required && !f.archivedAt && (fields[f.key] ?? null) === null);
  if (missing)
    fail('invalid_value', { field: `/fields/${missing.key}`, message: `${missing.label} is required.` });
}

type Addresses = {
  email?: string | null | undefined;
  phone?: string | null | undefined;
  externalId?: string | null | undefined;
};

/**
 * The contact who has one of these (normalised) addresses: by customer id first, then by proven addresses, then by what
 * is claimed or written in the profile; of several the one seen last. Holds a lock on each address until the end of
 * the transaction, so that two who add the same person at once meet.
 */
export async function findByAddress(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  { email, phone, externalId }: Addresses,
): Promise<string | undefined> {
  if (externalId) await lockAddress(tx, workspaceId, 'user', externalId);
  if (email) await lockAddress(tx, workspaceId, 'email', email);
  if (phone) await lockAddress(tx, workspaceId, 'phone', phone);
  const found = await tx.query<{ id: string }>(
    `select ct.id from (
       select contact_id, case when kind = 'user' then 0 when verified then 1 else 2 end as rank from identities
       where workspace_id = $1 and ((kind = 'user' and address = $2 and verified) or (kind = 'email' and address = $3) or (kind = 'phone' and address = $4))
       union all select id, 3 from contacts where workspace_id = $1 and lower(email) = $3
       union all select id, 3 from contacts where workspace_id = $1 and phone = $4) known
     join contacts ct on ct.workspace_id = $1 and ct.id = known.contact_id
     order by known.rank, ct.last_seen_at desc, ct.id limit 1`,
    [workspaceId, externalId ?? null, email ?? null, phone ?? null],
  );
  return found.rows[0]?.id;
}

/** The site's own name for this person: whoever proves to be that user is this contact. */
export async function insertUser(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  contactId: string,
  externalId: string,
): Promise<boolean> {
  const inserted = await tx.query(
    `insert into identities (workspace_id, id, contact_id, kind, address, verified) values ($1, $2, $3, 'user', $4, true)
     on conflict do nothing`,
    [workspaceId, uuid(), contactId, externalId],
  );
  return inserted.rowCount === 1;
}
