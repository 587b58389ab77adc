import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { writeBackup } from '../db/backup/writeBackup.ts';
import { openDatabase } from './openDatabase.ts';

/** `npm run backup -- --to FOLDER`: copies the database and the files of the settings, while the program runs or not. */
const { values } = parseArgs({ options: { to: { type: 'string' } } });
const config = readConfig();
const folder = resolve(
  values.to ?? `causerie-backup-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`,
);
try {
  const database = await openDatabase(config);
  const manifest = await writeBackup(database.pool, join(config.dataDir, 'files'), folder, (text) =>
    console.log(`  ${text}`),
  );
  await database.close();
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  if (config.bucket)
    console.log(`The files are in the bucket ${config.bucket.bucket}: copy it by its own means, now.`);
  console.log(`Backup of ${manifest.at}, ${rows} rows: ${folder}`);
} catch (error) {
  console.error(`The backup failed: ${(error as Error).message}`);
  process.exitCode = 1;
}
