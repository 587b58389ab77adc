import type { EmbeddingsProblem } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';

/** Adds to what became of messages today (UTC). `problem` null: nothing new is known of why. */
export async function countEmbeddings(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  asked: number,
  failed: number,
  problem: EmbeddingsProblem | null,
): Promise<void> {
  await db.query(
    `update embedding_settings s set counted_on = t.today,
       asked = case when s.counted_on = t.today then s.asked else 0 end + $2,
       failed = case when s.counted_on = t.today then s.failed else 0 end + $3,
       problem = coalesce($4, case when s.counted_on = t.today then s.problem end),
       problem_at = case when $4::text is not null then now() when s.counted_on = t.today then s.problem_at end
     from (select (now() at time zone 'utc')::date as today) t where workspace_id = $1`,
    [workspaceId, asked, failed, problem],
  );
}
