import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPool } from '../pool.ts';
import { startEmbeddedPostgres } from './startEmbeddedPostgres.ts';

const module = fileURLToPath(new URL('./startEmbeddedPostgres.ts', import.meta.url));
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'causerie-pg-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const postmasterPid = () =>
  Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** Kills the server's own process. The pid in the file is the one inside a user namespace, which shares ours. */
const killServer = () => process.kill(postmasterPid(), 'SIGKILL');

async function value(pool: Pool, sql: string): Promise<unknown> {
  const found = await pool.query<{ v: unknown }>(`select (${sql}) as v`);
  return found.rows[0]?.v;
}

/** Another program that starts the database and stays. */
async function startProgram(prefix: string[] = []): Promise<ChildProcess> {
  const script = `import { startEmbeddedPostgres } from ${JSON.stringify(module)};
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log('up'); setInterval(() => {}, 1000);`;
  const [command, ...args] = [...prefix, process.execPath, '--input-type=module', '-e', script];
  const child = spawn(command!, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: dataDir },
  });
  let output = '';
  child.stderr!.on('data', (data) => {
    output += data;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout!.once('data', () => resolve());
    child.once('exit', () => reject(new Error(output)));
  });
  return child;
}

test('keeps data over a restart, on a socket that only we can reach and no port', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  const pool = createPool(first.connection);
  await pool.query('create table kept as select 42 as n');
  expect(await value(pool, `current_setting('listen_addresses')`)).toBe('');
  expect(await value(pool, `current_setting('synchronous_commit')`)).toBe('on');
  await pool.end();
  await first.stop();
  const second = await startEmbeddedPostgres({ dataDir });
  const again = createPool(second.connection);
  expect(await value(again, 'select n from kept')).toBe(42);
  await again.end();
  await second.stop();
});

test('a second program on the same folder is refused with a clear message', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    'Another Causerie already uses the data folder',
  );
  await first.stop();
});

test('a program killed with SIGKILL leaves no server behind, and the next start works', async () => {
  const program = await startProgram();
  const pid = postmasterPid();
  program.kill('SIGKILL');
  const next = await startEmbeddedPostgres({ dataDir });
  expect(postmasterPid()).not.toBe(pid);
  const pool = createPool(next.connection);
  expect(await value(pool, '1')).toBe(1);
  await pool.end();
  await next.stop();
  expect(() => process.kill(pid, 0)).toThrow();
});

test('a program and its server killed at once: the next start recovers', async () => {
  const program = await startProgram();
  program.kill('SIGKILL');
  killServer();
  const next = await startEmbeddedPostgres({ dataDir });
  await next.stop();
});

test('a database that dies alone comes back by itself, and the pool with it', async () => {
  const database = await startEmbeddedPostgres({ dataDir });
  const pool = createPool(database.connection);
  await pool.query('create table kept as select 7 as n');
  killServer();
  await expect
    .poll(() => value(pool, 'select n from kept').catch(() => undefined), { timeout: 15_000, interval: 100 })
    .toBe(7);
  await pool.end();
  await database.stop();
});

test('a making of the database that was cut short is done anew', async () => {
  mkdirSync(join(dataDir, 'postgres.new/base'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres.new/PG_VERSION'), '18\n');
  const database = await startEmbeddedPostgres({ dataDir });
  await database.stop();
  expect(existsSync(join(dataDir, 'postgres.new'))).toBe(false);
});

test('a folder of another major version is named, not touched', async () => {
  mkdirSync(join(dataDir, 'postgres'));
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '12\n');
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('belongs to PostgreSQL 12');
});

const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

/** The program must be readable for others too; it is not where it lies below somebody's private home. */
function ordinaryUserCanRun(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    execFileSync(
      asNobody[0]!,
      [...asNobody.slice(1), process.execPath, '-e', `require('fs').readFileSync(${JSON.stringify(module)})`],
      { stdio: 'ignore' },
    );
    return true;
  } catch {
    return false;
  }
}

test.runIf(ordinaryUserCanRun())('works as an ordinary user', async () => {
  chmodSync(dataDir, 0o777);
  rmSync(dataDir, { recursive: true });
  mkdirSync(dataDir, { mode: 0o777 });
  chmodSync(dataDir, 0o777);
  const program = await startProgram(asNobody);
  expect(postmasterPid()).toBeGreaterThan(0);
  program.kill('SIGTERM');
  await pause(500);
});
