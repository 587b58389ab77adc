import { createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Pool } from 'pg';
import copyStreams from 'pg-copy-streams';
import { type BackupTable, listTables } from './listTables.ts';

export type BackupManifest = {
  format: 1;
  at: string;
  /** The schema's state: what was applied, in order. */
  migrations: string[];
  tables: (BackupTable & { rows: number })[];
};

/**
 * Writes a consistent copy of the whole database and of all files to `folder`, which must not exist, while the program
 * runs: all tables as of one moment, then the files, which never change once they are there. The folder has its name
 * only when everything is in it.
 */
export async function writeBackup(
  pool: Pool,
  filesFolder: string,
  folder: string,
  progress: (text: string) => void = () => {},
): Promise<BackupManifest> {
  if (existsSync(folder)) throw new Error(`${folder} exists already. Name one that does not.`);
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(join(unfinished, 'tables'), { recursive: true, mode: 0o700 });
  const manifest = await writeTables(pool, unfinished, progress);
  if (existsSync(filesFolder)) {
    progress('files');
    await copyFiles(filesFolder, join(unfinished, 'files'));
  }
  await writeFile(join(unfinished, 'manifest.json'), JSON.stringify(manifest, undefined, 2));
  await rename(unfinished, folder);
  return manifest;
}

/** What is erased while we copy is left out, as it is meant to be gone. */
async function copyFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const each of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!each.isFile()) continue;
    const folder = join(to, relative(from, each.parentPath));
    await mkdir(folder, { recursive: true });
    await copyFile(join(each.parentPath, each.name), join(folder, each.name)).catch((error) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    });
  }
}

async function writeTables(
  pool: Pool,
  folder: string,
  progress: (text: string) => void,
): Promise<BackupManifest> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const at = await client.query<{ at: Date }>('select now() as at');
    const ours = await client.query<{ isThere: boolean }>(
      `select to_regclass('migrations') is not null as "isThere"`,
    );
    if (!ours.rows[0]!.isThere) throw new Error('There is nothing of Causerie in this database.');
    const applied = await client.query<{ name: string }>('select name from migrations order by name');
    const tables: BackupManifest['tables'] = [];
    for (const table of await listTables(client)) {
      const copy = client.query(copyStreams.to(`copy ${table.name} (${table.columns.join(', ')}) to stdout`));
      await pipeline(
        copy,
        createGzip({ level: 5 }),
        createWriteStream(join(folder, 'tables', fileOf(table))),
      );
      tables.push({ ...table, rows: copy.rowCount });
      progress(`${table.name}: ${copy.rowCount} rows`);
    }
    await client.query('commit');
    return {
      format: 1,
      at: at.rows[0]!.at.toISOString(),
      migrations: applied.rows.map((row) => row.name),
      tables,
    };
  } finally {
    client.release(true);
  }
}

/** Where in the backup a table's rows are. */
export const fileOf = (table: Pick<BackupTable, 'name'>): string => `${table.name}.copy.gz`;

/** Whether nothing is in a folder, or it is not there. */
export async function isEmptyFolder(folder: string): Promise<boolean> {
  return !existsSync(folder) || (await readdir(folder)).length === 0;
}
