import type { Field } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { formatTableRow } from '../../engines/tables/formatTableRow.ts';
import { listFields } from '../fields/fieldRow.ts';
import { type ContactChoice, listContacts } from './contactList.ts';
import type { ContactRecord } from './contactRecord.ts';

const AT_ONCE = 500;

/**
 * The chosen contacts as a table (CSV), in pieces: read by key as fast as they are taken, so that it needs no more
 * memory for a million than for a page. Headings are those that an import understands.
 */
export async function* exportContacts(db: Pick<Db, 'query'>, choice: ContactChoice): AsyncGenerator<string> {
  const fields = (await listFields(db, choice.workspaceId, 'contact')).filter((field) => !field.archivedAt);
  // The mark tells spreadsheets that this is UTF-8.
  yield `\ufeff${formatTableRow([...headings, ...fields.map((field) => field.key)])}`;
  let cursor: string | undefined;
  do {
    const page = await listContacts(db, choice, { sort: 'first_seen', order: 'asc', limit: AT_ONCE, cursor });
    yield page.contacts.map((contact) => formatTableRow(cellsOf(contact, fields))).join('');
    cursor = page.next;
  } while (cursor);
}

const headings = [
  'id',
  'external_id',
  'name',
  'email',
  'phone',
  'company',
  'city',
  'country',
  'language',
  'time_zone',
  'note',
  'first_seen_at',
  'last_seen_at',
  'blocked_at',
];

function cellsOf(contact: ContactRecord, fields: Field[]): (string | number | boolean | null | undefined)[] {
  return [
    contact.id,
    contact.identities.find((identity) => identity.kind === 'user')?.address,
    contact.name,
    contact.email,
    contact.phone,
    contact.company,
    contact.city,
    contact.country,
    contact.language,
    contact.timeZone,
    contact.note,
    contact.firstSeenAt,
    contact.lastSeenAt,
    contact.blockedAt,
    ...fields.map((field) => {
      const value = contact.fields[field.key];
      return Array.isArray(value) ? value.join('; ') : value;
    }),
  ];
}
