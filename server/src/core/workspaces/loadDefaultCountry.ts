import type { Db } from '../../db/transaction.ts';

/** The country in which telephone numbers without a country code are read; null: such numbers stay as typed. */
export async function loadDefaultCountry(db: Pick<Db, 'query'>, workspaceId: string): Promise<string | null> {
  const found = await db.query<{ default_country: string | null }>(
    'select default_country from workspaces where id = $1',
    [workspaceId],
  );
  return found.rows[0]?.default_country ?? null;
}
