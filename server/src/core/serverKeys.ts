import type { Db } from '../db/transaction.ts';
import { randomSecret } from '../lib/secrets.ts';

const names = ['visitor', 'file', 'link', 'session'] as const;

/** Secrets of this installation, each for one purpose, so that a token of one sort never passes for another. */
export type ServerKeys = Record<(typeof names)[number], string>;

/** Loads the installation's secrets; the first start makes them. Safe when several nodes start at once. */
export async function loadServerKeys(db: Db): Promise<ServerKeys> {
  await db.query(
    `insert into server_keys (name, secret) select * from unnest($1::text[], $2::text[]) on conflict (name) do nothing`,
    [names, names.map(() => randomSecret())],
  );
  const found = await db.query<{ name: string; secret: string }>('select name, secret from server_keys');
  return Object.fromEntries(found.rows.map((row) => [row.name, row.secret])) as ServerKeys;
}
