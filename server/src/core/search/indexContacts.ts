import parsePhoneNumber from 'libphonenumber-js';
import { searchMarks } from '../../engines/search/searchMarks.ts';
import { searchVector } from '../../engines/search/searchVector.ts';
import type { CoreTx } from '../core.ts';
import { endOfNumber } from './findContactIds.ts';
import type { Batch } from './searchProgress.ts';

type ContactRow = {
  id: string;
  xid: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  company: string | null;
  city: string | null;
  fields: Record<string, unknown>;
  addresses: string[];
};

const columns = `ct.id, ct.changed_xid::text as xid, ct.name, ct.email, ct.phone, ct.company, ct.city, ct.fields,
  array(select i.address from identities i where (i.workspace_id, i.contact_id) = (ct.workspace_id, ct.id) and i.kind <> 'visitor') as addresses`;

/** The next `limit` contacts of a pass, as for entries. */
export async function indexContacts(tx: CoreTx, workspaceId: string, batch: Batch): Promise<object | null> {
  const { done, target, position, limit } = batch;
  const after = position?.id ?? '00000000-0000-0000-0000-000000000000';
  const found = await tx.query<ContactRow>(
    done === null
      ? `select ${columns} from contacts ct where ct.workspace_id = $1 and ct.id > $2 order by ct.id limit $3`
      : `select ${columns} from contacts ct where ct.workspace_id = $1 and (ct.changed_xid, ct.id) > ($4::xid8, $2::uuid)
           and ct.changed_xid < pg_snapshot_xmax($6::pg_snapshot)
           and not pg_visible_in_snapshot(ct.changed_xid, $5::pg_snapshot) and pg_visible_in_snapshot(ct.changed_xid, $6::pg_snapshot)
         order by ct.changed_xid, ct.id limit $3`,
    done === null
      ? [workspaceId, after, limit]
      : [workspaceId, after, limit, position?.xid ?? String(BigInt(done.split(':')[0]!) - 1n), done, target],
  );
  if (found.rows.length > 0) await writeContacts(tx, workspaceId, found.rows);
  const last = found.rows.length === limit ? found.rows.at(-1) : undefined;
  return last ? { xid: last.xid, id: last.id } : null;
}

async function writeContacts(tx: CoreTx, workspaceId: string, rows: ContactRow[]): Promise<void> {
  // One that was deleted since it was read is left out: its row is locked, or gone.
  await tx.query(
    `insert into search_contacts (workspace_id, contact_id, words)
     select $1, ct.id, i.words from unnest($2::uuid[], $3::text[]::tsvector[]) as i (id, words)
     join contacts ct on ct.workspace_id = $1 and ct.id = i.id
     on conflict (workspace_id, contact_id) do update set words = excluded.words`,
    [workspaceId, rows.map((row) => row.id), rows.map((row) => vectorOf(workspaceId, row))],
  );
}

function vectorOf(workspaceId: string, row: ContactRow): string {
  const texts = [
    row.name,
    row.email,
    row.phone,
    row.company,
    row.city,
    ...row.addresses,
    ...textsOf(row.fields),
  ];
  const said = [...new Set(texts.filter((text) => text !== null && text !== ''))].join(' \n ');
  const numbers = [row.phone, ...row.addresses].flatMap(numbersOf);
  return searchVector(said, [searchMarks.workspace(workspaceId), ...new Set(numbers)]).vector;
}

const textsOf = (fields: Record<string, unknown>): string[] =>
  Object.values(fields)
    .flat()
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String);

/** A telephone number as it is typed: all its digits with the country, its last ones, and as one dials it there. */
function numbersOf(text: string | null): string[] {
  if (!text || !/^\+?[\d ()./-]{6,30}$/.test(text)) return [];
  const national = parsePhoneNumber(text)?.formatNational().replaceAll(/\D/g, '');
  const digits = text.replaceAll(/\D/g, '');
  return [digits, endOfNumber(digits), ...(national ? [national] : [])];
}
