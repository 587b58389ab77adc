import { join, resolve } from 'node:path';
import { writeBackup } from '../db/backup/writeBackup.ts';
import { openDatabase } from './openDatabase.ts';
import { runTool } from './runTool.ts';

/** `npm run backup -- --to FOLDER`: copies the database and the files of the settings, while the program runs or not. */
const tool = {
  usage: 'npm run backup -- [--to FOLDER]',
  failed: 'The backup failed',
  options: { to: { type: 'string' } },
} as const;

await runTool(tool, async ({ to }, config) => {
  const folder = resolve(
    to ?? `causerie-backup-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`,
  );
  const database = await openDatabase(config, { mustExist: true });
  const manifest = await writeBackup(database.pool, join(config.dataDir, 'files'), folder, (text) =>
    console.log(`  ${text}`),
  ).finally(() => database.close());
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  if (config.bucket)
    console.log(`The files are in the bucket ${config.bucket.bucket}: copy it by its own means, now.`);
  console.log(`Backup of ${manifest.at}, ${rows} rows: ${folder}`);
});
