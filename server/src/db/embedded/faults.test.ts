import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { chooseRunAs } from './chooseRunAs.ts';
import { findBinaries } from './findBinaries.ts';
import { initialiseCluster } from './initialiseCluster.ts';
import { makeSocketFolder } from './makeSocketFolder.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './startEmbeddedPostgres.ts';

// One database for all tests of this file: making one is what takes the time.
const dataDir = mkdtempSync(join(tmpdir(), 'causerie-faults-'));
const cluster = join(dataDir, 'postgres');
const isRoot = process.getuid?.() === 0;
const programs: ChildProcess[] = [];

beforeAll(async () => {
  const binaries = findBinaries();
  await initialiseCluster({ binaries, runAs: chooseRunAs(binaries, dataDir), cluster, durable: false });
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const program of programs.splice(0)) program.kill('SIGKILL');
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const start = (folder = dataDir) => startEmbeddedPostgres({ dataDir: folder, fsync: false });

async function answers({ connection }: Pick<EmbeddedPostgres, 'connection'>): Promise<boolean> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query('select 1')).rowCount === 1;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    // An ended process that nobody waits for is still listed, without a working folder.
    return process.kill(pid, 0) && !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Another program on the folder, in a process group of its own. Prints its server's process id, or why there is none. */
function startProgram(folder = dataDir): ChildProcess {
  const module = fileURLToPath(new URL('./startEmbeddedPostgres.ts', import.meta.url));
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(module)};
    process.on('SIGINT', () => {});
    setInterval(() => {}, 1000);
    const options = { dataDir: ${JSON.stringify(folder)}, fsync: false };
    const started = await startEmbeddedPostgres(options).catch((error) => error);
    console.log(started.message ?? JSON.stringify({ pid: started.pid, connection: started.connection }));`;
  const program = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  programs.push(program);
  return program;
}

const firstWords = (program: ChildProcess) =>
  new Promise<string>((resolve) => program.stdout!.once('data', (data) => resolve(String(data).trim())));

test('of programs that start at once one wins, and the others say why not', async () => {
  const words = await Promise.all([1, 2, 3].map(() => firstWords(startProgram())));
  expect(words.filter((text) => text.startsWith('Another Causerie already uses'))).toHaveLength(2);
  expect(words.filter((text) => text.startsWith('{'))).toHaveLength(1);
});

test('Ctrl-C reaches the program, not its database', async () => {
  const program = startProgram();
  const server = JSON.parse(await firstWords(program));
  process.kill(-program.pid!, 'SIGINT');
  await pause(300);
  expect(await answers(server)).toBe(true);
});

test('a program killed while its server starts leaves none behind', async () => {
  rmSync(join(dataDir, 'postgres.log'), { force: true });
  for (const ms of [0, 5, 20]) {
    const program = startProgram();
    await expect
      .poll(() => existsSync(join(dataDir, 'postgres.log')), { interval: 1, timeout: 20_000 })
      .toBe(true);
    await pause(ms);
    program.kill('SIGKILL');
    await pause(1500);
    const lives = () => {
      const file = join(cluster, 'postmaster.pid');
      return existsSync(file) && isAlive(Number.parseInt(readFileSync(file, 'utf8'), 10));
    };
    await expect.poll(lives, { timeout: 20_000 }).toBe(false);
    rmSync(join(dataDir, 'postgres.log'));
  }
});

test('a program killed while it makes the database: the next one makes it anew', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'causerie-fresh-'));
  const program = startProgram(folder);
  await expect
    .poll(() => readdirSync(folder).some((name) => name.startsWith('postgres.new')), {
      interval: 1,
      timeout: 20_000,
    })
    .toBe(true);
  await pause(100);
  program.kill('SIGKILL');
  const server = await start(folder);
  expect(await answers(server)).toBe(true);
  await server.stop();
  rmSync(folder, { recursive: true });
});

test('a stale pid that meanwhile belongs to another process harms nobody', async () => {
  const innocent = spawn('sleep', ['60']);
  writeFileSync(
    join(cluster, 'postmaster.pid'),
    `${innocent.pid}\n${cluster}\n1\n5432\n/tmp\n\n  1 1\nready   \n`,
  );
  const server = await start();
  expect(await answers(server)).toBe(true);
  expect(isAlive(innocent.pid!)).toBe(true);
  await server.stop();
  innocent.kill();
});

test('a server without its supervisor is stopped, and another one started', async () => {
  const server = await start();
  const before = server.pid!;
  const supervisor = Number(/^PPid:\t(\d+)/m.exec(readFileSync(`/proc/${before}/status`, 'utf8'))![1]);
  process.kill(supervisor, 'SIGKILL');
  await expect.poll(() => server.pid !== before && answers(server), { timeout: 10_000 }).toBe(true);
  expect(isAlive(before)).toBe(false);
  await server.stop();
});

test('without `restart` a server that ends is reported and left', async () => {
  const server = await startEmbeddedPostgres({ dataDir, fsync: false, restart: false });
  process.kill(server.pid!, 'SIGKILL');
  await server.exited;
  expect(server.pid).toBeUndefined();
  await server.stop();
});

test.runIf(isRoot)('as root without user namespaces: an account is taken, and the files follow', async () => {
  const commands = join(dataDir, 'commands');
  mkdirSync(commands);
  writeFileSync(join(commands, 'unshare'), '#!/bin/sh\necho "unshare: not permitted" >&2; exit 1\n');
  chmodSync(join(commands, 'unshare'), 0o755);
  vi.stubEnv('PATH', `${commands}${delimiter}${process.env.PATH}`);
  for (const _ of ['first', 'second']) {
    const server = await start();
    expect(await answers(server)).toBe(true);
    expect(statSync(cluster).uid).not.toBe(0);
    await server.stop();
  }
  vi.unstubAllEnvs();
  const server = await start();
  expect(statSync(cluster).uid).toBe(0);
  await server.stop();
});

test.runIf(isRoot)('as root where nothing works: every reason is named', () => {
  vi.stubEnv('PATH', dataDir);
  expect(() => chooseRunAs(findBinaries(), dataDir)).toThrow(
    /Start Causerie as an ordinary user[\s\S]*unshare[\s\S]*setpriv/,
  );
});

test('a socket folder that is a link or belongs to somebody else is refused', () => {
  const runAs = { prefix: [], uid: process.getuid!(), gid: process.getgid!() };
  const folder = makeSocketFolder('/some/data', runAs);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  rmSync(folder, { recursive: true });
  symlinkSync(dataDir, folder);
  expect(() => makeSocketFolder('/some/data', runAs)).toThrow('belongs to somebody else');
  rmSync(folder);
  if (isRoot) {
    mkdirSync(folder);
    lchownSync(folder, 65_534, 65_534);
    expect(() => makeSocketFolder('/some/data', runAs)).toThrow('belongs to somebody else');
    rmSync(folder, { recursive: true });
  }
});
