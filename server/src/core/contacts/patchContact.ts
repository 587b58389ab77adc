import type { ContactPatch } from '@causerie/protocol';
import { normaliseEmail } from '../../engines/contacts/normaliseEmail.ts';
import { normalisePhone } from '../../engines/contacts/normalisePhone.ts';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { checkFields } from '../fields/checkFields.ts';
import { loadDefaultCountry } from '../workspaces/loadDefaultCountry.ts';
import { announceContactRows } from './announceContactRows.ts';
import { type ContactRecord, loadContact } from './contactRecord.ts';

const columns: Record<Exclude<keyof ContactPatch, 'fields'>, string> = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  company: 'company',
  city: 'city',
  country: 'country',
  language: 'language',
  timeZone: 'time_zone',
  note: 'note',
};

/**
 * Changes a contact's profile. An e-mail or phone that an agent types is a claim: it never takes a proven identity
 * from another contact. Errors: `contact_not_found`, `invalid_value` (time zone, fields).
 */
export async function patchContact(
  core: Core,
  actor: DeskActor,
  contactId: string,
  patch: ContactPatch,
): Promise<ContactRecord> {
  return transact(core, async (tx) => {
    await patchContactInTransaction(tx, actor, contactId, patch);
    return loadContact(tx, actor.workspaceId, contactId);
  });
}

/** The same as part of something larger. */
export async function patchContactInTransaction(
  tx: CoreTx,
  actor: DeskActor,
  contactId: string,
  patch: ContactPatch,
): Promise<void> {
  const { fields, ...values } = await normaliseContact(tx, actor.workspaceId, patch);
  const names = Object.keys(values) as (keyof typeof columns)[];
  const sets = names.map((name, i) => `, ${columns[name]} = $${i + 4}`).join('');
  const updated = await tx.query(
    `update contacts set version = version + 1, fields = jsonb_strip_nulls(fields || $3)${sets}
     where workspace_id = $1 and id = $2`,
    [actor.workspaceId, contactId, JSON.stringify(fields ?? {}), ...names.map((name) => values[name])],
  );
  if (updated.rowCount === 0) fail('contact_not_found');
  if (values.email) await claimAddress(tx, actor.workspaceId, contactId, 'email', values.email);
  if (values.phone) await claimAddress(tx, actor.workspaceId, contactId, 'phone', values.phone);
  tx.announce({ kind: 'contact', workspaceId: actor.workspaceId, contactId });
  await announceContactRows(tx, actor.workspaceId, contactId);
}

/** Remembers an address that somebody says is the contact's. */
export async function claimAddress(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  contactId: string,
  kind: 'email' | 'phone',
  address: string,
): Promise<void> {
  await tx.query(
    `insert into identities (workspace_id, id, contact_id, kind, address, verified) values ($1, $2, $3, $4, $5, false)
     on conflict (workspace_id, contact_id, kind, address) do nothing`,
    [workspaceId, uuid(), contactId, kind, address],
  );
}

/**
 * A patch as it is kept: e-mail in lower case, telephone number in E.164 (one that makes no sense even in the
 * workspace's country stays as it was typed), fields by their types. Throws `invalid_value`.
 */
export async function normaliseContact(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  patch: ContactPatch,
): Promise<ContactPatch> {
  const values = { ...patch };
  if (values.email) values.email = normaliseEmail(values.email);
  if (values.phone)
    values.phone = normalisePhone(values.phone, await loadDefaultCountry(tx, workspaceId)) ?? values.phone;
  if (values.timeZone && !isTimeZone(values.timeZone)) fail('invalid_value', { field: '/timeZone' });
  if (values.fields) values.fields = await checkFields(tx, workspaceId, 'contact', values.fields);
  return values;
}

/** Whether the name is one of the IANA database. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
