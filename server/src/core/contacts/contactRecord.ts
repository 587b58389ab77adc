import type { Contact, Identity, PageView } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';

/** A contact with identities and stored pages; whether they are here now is the sockets' knowledge. */
export type ContactRecord = Omit<Contact, 'online'>;

type ContactRow = {
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
  first_seen_at: Date;
  last_seen_at: Date;
  identities: Identity[];
  pages: PageView[];
};

const contactQuery = `select ct.id, ct.version, ct.name, ct.email, ct.phone, ct.company, ct.city, ct.country, ct.language,
    ct.time_zone, ct.device, ct.note, ct.first_seen_at, ct.last_seen_at,
    coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind, 'address', i.address, 'verified', i.verified,
      'createdAt', to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by i.created_at)
      from identities i where (i.workspace_id, i.contact_id) = (ct.workspace_id, ct.id)), '[]') as identities,
    coalesce((select jsonb_agg(jsonb_build_object('url', p.url, 'title', p.title,
      'at', to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by p.at desc, p.id desc)
      from (select * from page_views v where (v.workspace_id, v.contact_id) = (ct.workspace_id, ct.id) order by v.at desc, v.id desc limit 20) p), '[]') as pages
  from contacts ct`;

/** Throws `contact_not_found`. */
export async function loadContact(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  contactId: string,
): Promise<ContactRecord> {
  const found = await db.query<ContactRow>(`${contactQuery} where ct.workspace_id = $1 and ct.id = $2`, [
    workspaceId,
    contactId,
  ]);
  return toContactRecord(found.rows[0] ?? fail('contact_not_found'));
}

export type ContactsPage = { contacts: ContactRecord[]; next: string | undefined };

/** Contacts by last visit, newest first; `q` looks for a part of name, e-mail or phone. */
export async function listContacts(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  options: { q?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<ContactsPage> {
  const values: unknown[] = [workspaceId, options.limit + 1];
  const conditions = ['ct.workspace_id = $1'];
  if (options.q) {
    const n = values.push(`%${options.q.replaceAll(/[\\%_]/g, '\\$&')}%`);
    conditions.push(`(ct.name ilike $${n} or ct.email ilike $${n} or ct.phone ilike $${n})`);
  }
  if (options.cursor) {
    const [at, id] = Buffer.from(options.cursor, 'base64url').toString().split('|');
    if (!at || !id || Number.isNaN(Date.parse(at))) fail('invalid_value', { field: '/cursor' });
    conditions.push(
      `(ct.last_seen_at, ct.id) < ($${values.push(at)}::timestamptz, $${values.push(id)}::uuid)`,
    );
  }
  const found = await db.query<ContactRow>(
    `${contactQuery} where ${conditions.join(' and ')} order by ct.last_seen_at desc, ct.id desc limit $2`,
    values,
  );
  const contacts = found.rows.slice(0, options.limit).map(toContactRecord);
  const last = found.rows.length > options.limit ? contacts.at(-1) : undefined;
  return { contacts, next: last && Buffer.from(`${last.lastSeenAt}|${last.id}`).toString('base64url') };
}

function toContactRecord(row: ContactRow): ContactRecord {
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
    `${contactQuery} where ct.workspace_id = $1 and ct.id = any ($2)`,
    [workspaceId, ids],
  );
  return new Map(found.rows.map((row) => [row.id, toContactRecord(row)]));
}
