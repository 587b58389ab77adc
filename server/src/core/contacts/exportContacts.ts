import type { Field } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { formatTableRow } from '../../engines/tables/formatTableRow.ts';
import { listFields } from '../fields/fieldRow.ts';
import { type ContactChoice, listContacts } from './contactList.ts';
import type { ContactRecord } from './contactRecord.ts';

const AT_ONCE = 2000;

/**
 * A part of the chosen contacts as a table (CSV), the first with headings, which are those that an import understands. Who
 * is added meanwhile comes at the end. `next`: where the part after this one begins; none after the last.
 */
export async function formatContactPart(
  db: Pick<Db, 'query'>,
  choice: ContactChoice,
  cursor: string | undefined,
): Promise<{ text: string; many: number; next: string | undefined }> {
  const fields = (await listFields(db, choice.workspaceId, 'contact')).filter((field) => !field.archivedAt);
  const page = await listContacts(db, choice, { sort: 'first_seen', order: 'asc', limit: AT_ONCE, cursor });
  // The mark tells spreadsheets that this is UTF-8.
  const head = cursor ? '' : `\ufeff${formatTableRow([...headings, ...fields.map((field) => field.key)])}`;
  const rows = page.contacts.map((contact) => formatTableRow(cellsOf(contact, fields)));
  return { text: head + rows.join(''), many: rows.length, next: page.next };
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
