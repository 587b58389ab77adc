import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBucketStore } from '../src/core/files/bucketStore.ts';
import { getIfThere } from '../src/core/files/fileStore.ts';
import { readBackup } from '../src/db/backup/readBackup.ts';
import { folderForFiles, type RestoreStore, storeForFiles } from '../src/db/backup/restoreFiles.ts';
import { writeBackup } from '../src/db/backup/writeBackup.ts';
import { renumberTransactions } from '../src/db/renumberTransactions.ts';
import { prepareJobs } from '../src/jobs/worker.ts';
import { uuid } from '../src/lib/uuid.ts';
import { ChildProgram, findFreePort } from '../src/testing/ChildProgram.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/createTestDatabase.ts';
import { createFullWorkspace, type FullWorkspace } from '../src/testing/fullWorkspace.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestBucket } from '../src/testing/TestBucket.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';

let program: TestProgram;
let full: FullWorkspace;
let folder: string;
const log = pino({ level: 'fatal' });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'causerie-backup-'));
  program = await startTestProgram({ trustProxy: true });
  full = await createFullWorkspace(program, 'Maison Lumen');
});
afterAll(async () => {
  await program?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const restore = (database: TestDatabase, from: string, files: string) =>
  readBackup(database.pool, folderForFiles(files), from, () => prepareJobs(database.pool, log));

/** Every row of ours as text, without what another database numbers anew. */
async function dump(database: TestDatabase): Promise<Record<string, string[]>> {
  const tables = await database.pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migrations' order by 1`,
  );
  const dumps: Record<string, string[]> = {};
  for (const { name } of tables.rows) {
    const rows = await database.pool.query<{ row: string }>(
      `select (to_jsonb(t) - 'xid' - 'changed_xid')::text as row from ${name} t order by 1`,
    );
    dumps[name] = rows.rows.map((row) => row.row);
  }
  return dumps;
}

test('what was backed up while people wrote is restored to the last row, and goes on', async () => {
  const tab = await full.visitor.connect();
  let writing = true;
  const writer = (async () => {
    while (writing) await tab.say({ conversationId: full.ids.conversationId!, text: 'While it is copied' });
  })();
  const backup = join(folder, 'first');
  const files = join(program.doors.config.dataDir, 'files');
  const manifest = await writeBackup(program.database.pool, files, backup);
  writing = false;
  await writer;
  await tab.close();
  expect(manifest.tables.find((table) => table.name === 'users')?.rows).toBeGreaterThan(1);

  const database = await createTestDatabase({ empty: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'causerie-restored-'));
  await restore(database, backup, join(dataDir, 'files'));
  const [entries] = (
    await database.pool.query<{ n: number; gapless: boolean; old: boolean }>(
      `select count(*)::int as n, max(seq) = count(*) as gapless, bool_or(not pg_visible_in_snapshot(xid, pg_current_snapshot())) as old
       from entries where conversation_id = $1`,
      [full.ids.conversationId],
    )
  ).rows;
  expect(entries).toMatchObject({ gapless: true, old: false });
  // The copy is of one moment: the row of the conversation knows exactly the entries that are there.
  const row = await database.pool.query<{ last_seq: number }>(
    'select last_seq from conversations where id = $1',
    [full.ids.conversationId],
  );
  expect(row.rows[0]!.last_seq).toBe(entries!.n);

  const again = await startTestProgram({ trustProxy: true, dataDir }, database);
  const owner = new HttpClient(again.url, { cookie: full.owner.cookie, origin: again.url });
  const conversation = `/v1/workspaces/${full.id}/conversations/${full.ids.conversationId}`;
  const { items } = await owner.get<{ items: unknown[] }>(`${conversation}/entries?limit=200`);
  expect(items).toHaveLength(Math.min(200, entries!.n));
  // The visitor's token, the signed address of the file and the job queue are as good as before.
  const visitor = new TestVisitor(again.url, full.visitor.session);
  const back = await visitor.connect();
  await back.say({ conversationId: full.ids.conversationId!, text: 'Still here' });
  await back.close();
  const file = await fetch(new URL(full.fileUrl, again.url));
  expect(await file.text()).toBe('hello');
  await again.stop();

  const copied = await createTestDatabase({ empty: true });
  await restore(copied, backup, join(folder, 'files-of-copy'));
  const second = await createTestDatabase({ empty: true });
  await writeBackup(copied.pool, join(folder, 'files-of-copy'), join(folder, 'second'));
  await restore(second, join(folder, 'second'), join(folder, 'files-of-second'));
  expect(await dump(second)).toEqual(await dump(copied));
  await Promise.all([copied.drop(), second.drop(), database.drop()]);
  rmSync(dataDir, { recursive: true });
}, 180_000);

test('it refuses what it would spoil, and leaves nothing half done', async () => {
  const backup = join(folder, 'first');
  const empty = await createTestDatabase({ empty: true });
  await expect(restore(program.database, backup, join(folder, 'none'))).rejects.toThrow('in use already');
  await expect(restore(empty, folder, join(folder, 'none'))).rejects.toThrow('no manifest.json');
  await expect(restore(empty, backup, backup)).rejects.toThrow('not empty');
  await expect(writeBackup(program.database.pool, folder, backup)).rejects.toThrow('exists already');

  const damaged = join(folder, 'damaged');
  cpSync(backup, damaged, { recursive: true });
  const table = join(damaged, 'tables', 'entries.copy.gz');
  expect(existsSync(table)).toBe(true);
  writeFileSync(table, (await import('node:zlib')).gzipSync(''));
  await expect(restore(empty, damaged, join(folder, 'none'))).rejects.toThrow('damaged');
  expect((await empty.pool.query('select from users')).rowCount).toBe(0);
  expect(existsSync(join(folder, 'none'))).toBe(false);
  // The same database takes the whole one afterwards.
  await restore(empty, backup, join(folder, 'none'));
  await empty.drop();
});

describe('into a bucket', () => {
  let bucket: TestBucket;
  beforeAll(async () => {
    bucket = await TestBucket.start();
  });
  afterAll(() => bucket.stop());
  const keys = () => [...bucket.objects.keys()].toSorted();
  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    DATABASE_URL: '',
    CAUSERIE_DATA: join(folder, `data-${uuid()}`),
    S3_ENDPOINT: bucket.settings.endpoint,
    S3_BUCKET: bucket.settings.bucket,
    S3_REGION: bucket.settings.region,
    S3_ACCESS_KEY_ID: bucket.settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: bucket.settings.secretAccessKey,
  });
  const command = (env: NodeJS.ProcessEnv) =>
    promisify(execFile)(
      process.execPath,
      [fileURLToPath(new URL('../src/cli/restore.ts', import.meta.url)), '--from', join(folder, 'first')],
      { env },
    );

  test('the files of a backup are put under their keys, and are served from there', async () => {
    const stored = readdirSync(join(folder, 'first', 'files'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(join(folder, 'first', 'files'), join(entry.parentPath, entry.name)));
    expect(stored.length).toBeGreaterThan(0);
    const env = environment();
    await command(env);
    expect(keys()).toEqual(stored.toSorted());
    const server = new ChildProgram(env.CAUSERIE_DATA!, await findFreePort(), env);
    await server.start();
    expect(await (await fetch(new URL(full.fileUrl, server.url))).text()).toBe('hello');
    await server.stop();
    // The same bytes may be there already, as after a copy of the bucket.
    const puts = [...bucket.objects.values()];
    await command(environment());
    expect([...bucket.objects.values()]).toEqual(puts);
  }, 180_000);

  test('all or nothing: a bucket that fails half way, or holds something else, leaves both as they were', async () => {
    const store = await createBucketStore(bucket.settings);
    const restoreInto = (database: TestDatabase, put: RestoreStore['put']) => {
      const files = storeForFiles({ ...store, find: (key) => getIfThere(store, key), put });
      return readBackup(database.pool, files, join(folder, 'first'), () => prepareJobs(database.pool, log));
    };
    bucket.objects.clear();
    const empty = await createTestDatabase({ empty: true });
    let puts = 0;
    const failing = async (key: string, bytes: Uint8Array) => {
      puts += 1;
      await store.put(key, bytes);
      throw new Error('the bucket is full');
    };
    await expect(restoreInto(empty, failing)).rejects.toThrow('the bucket is full');
    expect(puts).toBeGreaterThan(0);
    expect(keys()).toEqual([]);
    expect((await empty.pool.query('select from users')).rowCount).toBe(0);

    await restoreInto(empty, store.put);
    const [key, object] = [...bucket.objects][0]!;
    bucket.objects.set(key, { ...object, bytes: Buffer.from('not ours') });
    const other = await createTestDatabase({ empty: true });
    await expect(restoreInto(other, store.put)).rejects.toThrow('something else');
    expect(bucket.objects.get(key)!.bytes.toString()).toBe('not ours');
    expect((await other.pool.query('select from users')).rowCount).toBe(0);
    await Promise.all([empty.drop(), other.drop()]);
  }, 180_000);
});

test('the commands do it for the embedded database, also while it runs', async () => {
  const run = promisify(execFile);
  const cli = (name: string) => fileURLToPath(new URL(`../src/cli/${name}.ts`, import.meta.url));
  const environment = (dataDir: string) => ({ ...process.env, DATABASE_URL: '', CAUSERIE_DATA: dataDir });
  const [from, to] = [join(folder, `data-${uuid()}`), join(folder, `data-${uuid()}`)];
  await run(process.execPath, [cli('restore'), '--from', join(folder, 'first')], { env: environment(from) });
  const backup = join(folder, 'third');
  const server = new ChildProgram(from, await findFreePort());
  await server.start();
  const { stdout } = await run(process.execPath, [cli('backup'), '--to', backup], { env: environment(from) });
  await server.stop();
  expect(stdout).toMatch(/rows: /);
  expect(readdirSync(backup).toSorted()).toEqual(['files', 'manifest.json', 'tables']);
  await run(process.execPath, [cli('restore'), '--from', backup], { env: environment(to) });
  const again = run(process.execPath, [cli('restore'), '--from', backup], { env: environment(to) });
  await expect(again).rejects.toMatchObject({ stderr: expect.stringContaining('nothing was changed') });
}, 180_000);

test('numbers of transactions that came with a dump of another database are made ours', async () => {
  const { pool } = program.database;
  const future = `(pg_current_xact_id()::text::bigint + 1000000)::text::xid8`;
  // A dump is loaded before its triggers are made.
  await pool.query('alter table entries disable trigger user');
  await pool.query(`update entries set xid = ${future} where workspace_id = $1`, [full.id]);
  await pool.query(`update conversations set changed_xid = ${future} where workspace_id = $1`, [full.id]);
  await pool.query('alter table entries enable trigger user');
  expect(await renumberTransactions(pool)).toBeGreaterThan(2);
  const ahead = await pool.query(
    `select from entries where not pg_visible_in_snapshot(xid, pg_current_snapshot())`,
  );
  expect(ahead.rowCount).toBe(0);
  expect(await renumberTransactions(pool)).toBe(0);
});
