import { type ContactRow, readContactRow } from '../../engines/imports/readContactRow.ts';
import { uuid } from '../../lib/uuid.ts';
import type { Core } from '../core.ts';
import { listFields } from '../fields/fieldRow.ts';
import { loadDefaultCountry } from '../workspaces/loadDefaultCountry.ts';
import { findKnown, keysOf } from './findKnown.ts';
import type { ImportRow } from './importRow.ts';
import { type Batch, settleBatch } from './settleBatch.ts';
import { type Person, upsertPeople } from './upsertPeople.ts';

export const ROWS_AT_ONCE = 200;

/**
 * The next rows of a table of people, `ROWS_AT_ONCE` of them. Who has the row's customer id, e-mail or telephone number is brought up to date
 * with what the row says (an empty cell says nothing); everybody else is made. What was done to whom is kept for an
 * undo. A batch takes the same few statements whatever its size.
 */
export async function importContacts(core: Core, row: ImportRow, slice: string[][]): Promise<void> {
  const { workspace_id: workspaceId } = row;
  const fields = await listFields(core.db, workspaceId, 'contact');
  const context = {
    columns: (row.contents.columns ?? []).map((column) => column.name),
    mapping: row.settings.mapping ?? [],
    fields: new Map(fields.map((field) => [field.key, field])),
    country: await loadDefaultCountry(core.db, workspaceId),
  };
  await settleBatch(core, row, ROWS_AT_ONCE, async (tx) => {
    const batch: Batch = { counts: {}, problems: [] };
    const count = (name: string) => {
      batch.counts[name] = (batch.counts[name] ?? 0) + 1;
    };
    const contacts: ContactRow[] = [];
    for (const [i, cells] of slice.entries()) {
      const { contact, problems } = readContactRow(cells, context);
      for (const { place, reason } of problems)
        batch.problems.push({ row: row.done + i + 1, place, reason, data: storable(cells) });
      if (contact) contacts.push(contact);
      else count('failed');
      // Beside the other counts: somebody is there, without what could not be read.
      if (contact && problems.length > 0) count('partly');
    }
    const known = await findKnown(tx, workspaceId, contacts);
    const { people, repeated } = gather(contacts, known);
    const { changed } = await upsertPeople(tx, row, people);
    for (const person of people)
      count(person.isNew ? 'created' : changed.has(person.id) ? 'updated' : 'unchanged');
    for (let i = 0; i < repeated; i += 1) count('updated');
    return batch;
  });
}

/** Cells as the database can keep them. */
const storable = (cells: string[]): string[] =>
  cells.slice(0, 500).map((cell) => cell.replaceAll('\0', '').slice(0, 2000));

/** Rows of the same person are one, the later row's word counting; `repeated`: how many rows were such. */
function gather(contacts: ContactRow[], known: Map<string, string>): { people: Person[]; repeated: number } {
  const people = new Map<string, Person>();
  let repeated = 0;
  for (const contact of contacts) {
    const keys = keysOf(contact);
    const found = keys.map((key) => known.get(key)).find((id) => id !== undefined);
    const id = found ?? uuid();
    for (const key of keys) if (!known.has(key)) known.set(key, id);
    const person = people.get(id);
    if (person) {
      repeated += 1;
      Object.assign(person.values, contact.values);
      Object.assign(person.fields, contact.fields);
      person.addresses.push(contact.values);
    } else {
      const { values, fields } = contact;
      people.set(id, {
        id,
        isNew: !found,
        values: { ...values },
        fields: { ...fields },
        addresses: [values],
      });
    }
  }
  return { people: [...people.values()], repeated };
}
