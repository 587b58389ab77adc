import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { explainDatabase } from '../src/lib/startErrors.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/createTestDatabase.ts';

/** Each test starts programs, which take their time on a machine that does much else. */
vi.setConfig({ testTimeout: 300_000 });

/** What an operator did wrong is told in one line that says what to do. */
let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'causerie-start-'));
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const tool = (name: string) => fileURLToPath(new URL(`../src/cli/${name}.ts`, import.meta.url));

/** Starts the real program, or a tool of it; what it says before it gives up. */
function start(
  settings: Record<string, string>,
  args = [main],
): Promise<{ code: number | null; said: string }> {
  const { DATABASE_URL: _, REDIS_URL: __, ...env } = process.env;
  const child = spawn(process.execPath, args, { env: { ...env, ...settings } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said: said.trim() }));
  });
}

test.each([
  ['DATABASE_URL', 'localhost:5432', 'postgres://user:password@host:5432/name'],
  ['DATABASE_URL', 'mysql://user:secret@host/db', 'postgres://user:password@host:5432/name'],
  ['REDIS_URL', 'cache:6379', 'redis://host:6379'],
  ['SMTP_URL', 'mail.example.com', 'smtp://user:password@host:587'],
])('%s that is no such address is refused without being repeated', (name, given, example) => {
  const read = () => readConfig({ [name]: given });
  expect(read).toThrow(`${name} must be an address like ${example}`);
  expect(read).not.toThrow(given);
});

test.each([
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of fatal, error, warn'],
  ['TRUST_PROXY', 'maybe', 'TRUST_PROXY must be true, false or addresses'],
  ['TRUST_PROXY', '10.0.0.0/99', 'TRUST_PROXY must be true, false or addresses'],
])('%s=%s is refused by its name', (name, given, text) => {
  expect(() => readConfig({ [name]: given })).toThrow(text);
});

test('proxies are trusted as they are named', () => {
  const read = (given: string) => readConfig({ TRUST_PROXY: given }).trustProxy;
  expect([read('true'), read('false'), read('')]).toEqual([true, false, false]);
  for (const given of ['10.0.0.0/8, 192.168.1.5', '::1', 'fd00::/8', 'loopback'])
    expect(read(given)).toBe(given);
});

test('addresses and sockets are taken as they are', () => {
  for (const address of ['postgres://anna@/desk?host=/var/run/postgresql', 'postgres://anna:p@/desk?host=h'])
    expect(readConfig({ DATABASE_URL: address }).databaseUrl).toBe(address);
  const given = {
    DATABASE_URL: 'postgresql:///causerie?host=/var/run/postgresql',
    REDIS_URL: '/run/redis/redis.sock',
    SMTP_URL: 'smtps://mail.example.com',
  };
  expect(readConfig(given)).toMatchObject({
    databaseUrl: given.DATABASE_URL,
    redisUrl: given.REDIS_URL,
    smtpUrl: given.SMTP_URL,
  });
  expect(readConfig({ DATABASE_URL: '', REDIS_URL: '', SMTP_URL: '' })).toMatchObject({
    databaseUrl: undefined,
    redisUrl: undefined,
    smtpUrl: undefined,
  });
});

test('a database that is not there, and what else is wrong with one, without the password', async () => {
  const { code, said } = await start({ DATABASE_URL: 'postgres://anna:geheim@127.0.0.1:1/desk', PORT: '0' });
  expect(code).toBe(1);
  expect(said).toMatch(
    /^Causerie cannot start: the database of DATABASE_URL \(127\.0\.0\.1:1\/desk\): .*Is PostgreSQL running/,
  );
  expect(said).not.toContain('geheim');

  const options = database.pool.options as pg.PoolConfig;
  const client = new pg.Client({ ...options, database: 'nowhere_at_all' });
  const thrown = await client.connect().catch((error: unknown) => error);
  const explained = explainDatabase(thrown, 'postgres://anna:geheim@db.example.com/desk') as Error;
  expect(explained.message).toContain('db.example.com/desk');
  expect(explained.message).toContain('createdb');
  const inSocket = 'postgres://anna:geheim@/desk?host=/run/pg';
  expect((explainDatabase(thrown, inSocket) as Error).message).toContain('(/run/pg/desk)');
  const other = new Error('something else');
  expect(explainDatabase(other, 'postgres://db.example.com/desk')).toBe(other);
});

test('a port that is taken', async () => {
  const { host, user, database: name } = database.pool.options as pg.PoolConfig;
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const refused = await start({
    PORT: String(port),
    HOST: '127.0.0.1',
    CAUSERIE_DATA: join(folder, 'data'),
    DATABASE_URL: `postgres://${user}@/${name}?host=${encodeURIComponent(String(host))}`,
  });
  await new Promise((resolve) => taken.close(resolve));
  expect(refused).toEqual({
    code: 1,
    said: `Causerie cannot start: 127.0.0.1 port ${port}: it is taken by another program. End that one, or set PORT to another.`,
  });
});

test('a file where the data folder should be', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const cases = [
    [file, 'a file stands there'],
    [join(file, 'data'), 'a file stands in the way'],
  ] as const;
  const said = await Promise.all(cases.map(([given]) => start({ PORT: '0', CAUSERIE_DATA: given })));
  expect(said).toEqual(
    cases.map(([given, reason]) => ({
      code: 1,
      said: `Causerie cannot start: the data folder ${given}: ${reason}. Mend that, or set CAUSERIE_DATA to another.`,
    })),
  );
});

test('backup and restore say what is wrong in one line, and make no database that nobody asked for', async () => {
  const dataDir = join(folder, 'none');
  const to = join(folder, 'backup');
  const backup = (settings: Record<string, string>, ...args: string[]) =>
    start({ CAUSERIE_DATA: dataDir, ...settings }, [tool('backup'), ...args]);
  const [none, wrong, away, unknown] = await Promise.all([
    backup({}, '--to', to),
    backup({ DATABASE_URL: 'localhost' }, '--to', to),
    backup({ DATABASE_URL: 'postgres://anna:geheim@127.0.0.1:1/desk' }, '--to', to),
    start({}, [tool('restore'), '--form', to]),
  ]);
  expect(none).toEqual({
    code: 1,
    said: `The backup failed: There is no database in ${dataDir}. Set CAUSERIE_DATA, or DATABASE_URL, as for the program.`,
  });
  expect(existsSync(dataDir)).toBe(false);
  expect(wrong).toEqual({
    code: 1,
    said: 'The backup failed: DATABASE_URL must be an address like postgres://user:password@host:5432/name',
  });
  expect(away.said).toMatch(/^The backup failed: the database of DATABASE_URL .*Is PostgreSQL running/);
  expect(away.said).not.toContain('geheim');
  expect(unknown.code).toBe(1);
  expect(unknown.said).toMatch(/^The restore failed, nothing was changed: Unknown option '--form'/);
  expect(unknown.said).toContain('npm run restore -- --from FOLDER');
  expect(unknown.said).not.toMatch(/\bat .*\.ts/);
});
