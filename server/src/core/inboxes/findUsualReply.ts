import type { Db } from '../../db/transaction.ts';

const CACHE_MS = 5 * 60_000;
const LEAST_FACTS = 5;
const cache = new Map<string, { at: number; seconds: number | undefined }>();

/**
 * The median time to the first reply of a person, over the conversations of the last fourteen days (the newest 500),
 * in seconds. Undefined where there are fewer than five to tell from. Remembered for five minutes.
 */
export async function findUsualReply(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  inboxId: string,
): Promise<number | undefined> {
  const key = `${workspaceId}/${inboxId}`;
  const known = cache.get(key);
  if (known && Date.now() - known.at < CACHE_MS) return known.seconds;
  const found = await db.query<{ n: number; seconds: number | null }>(
    `select count(*)::int as n, percentile_cont(0.5) within group (order by extract(epoch from first_reply_at - created_at)) as seconds
     from (select first_reply_at, created_at from conversations where workspace_id = $1 and inbox_id = $2 and first_reply_at is not null and merged_into is null
             and created_at > now() - interval '14 days' order by created_at desc limit 500) recent`,
    [workspaceId, inboxId],
  );
  const row = found.rows[0];
  const seconds =
    row && row.n >= LEAST_FACTS && row.seconds !== null ? Math.max(1, Math.round(row.seconds)) : undefined;
  cache.set(key, { at: Date.now(), seconds });
  return seconds;
}
