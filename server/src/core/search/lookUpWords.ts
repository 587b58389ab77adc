import type { Db } from '../../db/transaction.ts';
import type { SearchWords } from '../../engines/search/planSearchWords.ts';

/** A beginning stands for so many words, the most used ones; with more, a search for a common beginning would be slow. */
const MOST_WORDS = 16;
/** Fewer where they make up so much of all uses: behind a frequent word its rare kin would only cost time. */
const ENOUGH = 0.99;
/** Among so many words that begin so the most used are chosen. */
const MOST_LOOKED_AT = 5000;

/** What is known of the words looked for. `uses`: about how many entries hold all of them; 0: none can. */
export type KnownWords = { completions: Map<string, string[]>; uses: number };

/** The words there are for each beginning, the most used first, and how often the rarest part of the search occurs. */
export async function lookUpWords(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  { beginnings, wanted }: SearchWords,
): Promise<KnownWords> {
  const completions = await complete(db, workspaceId, beginnings);
  const parts = wanted
    .filter((each) => !each.excluded)
    .flatMap(({ sequences, pairs }) => [
      ...sequences.flat().map(({ text, begins }) => [text, ...(begins ? (completions.get(text) ?? []) : [])]),
      ...pairs.map((pair) => [pair]),
    ]);
  if (parts.length === 0) return { completions, uses: Number.POSITIVE_INFINITY };
  const uses = await readUses(db, workspaceId, [...new Set(parts.flat())]);
  const sums = parts.map((words) =>
    [...new Set(words)].reduce((sum, word) => sum + (uses.get(word) ?? 0), 0),
  );
  return { completions, uses: Math.min(...sums) };
}

async function complete(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  beginnings: readonly string[],
): Promise<Map<string, string[]>> {
  if (beginnings.length === 0) return new Map();
  // U+10FFFF is above every letter there is.
  const found = await db.query<{ beginning: string; word: string; uses: number }>(
    `select b.beginning, l.word, l.uses from unnest($2::text[]) as b (beginning), lateral (
       select k.word, k.uses from (select w.word, w.uses from search_words w
         where w.workspace_id = $1 and w.word >= b.beginning collate "C" and w.word < (b.beginning || $3) collate "C"
         order by w.word limit $4) k order by k.uses desc, k.word limit $5) l`,
    [workspaceId, beginnings, '\u{10FFFF}', MOST_LOOKED_AT, MOST_WORDS],
  );
  const groups = Map.groupBy(found.rows, (row) => row.beginning);
  return new Map([...groups].map(([beginning, rows]) => [beginning, enoughOf(rows)]));
}

/** The most used ones up to where they make up nearly all uses. Rows are sorted by uses. */
function enoughOf(rows: { word: string; uses: number }[]): string[] {
  const all = rows.reduce((sum, row) => sum + row.uses, 0);
  let sum = 0;
  const words: string[] = [];
  for (const row of rows) {
    if (sum >= all * ENOUGH) break;
    sum += row.uses;
    words.push(row.word);
  }
  return words;
}

async function readUses(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  words: string[],
): Promise<Map<string, number>> {
  const found = await db.query<{ word: string; uses: number }>(
    'select word, uses from search_words where workspace_id = $1 and word = any ($2)',
    [workspaceId, words],
  );
  return new Map(found.rows.map((row) => [row.word, row.uses]));
}
