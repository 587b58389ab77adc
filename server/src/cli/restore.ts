import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { type BucketSettings, createBucketStore } from '../core/files/bucketStore.ts';
import { getIfThere } from '../core/files/fileStore.ts';
import { readBackup } from '../db/backup/readBackup.ts';
import { folderForFiles, storeForFiles } from '../db/backup/restoreFiles.ts';
import { prepareJobs } from '../jobs/worker.ts';
import { openDatabase } from './openDatabase.ts';
import { runTool } from './runTool.ts';

/** `npm run restore -- --from FOLDER`: puts a backup into the empty database of the settings, and its files into their data folder or bucket. */
const tool = {
  usage: 'npm run restore -- --from FOLDER',
  failed: 'The restore failed, nothing was changed',
  options: { from: { type: 'string' } },
} as const;

await runTool(tool, async ({ from }, config) => {
  if (!from) throw new Error('Say which one: npm run restore -- --from FOLDER');
  const database = await openDatabase(config);
  const log = pino({ level: 'error' });
  const manifest = await readBackup(
    database.pool,
    config.bucket ? await bucketForFiles(config.bucket) : folderForFiles(join(config.dataDir, 'files')),
    resolve(from),
    () => prepareJobs(database.pool, log),
    (text) => console.log(`  ${text}`),
  ).finally(() => database.close());
  console.log(`Restored what was there on ${manifest.at}. Start the program.`);
});

async function bucketForFiles(settings: BucketSettings) {
  const store = await createBucketStore(settings);
  return storeForFiles({
    find: (key) => getIfThere(store, key),
    put: (key, bytes) => store.put(key, bytes),
    remove: (key) => store.remove(key),
  });
}
