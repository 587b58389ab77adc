import type { Core } from '../core.ts';

const KEPT_DAYS = 31;

/** What can no longer be undone is not kept: it holds a whole contact who is no more. Returns how many went. */
export async function forgetOldMerges(core: Core): Promise<number> {
  const forgotten = await core.db.query(
    `delete from contact_merges where at < now() - interval '${KEPT_DAYS} days'`,
  );
  return forgotten.rowCount ?? 0;
}
