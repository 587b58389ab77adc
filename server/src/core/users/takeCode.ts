import type { Db } from '../../db/transaction.ts';

/** Longer than any code is valid: 30 seconds, and the neighbours on both sides for clocks that differ. */
const VALID_SECONDS = 120;

/**
 * Takes a code of somebody's second factor, right or wrong, before it is looked at: false where it is taken already,
 * also at this moment by another request on another node. A one-time password counts once (RFC 6238, 5.2).
 */
export async function takeCode(db: Pick<Db, 'query'>, userId: string, code: string): Promise<boolean> {
  const taken = await db.query(
    `with passed as (
       delete from used_codes where user_id = $1 and code <> $2 and used_at < now() - make_interval(secs => $3))
     insert into used_codes (user_id, code) values ($1, $2)
     on conflict (user_id, code) do update set used_at = now()
       where used_codes.used_at < now() - make_interval(secs => $3)
     returning 1`,
    [userId, code, VALID_SECONDS],
  );
  return taken.rows.length > 0;
}

/** The code was wrong, or could not be looked at: it may be tried again. */
export async function giveCodeBack(db: Pick<Db, 'query'>, userId: string, code: string): Promise<void> {
  await db.query('delete from used_codes where user_id = $1 and code = $2', [userId, code]);
}
