import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { type BucketSettings, createBucketStore } from '../core/files/bucketStore.ts';
import { getIfThere } from '../core/files/fileStore.ts';
import { readBackup } from '../db/backup/readBackup.ts';
import { folderForFiles, storeForFiles } from '../db/backup/restoreFiles.ts';
import { prepareJobs } from '../jobs/worker.ts';
import { openDatabase } from './openDatabase.ts';

/** `npm run restore -- --from FOLDER`: puts a backup into the empty database of the settings, and its files into their data folder or bucket. */
const { values } = parseArgs({ options: { from: { type: 'string' } } });
const config = readConfig();
try {
  if (!values.from) throw new Error('Say which one: npm run restore -- --from FOLDER');
  const database = await openDatabase(config);
  const log = pino({ level: 'error' });
  const manifest = await readBackup(
    database.pool,
    config.bucket ? await bucketForFiles(config.bucket) : folderForFiles(join(config.dataDir, 'files')),
    resolve(values.from),
    () => prepareJobs(database.pool, log),
    (text) => console.log(`  ${text}`),
  ).finally(() => database.close());
  console.log(`Restored what was there on ${manifest.at}. Start the program.`);
} catch (error) {
  console.error(`The restore failed, nothing was changed: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function bucketForFiles(settings: BucketSettings) {
  const store = await createBucketStore(settings);
  return storeForFiles({
    find: (key) => getIfThere(store, key),
    put: (key, bytes) => store.put(key, bytes),
    remove: (key) => store.remove(key),
  });
}
