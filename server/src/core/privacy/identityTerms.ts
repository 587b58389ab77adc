import type { Db } from '../../db/transaction.ts';

/** What tells who somebody is, wherever it is written: to be looked for in what names no contact by id. */
export type IdentityTerms = {
  /** E-mail addresses, the site's own ids of them. */
  addresses: string[];
  /** Digits of telephone numbers as they end in any spelling. */
  numbers: string[];
  names: string[];
  /** Contacts that became part of them, whose ids stand in older records. */
  formerIds: string[];
};

const LEAST = 4;
/** So many last digits are the same however a number is written, and are hardly ever another's. */
const NUMBER_DIGITS = 9;

/** Of contacts as they are, of what they were before merges, and of whom they were merged with. */
export async function readIdentityTerms(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<IdentityTerms> {
  const found = await db.query<{ kind: 'address' | 'number' | 'name' | 'id'; term: string | null }>(
    `with theirs as (
       select m.from_id, m.from_name, m.moved from contact_merges m
       where m.workspace_id = $1 and (m.contact_id = any ($2) or m.from_id = any ($2))),
     profiles as (
       select to_jsonb(ct) as row from contacts ct where ct.workspace_id = $1 and ct.id = any ($2)
       union all select t.moved->side from theirs t cross join (values ('from'), ('before')) s (side)
         where t.moved->side->>'id' = any ($2::text[]) or side = 'from' and not exists (
           select from contacts o where o.workspace_id = $1 and o.id = t.from_id))
     select 'address' as kind, row->>'email' as term from profiles
     union select 'number', row->>'phone' from profiles
     union select 'name', row->>'name' from profiles
     union select case i.kind when 'phone' then 'number' else 'address' end, i.address from identities i
       where i.workspace_id = $1 and i.contact_id = any ($2) and i.kind <> 'visitor'
     union select 'id', t.from_id::text from theirs t where not exists (
       select from contacts o where o.workspace_id = $1 and o.id = t.from_id)`,
    [workspaceId, contactIds],
  );
  const of = (kind: string) =>
    found.rows.flatMap((row) => (row.kind === kind && row.term !== null ? [row.term.toLowerCase()] : []));
  return {
    addresses: of('address').filter((term) => term.length >= LEAST),
    names: of('name').filter((term) => term.length >= LEAST),
    numbers: of('number')
      .map((number) => number.replaceAll(/\D/g, '').slice(-NUMBER_DIGITS))
      .filter((digits) => digits.length >= NUMBER_DIGITS - 2),
    formerIds: of('id'),
  };
}

/** A text as a telephone number is looked for in it: without what people put between digits. */
const SPACING = '[\\s().\\-/]';

/** Whether a text names them. A name alone is many people's, so it counts only where nothing better is known of them. */
export function namesThem(text: string, { addresses, numbers, names }: IdentityTerms): boolean {
  const lower = text.toLowerCase();
  const isKnown = addresses.length > 0 || numbers.length > 0;
  if ([...addresses, ...(isKnown ? [] : names)].some((term) => lower.includes(term))) return true;
  if (numbers.length === 0) return false;
  const close = text.replaceAll(new RegExp(SPACING, 'g'), '');
  return numbers.some((digits) => close.includes(digits));
}

/** The same as a condition on an expression of text, names included; `$2` are words, `$3` ends of numbers. */
export const namesThemSql = (text: string): string =>
  `(exists (select from unnest($2::text[]) t (term) where position(trim(both '"' from to_jsonb(t.term)::text) in lower(${text})) > 0)
    or exists (select from unnest($3::text[]) t (term) where position(t.term in regexp_replace(${text}, '${SPACING}', '', 'g')) > 0))`;
