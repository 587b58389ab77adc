import type { Db } from '../../db/transaction.ts';

/** The user for whom the sign-in library keeps this identifier (a reset, a second factor that is awaited). */
export async function findUserOfToken(
  db: Pick<Db, 'query'>,
  identifier: string,
): Promise<string | undefined> {
  const found = await db.query<{ user_id: string }>(
    `select u.id as user_id from verifications v join users u on u.id::text = v.value
     where v.identifier = $1 and v.expires_at > now()`,
    [identifier],
  );
  return found.rows[0]?.user_id;
}
