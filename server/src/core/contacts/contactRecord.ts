import type { Contact, FieldValues, Identity, PageView } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';

/** A contact with identities and stored pages; whether they are here now is the sockets' knowledge. */
export type ContactRecord = Omit<Contact, 'online'>;

export type ContactRow = {
  id: string;
  version: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  company: string | null;
  city: string | null;
  country: string | null;
  language: string | null;
  time_zone: string | null;
  device: string | null;
  note: string | null;
  fields: FieldValues;
  blocked_at: Date | null;
  first_seen_at: Date;
  last_seen_at: Date;
  identities: Identity[];
  pages: PageView[];
};

/** Ends where a condition on `ct` follows. `more`: further columns. */
export const contactQuery = (
  more = '',
) => `select ct.id, ct.version, ct.name, ct.email, ct.phone, ct.company, ct.city, ct.country, ct.language,
    ct.time_zone, ct.device, ct.note, ct.fields, ct.blocked_at, ct.first_seen_at, ct.last_seen_at,
    coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind, 'address', i.address, 'verified', i.verified,
      'createdAt', to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by i.created_at)
      from identities i where (i.workspace_id, i.contact_id) = (ct.workspace_id, ct.id)), '[]') as identities,
    coalesce((select jsonb_agg(jsonb_build_object('url', p.url, 'title', p.title,
      'at', to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by p.at desc, p.id desc)
      from (select * from page_views v where (v.workspace_id, v.contact_id) = (ct.workspace_id, ct.id) order by v.at desc, v.id desc limit 20) p), '[]') as pages${more}
  from contacts ct`;

/** Throws `contact_not_found`. */
export async function loadContact(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  contactId: string,
): Promise<ContactRecord> {
  const found = await db.query<ContactRow>(`${contactQuery()} where ct.workspace_id = $1 and ct.id = $2`, [
    workspaceId,
    contactId,
  ]);
  return toContactRecord(found.rows[0] ?? fail('contact_not_found'));
}

/** Those of the ids that exist, in no particular order. */
export async function loadContacts(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  ids: string[],
): Promise<ContactRecord[]> {
  if (ids.length === 0) return [];
  const found = await db.query<ContactRow>(
    `${contactQuery()} where ct.workspace_id = $1 and ct.id = any ($2)`,
    [workspaceId, ids],
  );
  return found.rows.map(toContactRecord);
}

export function toContactRecord(row: ContactRow): ContactRecord {
  return {
    id: row.id,
    version: Number(row.version),
    name: row.name,
    email: row.email,
    phone: row.phone,
    company: row.company,
    city: row.city,
    country: row.country,
    language: row.language,
    timeZone: row.time_zone,
    device: row.device,
    note: row.note,
    fields: row.fields,
    blockedAt: row.blocked_at?.toISOString() ?? null,
    identities: row.identities,
    pages: row.pages,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
  };
}

/** Several at once, by id; who is gone is not among them. */
export async function listContactsById(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  ids: string[],
): Promise<Map<string, ContactRecord>> {
  if (ids.length === 0) return new Map();
  const found = await db.query<ContactRow>(
    `${contactQuery()} where ct.workspace_id = $1 and ct.id = any ($2)`,
    [workspaceId, ids],
  );
  return new Map(found.rows.map((row) => [row.id, toContactRecord(row)]));
}
