import { normaliseEmail } from '../../engines/contacts/normaliseEmail.ts';
import { normalisePhone } from '../../engines/contacts/normalisePhone.ts';
import type { HistoryPerson } from '../../engines/imports/history/historyRecord.ts';
import { uuid } from '../../lib/uuid.ts';
import { findByAddress, insertUser } from '../contacts/createContact.ts';
import { claimAddress } from '../contacts/patchContact.ts';
import type { CoreTx } from '../core.ts';
import type { HistoryContext } from './importHistory.ts';

/**
 * The contact of another system's person: found by their source, else by customer id, e-mail or telephone number, else
 * made. What is known here already is never overwritten, only what is missing is filled in.
 */
export async function ensureHistoryContact(
  tx: CoreTx,
  person: HistoryPerson,
  { row, country, count }: HistoryContext,
  seenAt: string | undefined,
): Promise<string> {
  const { workspace_id: workspaceId } = row;
  const email =
    person.email && /^[^\s@<>"]{1,64}@[^\s@<>"]{1,189}$/.test(person.email)
      ? normaliseEmail(person.email)
      : undefined;
  const phone = person.phone && normalisePhone(person.phone, country);
  const externalId = person.externalId?.slice(0, 200);
  const bySource = await tx.query<{ contact_id: string }>(
    'select contact_id from import_sources where workspace_id = $1 and source = $2',
    [workspaceId, person.source],
  );
  const known =
    bySource.rows[0]?.contact_id ?? (await findByAddress(tx, workspaceId, { email, phone, externalId }));
  const id = known ?? uuid();
  if (!known) {
    await tx.query(
      `insert into contacts (workspace_id, id, first_seen_at, last_seen_at) values ($1, $2, coalesce($3, now()), coalesce($3, now()))`,
      [workspaceId, id, seenAt],
    );
    count('contacts');
  }
  await fillIn(tx, workspaceId, id, { ...person, email, phone: phone ?? person.phone }, seenAt);
  if (!bySource.rows[0])
    await tx.query(
      'insert into import_sources (workspace_id, id, source, contact_id) values ($1, $2, $3, $4) on conflict do nothing',
      [workspaceId, uuid(), person.source, id],
    );
  if (email) await claimAddress(tx, workspaceId, id, 'email', email);
  if (phone) await claimAddress(tx, workspaceId, id, 'phone', phone);
  if (externalId) await insertUser(tx, workspaceId, id, externalId);
  return id;
}

async function fillIn(
  tx: CoreTx,
  workspaceId: string,
  id: string,
  person: Omit<HistoryPerson, 'email' | 'phone'> & { email: string | undefined; phone: string | undefined },
  seenAt: string | undefined,
): Promise<void> {
  const { name, email, phone, company, city, country, language } = person;
  const values = Object.entries({ name, email, phone, company, city, country, language }).flatMap(
    ([column, value]) => (value ? [[column, value.slice(0, 200)] as const] : []),
  );
  const sets = values.map(([column], i) => `${column} = coalesce(${column}, $${i + 4})`);
  const missing = values.map(([column]) => `${column} is null`);
  await tx.query(
    `update contacts set ${[
      'version = version + 1',
      ...sets,
      'first_seen_at = least(first_seen_at, coalesce($3::timestamptz, first_seen_at))',
    ].join(', ')}
     where workspace_id = $1 and id = $2 and (${[...missing, 'first_seen_at > $3::timestamptz'].join(' or ')})`,
    [workspaceId, id, seenAt ?? null, ...values.map(([, value]) => value)],
  );
}
