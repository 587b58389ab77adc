import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { formatContactQuery } from '../search/findContactIds.ts';
import { type ContactRecord, type ContactRow, contactQuery, toContactRecord } from './contactRecord.ts';

type Reader = Pick<Db, 'query'>;
export type ContactsPage = { contacts: ContactRecord[]; next: string | undefined };

/** Up to so many that match are sorted; more than that are found by walking the list until the page is full. */
const MOST_SORTED = 3000;

/** Contacts by last visit, newest first; `q` looks for words (or beginnings of them) of name, addresses, phone, company and fields. */
export async function listContacts(
  db: Reader,
  workspaceId: string,
  options: { q?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<ContactsPage> {
  const values: unknown[] = [workspaceId, options.limit + 1];
  const conditions = ['ct.workspace_id = $1'];
  if (options.q !== undefined) {
    const query = formatContactQuery(workspaceId, options.q);
    if (!query) return { contacts: [], next: undefined };
    conditions.push(await conditionOf(db, workspaceId, query, (value) => `$${values.push(value)}`));
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

/** A few matches are named by their ids; many are so frequent that the list's own order meets them soon. */
async function conditionOf(
  db: Reader,
  workspaceId: string,
  query: string,
  param: (value: unknown) => string,
): Promise<string> {
  const found = await db.query<{ contact_id: string }>(
    'select contact_id from search_contacts where workspace_id = $1 and words @@ $2::tsquery limit $3',
    [workspaceId, query, MOST_SORTED + 1],
  );
  if (found.rows.length <= MOST_SORTED)
    return `ct.id = any (${param(found.rows.map((row) => row.contact_id))}::uuid[])`;
  // Kept from being turned into a join, which would begin at the matches.
  return `(select s.words @@ ${param(query)}::tsquery from search_contacts s where s.workspace_id = $1 and s.contact_id = ct.id)`;
}
