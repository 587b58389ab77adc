import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool, PoolClient } from 'pg';

export const migrationsFolder = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** The oldest PostgreSQL that we promise to work with. */
const OLDEST = 15;

/** Any number will do, as long as every node takes the same. */
const LOCK = 4_300_001;

type Migration = { name: string; sql: string; checksum: string };

/**
 * Brings the database up to this program, forward only: each file of the folder in a transaction of its own. Nodes
 * that start at once wait for one another. Refuses, with the reason, a PostgreSQL that is too old, a database of a newer
 * program, and one whose applied files have been changed since. `upTo`: only these, as when a
 * backup is put back. Returns the names applied now.
 */
export async function migrate(
  pool: Pool,
  { folder = migrationsFolder, upTo }: { folder?: string; upTo?: string[] } = {},
): Promise<string[]> {
  const migrations = (await readMigrations(folder)).filter(({ name }) => upTo?.includes(name) ?? true);
  const unknown = upTo?.find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown)
    throw new Error(`This program does not know the migration ${unknown}: it belongs to a newer version.`);
  const client = await pool.connect();
  try {
    await mustBeNewEnough(client);
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    const pending = await findPending(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    // Closing the connection gives the lock back, whatever state it is in.
    client.release(true);
  }
}

/** Exported for its test: no PostgreSQL that is too old can be had there. */
export async function mustBeNewEnough(client: Pick<PoolClient, 'query'>): Promise<void> {
  const shown = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  const { version } = shown.rows[0]!;
  if (Number.parseInt(version, 10) < OLDEST)
    throw new Error(`Causerie needs PostgreSQL ${OLDEST} or newer; this one is ${version}.`);
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function findPending(client: PoolClient, migrations: Migration[]): Promise<Migration[]> {
  const applied = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migrations',
  );
  const checksums = new Map(applied.rows.map((row) => [row.name, row.checksum]));
  for (const name of checksums.keys()) {
    if (!migrations.some((migration) => migration.name === name)) {
      throw new Error(
        `The database has the migration ${name}, which this program does not know: it belongs to a newer version. Upgrade the program.`,
      );
    }
  }
  const changed = migrations.find(
    ({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum,
  );
  if (changed)
    throw new Error(
      `The migration ${changed.name} was changed after it had been applied. Put it back, and write a new one.`,
    );
  return migrations.filter(({ name }) => !checksums.has(name));
}

async function apply(client: PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => {});
    throw new Error(`The migration ${name} failed: ${(cause as Error).message}`, { cause });
  }
}
