import type { Db } from '../../db/transaction.ts';
import { planSearchWords } from '../../engines/search/planSearchWords.ts';
import { searchMarks } from '../../engines/search/searchMarks.ts';
import { quoteLexeme } from '../../engines/search/searchVector.ts';

type Reader = Pick<Db, 'query'>;

/**
 * The query for contacts with all these words, each of which may be the beginning of one; a telephone number by its
 * digits however it is spaced. Undefined where the text holds no word.
 */
export function formatContactQuery(workspaceId: string, text: string): string | undefined {
  const workspace = quoteLexeme(searchMarks.workspace(workspaceId));
  if (/^\+?[\d ()./-]{4,30}$/.test(text)) {
    const digits = text.replaceAll(/\D/g, '').replace(/^00/, '');
    // Its beginning, or its end, without the zero that is dialled within a country.
    if (digits.length > 2)
      return `(${quoteLexeme(digits)}:* | ${quoteLexeme(endOfNumber(digits.replace(/^0+/, '')))}:*) & ${workspace}`;
  }
  const terms = text.split(/\s+/).map((word) => ({ text: word, phrase: false, excluded: false }));
  const { wanted } = planSearchWords(terms);
  if (wanted.length === 0) return undefined;
  const parts = wanted.flatMap(({ sequences, pairs }) => [
    ...sequences.map(
      (s) => `(${s.map((w, i) => quoteLexeme(w.text) + (i === s.length - 1 ? ':*' : '')).join(' <-> ')})`,
    ),
    ...pairs.map(quoteLexeme),
  ]);
  return [...parts, workspace].join(' & ');
}

/** A number's digits backwards, as a word that no text holds: its beginning is the number's end. */
export const endOfNumber = (digits: string): string => `=n${[...digits].reverse().join('')}`;

/** Up to `most` contacts that a text names, in no order. */
export async function findContactIds(
  db: Reader,
  workspaceId: string,
  text: string,
  most: number,
): Promise<{ id: string; name: string }[]> {
  const query = formatContactQuery(workspaceId, text);
  if (!query) return [];
  const found = await db.query<{ id: string; name: string }>(
    `select s.contact_id as id, coalesce(ct.name, ct.email, '') as name
     from (select contact_id from search_contacts where workspace_id = $1 and words @@ $2::tsquery limit $3) s
     join contacts ct on ct.workspace_id = $1 and ct.id = s.contact_id`,
    [workspaceId, query, most],
  );
  return found.rows;
}
