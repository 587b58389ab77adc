import type { FieldValue } from '@causerie/protocol';
import type { ContactTarget } from '../../engines/imports/guessMapping.ts';
import { uuid } from '../../lib/uuid.ts';
import { announceContactRows } from '../contacts/announceContactRows.ts';
import type { CoreTx } from '../core.ts';
import type { ImportRow } from './importRow.ts';

type Values = Partial<Record<ContactTarget, string>>;
/** Somebody of a batch: what their rows say, and every address that one of them gives. */
export type Person = {
  id: string;
  isNew: boolean;
  values: Values;
  fields: Record<string, FieldValue>;
  addresses: Values[];
};

const columns = [
  'name',
  'email',
  'phone',
  'company',
  'city',
  'country',
  'language',
  'time_zone',
  'note',
] as const;
const profile = `jsonb_build_object(${[...columns, 'fields'].map((name) => `'${name}', ct.${name}`).join(', ')})`;
const given = `jsonb_to_recordset($2) as r (id uuid, ${columns.map((name) => `${name} text`).join(', ')}, fields jsonb)`;

/** Makes and changes the people of a batch, and keeps what was done to each. Returns who of the known ones was changed. */
export async function upsertPeople(
  tx: CoreTx,
  row: ImportRow,
  people: Person[],
): Promise<{ changed: Set<string> }> {
  if (people.length === 0) return { changed: new Set() };
  const { workspace_id: workspaceId } = row;
  const known = people.filter((person) => !person.isNew);
  const before = await readProfiles(
    tx,
    workspaceId,
    known.map((person) => person.id),
  );
  await insertNew(
    tx,
    workspaceId,
    people.filter((person) => person.isNew),
  );
  const changed = await updateKnown(tx, workspaceId, known);
  const identities = await insertIdentities(tx, workspaceId, people);
  const touched = people.filter((p) => p.isNew || changed.has(p.id) || identities.has(p.id));
  await recordChanges(tx, row, touched, before, identities);
  for (const { id } of touched) tx.announce({ kind: 'contact', workspaceId, contactId: id });
  for (const id of changed) await announceContactRows(tx, workspaceId, id);
  return { changed: new Set([...changed, ...known.flatMap((p) => (identities.has(p.id) ? [p.id] : []))]) };
}

const rowsOf = (people: Person[]): string =>
  JSON.stringify(people.map(({ id, values, fields }) => ({ id, ...values, fields })));

async function readProfiles(tx: CoreTx, workspaceId: string, ids: string[]): Promise<Map<string, unknown>> {
  const found = await tx.query<{ id: string; profile: unknown }>(
    `select id, ${profile} as profile from contacts ct where workspace_id = $1 and id = any ($2) order by id for update`,
    [workspaceId, ids],
  );
  return new Map(found.rows.map((each) => [each.id, each.profile]));
}

async function insertNew(tx: CoreTx, workspaceId: string, people: Person[]): Promise<void> {
  const names = columns.join(', ');
  await tx.query(
    `insert into contacts (workspace_id, id, ${names}, fields) select $1, id, ${names}, fields from ${given}`,
    [workspaceId, rowsOf(people)],
  );
}

async function updateKnown(tx: CoreTx, workspaceId: string, people: Person[]): Promise<Set<string>> {
  const sets = columns.map((name) => `${name} = coalesce(r.${name}, ct.${name})`).join(', ');
  const isNew = columns
    .map((name) => `ct.${name} is distinct from coalesce(r.${name}, ct.${name})`)
    .join(' or ');
  const updated = await tx.query<{ id: string }>(
    `update contacts ct set version = version + 1, ${sets}, fields = ct.fields || r.fields from ${given}
     where ct.workspace_id = $1 and ct.id = r.id and (${isNew} or ct.fields || r.fields <> ct.fields) returning ct.id`,
    [workspaceId, rowsOf(people)],
  );
  return new Set(updated.rows.map((each) => each.id));
}

/** The site's customer id is the company's own word and so is proven; addresses in a table are claims. */
async function insertIdentities(
  tx: CoreTx,
  workspaceId: string,
  people: Person[],
): Promise<Map<string, string[]>> {
  const wanted = people.flatMap(({ id, addresses }) =>
    addresses.flatMap((values) =>
      [
        { kind: 'user', address: values.external_id, verified: true },
        { kind: 'email', address: values.email, verified: false },
        { kind: 'phone', address: values.phone, verified: false },
      ].flatMap((each) => (each.address ? [{ ...each, id: uuid(), contact_id: id }] : [])),
    ),
  );
  const inserted = await tx.query<{ id: string; contact_id: string }>(
    `insert into identities (workspace_id, id, contact_id, kind, address, verified)
     select $1, id, contact_id, kind, address, verified
     from jsonb_to_recordset($2) as r (id uuid, contact_id uuid, kind text, address text, verified boolean)
     on conflict do nothing returning id, contact_id`,
    [workspaceId, JSON.stringify(wanted)],
  );
  const byContact = new Map<string, string[]>();
  for (const { id, contact_id } of inserted.rows)
    byContact.set(contact_id, [...(byContact.get(contact_id) ?? []), id]);
  return byContact;
}

/** A contact whom rows of two batches name was, before the import, what the first of them found. */
async function recordChanges(
  tx: CoreTx,
  row: ImportRow,
  people: Person[],
  before: Map<string, unknown>,
  identities: Map<string, string[]>,
): Promise<void> {
  const changes = people.map(({ id, isNew }) => ({
    id,
    made: isNew,
    before: before.get(id) ?? null,
    identity_ids: identities.get(id) ?? [],
    event_id: uuid(),
  }));
  await tx.query(
    `insert into import_changes as c (workspace_id, import_id, contact_id, made, before, after, identity_ids)
     select $1, $2, ct.id, r.made, nullif(r.before, 'null'), ${profile}, r.identity_ids
     from jsonb_to_recordset($3) as r (id uuid, made boolean, before jsonb, identity_ids uuid[])
     join contacts ct on ct.workspace_id = $1 and ct.id = r.id
     on conflict (workspace_id, import_id, contact_id) do update
       set after = excluded.after, identity_ids = c.identity_ids || excluded.identity_ids`,
    [row.workspace_id, row.id, JSON.stringify(changes)],
  );
  await tx.query(
    `insert into contact_events (workspace_id, id, contact_id, author_kind, author_id, event)
     select $1, r.event_id, r.id, $2, $3, $4 from jsonb_to_recordset($5) as r (id uuid, event_id uuid, made boolean) where r.made`,
    [
      row.workspace_id,
      row.author_kind,
      row.author_id,
      JSON.stringify({ type: 'imported', importId: row.id }),
      JSON.stringify(changes),
    ],
  );
}
