import type { ContactSort, Filter, FilterType } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { filterSql } from '../filters/filterSql.ts';
import { formatContactQuery } from '../search/findContactIds.ts';
import { type ContactRecord, type ContactRow, contactQuery, toContactRecord } from './contactRecord.ts';

type Reader = Pick<Db, 'query'>;

/** Which contacts: all of a workspace, or those that a text and a filter leave. */
export type ContactChoice = {
  workspaceId: string;
  q?: string | undefined;
  filter?: Filter | undefined;
  /** Only these. */
  ids?: string[] | undefined;
  /** Types of the custom fields that the filter may name. */
  fields: ReadonlyMap<string, FilterType>;
  userId: string | undefined;
};
export type ContactOrder = { sort: ContactSort; order: 'asc' | 'desc' };
export type ContactsPage = { contacts: ContactRecord[]; next: string | undefined };

/** Each order is one index, whose parts the cursor names. What is not known comes last, or first in reverse. */
const sorts: Record<ContactSort, { keys: string[]; types: string[] }> = {
  last_seen: { keys: ['ct.last_seen_at'], types: ['timestamptz'] },
  first_seen: { keys: ['ct.first_seen_at'], types: ['timestamptz'] },
  name: textSort('name'),
  email: textSort('email'),
  company: textSort('company'),
};

function textSort(column: string) {
  return {
    keys: [`(ct.${column} is null)`, `lower(coalesce(ct.${column}, ''))`],
    types: ['boolean', 'text'],
  };
}

/** One page, by key and never by offset. Throws `invalid_value` for a filter or cursor that makes no sense. */
export async function listContacts(
  db: Reader,
  choice: ContactChoice,
  { sort, order, limit, cursor }: ContactOrder & { limit: number; cursor?: string | undefined },
): Promise<ContactsPage> {
  const { param, values, conditions } = conditionsOf(choice);
  const { keys, types } = sorts[sort];
  if (cursor) {
    const parts = parseCursor(cursor, sort, order, types.length);
    const after = parts.map((part, i) => `${param(part)}::${types[i] ?? 'uuid'}`);
    conditions.push(
      `(${[...keys, 'ct.id'].join(', ')}) ${order === 'asc' ? '>' : '<'} (${after.join(', ')})`,
    );
  }
  const found = await db.query<ContactRow & { place: (string | boolean)[] }>(
    `${contactQuery(`, jsonb_build_array(${keys.join(', ')}) as place`)} where ${conditions.join(' and ')}
     order by ${[...keys, 'ct.id'].map((key) => `${key} ${order}`).join(', ')} limit ${param(limit + 1)}`,
    values,
  );
  const rows = found.rows.slice(0, limit);
  const last = found.rows.length > limit ? rows.at(-1) : undefined;
  return {
    contacts: rows.map(toContactRecord),
    next: last && formatCursor(sort, order, [...last.place, last.id]),
  };
}

/** How many there are, counted to `most`. */
export async function countContacts(
  db: Reader,
  choice: ContactChoice,
  most = 100_000,
): Promise<{ count: number; more: boolean }> {
  const { param, values, conditions } = conditionsOf(choice);
  const found = await db.query<{ n: number }>(
    `select count(*)::int as n from (select from contacts ct where ${conditions.join(' and ')} limit ${param(most + 1)}) found`,
    values,
  );
  const { n } = found.rows[0]!;
  return { count: Math.min(n, most), more: n > most };
}

function conditionsOf({ workspaceId, q, filter, ids, fields, userId }: ContactChoice) {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = [`ct.workspace_id = ${param(workspaceId)}`];
  if (ids !== undefined) conditions.push(`ct.id = any (${param(ids)}::uuid[])`);
  if (q !== undefined) {
    const search = formatContactQuery(workspaceId, q);
    conditions.push(
      search
        ? `ct.id in (select s.contact_id from search_contacts s where s.workspace_id = ct.workspace_id and s.words @@ ${param(search)}::tsquery)`
        : 'false',
    );
  }
  if (filter) conditions.push(filterSql(filter, { param, fields, userId, subject: 'contact' }));
  return { param, values, conditions };
}

const formatCursor = (sort: ContactSort, order: string, parts: unknown[]): string =>
  Buffer.from(JSON.stringify([sort, order, ...parts])).toString('base64url');

/** The place after which to go on; a cursor of another order is none. */
function parseCursor(cursor: string, sort: ContactSort, order: string, keys: number): (string | boolean)[] {
  const wrong = () => fail('invalid_value', { field: '/cursor' });
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(parsed) || parsed[0] !== sort || parsed[1] !== order) return wrong();
    const parts = parsed.slice(2) as unknown[];
    const isPlace =
      parts.length === keys + 1 &&
      parts.every((part) => typeof part === 'string' || typeof part === 'boolean') &&
      /^[0-9a-f-]{36}$/.test(String(parts.at(-1))) &&
      (keys > 1 ? typeof parts[0] === 'boolean' : !Number.isNaN(Date.parse(String(parts[0]))));
    return isPlace ? (parts as (string | boolean)[]) : wrong();
  } catch {
    return wrong();
  }
}
