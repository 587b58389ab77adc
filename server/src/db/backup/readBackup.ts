import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import copyStreams from 'pg-copy-streams';
import { migrate } from '../migrate.ts';
import type { FilePlace } from './restoreFiles.ts';
import { type BackupManifest, fileOf } from './writeBackup.ts';

/**
 * Puts a backup into an empty database and where files are kept: all of it, or nothing. The schema is first made as
 * it was when the backup was written, and is brought up to this program afterwards, as an upgrade would. Throws with
 * the reason: what is no backup, a database that is in use, a backup of a newer program.
 */
export async function readBackup(
  pool: Pool,
  files: FilePlace,
  folder: string,
  prepareJobs: () => Promise<void>,
  progress: (text: string) => void = () => {},
): Promise<BackupManifest> {
  const manifest = await readManifest(folder);
  await files.mustBeFree();
  await mustNotBeAhead(pool, manifest);
  await migrate(pool, { upTo: manifest.migrations });
  await prepareJobs();
  await readTables(pool, folder, manifest, progress, async () => {
    if (!existsSync(join(folder, 'files'))) return;
    progress('files');
    await files.fill(join(folder, 'files'));
  }).catch(async (error: unknown) => {
    await files.clear();
    throw error;
  });
  await migrate(pool);
  await pool.query('analyze');
  return manifest;
}

async function readManifest(folder: string): Promise<BackupManifest> {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) throw new Error(`${folder} is no backup: it has no manifest.json.`);
  const manifest = JSON.parse(await readFile(path, 'utf8')) as BackupManifest;
  if (manifest.format !== 1)
    throw new Error(`The backup has the format ${manifest.format}, of a newer program. Upgrade the program.`);
  return manifest;
}

async function readTables(
  pool: Pool,
  folder: string,
  manifest: BackupManifest,
  progress: (text: string) => void,
  beforeCommit: () => Promise<void>,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await mustBeEmpty(client);
    for (const table of manifest.tables) {
      // What triggers did then is in the backup.
      const ofOurs = !table.name.startsWith('graphile_worker.');
      if (ofOurs) await client.query(`alter table ${table.name} disable trigger user`);
      await readTable(client, folder, table, progress);
      if (ofOurs) await client.query(`alter table ${table.name} enable trigger user`);
    }
    await startSequencesAnew(client);
    // Whoever had begun a job when the backup was written is not there any more.
    await client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null');
    await client.query('update graphile_worker._private_job_queues set locked_at = null, locked_by = null');
    await forgetPlaces(client);
    await beforeCommit();
    await client.query('commit');
  } finally {
    client.release(true);
  }
}

/** Places in the event feed are told in transactions of the old database: webhooks go on from now, reports begin anew. */
async function forgetPlaces(client: PoolClient): Promise<void> {
  const there = await client.query(`select to_regclass('report_progress') is not null as there`);
  if (!there.rows[0].there) return;
  await client.query('update webhooks set cursor = null');
  await client.query('delete from report_progress');
}

async function mustNotBeAhead(pool: Pool, manifest: BackupManifest): Promise<void> {
  const there = await pool.query<{ there: boolean }>(`select to_regclass('migrations') is not null as there`);
  if (!there.rows[0]!.there) return;
  const ahead = await pool.query('select from migrations where name <> all ($1)', [manifest.migrations]);
  if (ahead.rowCount !== 0)
    throw new Error(
      'The database was made by a newer program than the backup. Restore into a new, empty one.',
    );
}

async function mustBeEmpty(client: PoolClient): Promise<void> {
  const found = await client.query(
    'select from workspaces union all select from users union all select from server_keys limit 1',
  );
  if (found.rowCount !== 0)
    throw new Error(
      'The database is in use already. Restore into an empty one: another data folder, or a new database.',
    );
}

async function readTable(
  client: PoolClient,
  folder: string,
  table: BackupManifest['tables'][number],
  progress: (text: string) => void,
): Promise<void> {
  // What preparing the queue has put there comes again from the backup.
  if (table.name.startsWith('graphile_worker.')) await client.query(`delete from ${table.name}`);
  const copy = client.query(copyStreams.from(`copy ${table.name} (${table.columns.join(', ')}) from stdin`));
  await pipeline(createReadStream(join(folder, 'tables', fileOf(table))), createGunzip(), copy);
  if (copy.rowCount !== table.rows)
    throw new Error(
      `The backup is damaged: ${table.name} has ${copy.rowCount} rows instead of ${table.rows}.`,
    );
  progress(`${table.name}: ${copy.rowCount} rows`);
}

/** Numbers that the database gives go on after the highest that was put back. */
async function startSequencesAnew(client: PoolClient): Promise<void> {
  const columns = await client.query<{ sequence: string; name: string; column: string }>(
    `select pg_get_serial_sequence(c.oid::regclass::text, a.attname) as sequence, c.oid::regclass::text as name, quote_ident(a.attname) as column
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker') and a.attnum > 0 and not a.attisdropped
       and pg_get_serial_sequence(c.oid::regclass::text, a.attname) is not null`,
  );
  for (const { sequence, name, column } of columns.rows) {
    await client.query(`select setval($1, coalesce((select max(${column}) from ${name}), 0) + 1, false)`, [
      sequence,
    ]);
  }
}
