import type { SearchVector } from '../../engines/search/searchVector.ts';
import type { CoreTx } from '../core.ts';

/**
 * Keeps the words there are. A known word's count is raised by chance, in proportion to how rare it is (R. Morris,
 * "Counting large numbers of events in small registers", 1978): right on average, and the frequent words, which are in
 * every batch, are written only a few times in their life.
 */
export async function noteWords(tx: CoreTx, workspaceId: string, vectors: SearchVector[]): Promise<void> {
  const uses = new Map<string, number>();
  for (const { words } of vectors) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  // In order, so that two indexers would never wait for each other in a circle.
  const words = [...uses.keys()].sort();
  await tx.query(
    `insert into search_words as w (workspace_id, word, uses)
     select $1, i.word, i.n from unnest($2::text[], $3::int[]) as i (word, n)
     left join search_words k on k.workspace_id = $1 and k.word = i.word collate "C"
     where k.word is null or random() * k.uses < i.n
     on conflict (workspace_id, word) do update set uses = w.uses + greatest(w.uses, excluded.uses)`,
    [workspaceId, words, words.map((word) => uses.get(word))],
  );
}
