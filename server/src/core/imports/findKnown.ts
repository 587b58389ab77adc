import type { ContactRow } from '../../engines/imports/readContactRow.ts';
import type { CoreTx } from '../core.ts';

/** What a row's person can be found by, the surest first. */
export const keysOf = ({ values }: ContactRow): string[] => [
  ...(values.external_id ? [`user/${values.external_id}`] : []),
  ...(values.email ? [`email/${values.email}`] : []),
  ...(values.phone ? [`phone/${values.phone}`] : []),
];

/**
 * The contact of each address that one has: a proven address first, then a claimed one, then what stands in a profile; of
 * several the one seen last. The addresses are locked until the end of the transaction, in one order, so that somebody
 * who is added by hand or by another batch at this moment is not made twice.
 */
export async function findKnown(
  tx: CoreTx,
  workspaceId: string,
  contacts: ContactRow[],
): Promise<Map<string, string>> {
  const keys = [...new Set(contacts.flatMap(keysOf))].sort();
  if (keys.length === 0) return new Map();
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) with ordinality as k (key, place) order by place`,
    [keys.map((key) => `${workspaceId}/${key}`)],
  );
  const of = (kind: string) =>
    keys.filter((key) => key.startsWith(`${kind}/`)).map((key) => key.slice(kind.length + 1));
  const found = await tx.query<{ key: string; id: string }>(
    `select distinct on (key) key, ct.id from (
       select 'user/' || address as key, contact_id, 0 as rank from identities where workspace_id = $1 and kind = 'user' and verified and address = any ($2)
       union all select kind || '/' || address, contact_id, case when verified then 1 else 2 end from identities
         where workspace_id = $1 and ((kind = 'email' and address = any ($3)) or (kind = 'phone' and address = any ($4)))
       union all select 'email/' || lower(email), id, 3 from contacts where workspace_id = $1 and lower(email) = any ($3)
       union all select 'phone/' || phone, id, 3 from contacts where workspace_id = $1 and phone = any ($4)) known
     join contacts ct on ct.workspace_id = $1 and ct.id = known.contact_id
     order by key, known.rank, ct.last_seen_at desc, ct.id`,
    [workspaceId, of('user'), of('email'), of('phone')],
  );
  return new Map(found.rows.map((row) => [row.key, row.id]));
}
