import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg, { type PoolConfig } from 'pg';
import { chooseRunAs, type RunAs } from './asUser.ts';
import { findBinaries } from './findBinaries.ts';
import { holdDataFolder } from './holdDataFolder.ts';
import { makeSocketFolder } from './socketFolder.ts';

export type EmbeddedPostgres = {
  /** For a pool: a socket in a private folder; no port, no password. */
  connection: PoolConfig;
  /** Stops the database cleanly and lets go of the data folder. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Made if it is not there. Holds `postgres/` and its log. */
  dataDir: string;
  log?: (text: string) => void;
  /** Only for tests that do not test durability. */
  fsync?: boolean;
};

const run = promisify(execFile);
const MAJOR_VERSION = '18';
const READY_WITHIN_MS = 30_000;
const RESTART_AFTER_MS = 500;

/**
 * Starts the PostgreSQL that comes with Causerie and keeps it running: a server that dies alone is started again; a
 * program that dies takes its server with it, because a supervisor holds a pipe that closes with us and then asks
 * for a fast shutdown. Throws with what to do: another program on the folder, a database of another version.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log = () => {} } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const sockets = makeSocketFolder(dataDir);
  const lock = await holdDataFolder(dataDir);
  try {
    const binaries = findBinaries();
    const runAs = chooseRunAs(binaries);
    const cluster = join(dataDir, 'postgres');
    runAs.own(sockets);
    await initialise(binaries, runAs, cluster);
    await stopLeftOver(binaries, runAs, cluster, sockets);
    const connection: PoolConfig = { host: sockets, user: 'causerie', database: 'postgres' };
    const keeper = new Keeper(() => launch(binaries, runAs, cluster, sockets, options), log);
    await waitUntilReady(connection, keeper);
    return {
      connection,
      async stop() {
        await keeper.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Makes the cluster in a folder beside its place, so that one that was cut short is never taken for a whole one. */
async function initialise(binaries: string, runAs: RunAs, cluster: string): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
    if (version === MAJOR_VERSION) return;
    throw new Error(
      `The data folder ${cluster} belongs to PostgreSQL ${version}; this Causerie comes with ${MAJOR_VERSION}. Restore a backup into an empty folder, or start the older Causerie.`,
    );
  }
  const fresh = `${cluster}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  runAs.own(fresh);
  const args = [
    '-D',
    fresh,
    '-U',
    'causerie',
    '-A',
    'trust',
    '--locale=C.UTF-8',
    '--encoding=UTF8',
    '--no-sync',
    '--no-instructions',
  ];
  const [command, ...rest] = [...runAs.prefix, join(binaries, 'initdb'), ...args];
  await run(command!, rest).catch((error: { stderr?: string; message: string }) => {
    throw new Error(`The embedded database could not be made in ${fresh}: ${error.stderr || error.message}`);
  });
  renameSync(fresh, cluster);
}

/** A server that a killed program left behind is on its way out; one that is not is asked to go. */
async function stopLeftOver(binaries: string, runAs: RunAs, cluster: string, sockets: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  for (let waited = 0; waited < 1000 && existsSync(pidFile); waited += 50) {
    // A stale file answers nobody. PostgreSQL itself judges it; removing it by hand could ruin a running server.
    if (!(await answers({ host: sockets, user: 'causerie', database: 'postgres' }))) break;
    await pause(50);
  }
  if (!existsSync(pidFile)) return;
  const [command, ...rest] = [
    ...runAs.prefix,
    join(binaries, 'pg_ctl'),
    'stop',
    '-D',
    cluster,
    '-m',
    'fast',
    '-w',
    '-t',
    '20',
  ];
  await run(command!, rest).catch(() => {});
}

function launch(
  binaries: string,
  runAs: RunAs,
  cluster: string,
  sockets: string,
  options: EmbeddedOptions,
): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    shared_buffers: '256MB',
    max_connections: '100',
    synchronous_commit: 'on',
    fsync: options.fsync === false ? 'off' : 'on',
    full_page_writes: options.fsync === false ? 'off' : 'on',
    jit: 'off',
    max_wal_size: '2GB',
    log_min_messages: 'warning',
  };
  const args = [
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const logFile = openSync(join(options.dataDir, 'postgres.log'), 'w', 0o600);
  // The shell reads from our pipe until it closes, in whatever way we end, and then interrupts the server.
  const supervisor =
    '"$@" </dev/null & pid=$!; (while read -r _; do :; done; kill -INT $pid 2>/dev/null) & wait $pid; kill $! 2>/dev/null';
  const child = spawn(
    'sh',
    [
      '-c',
      `exec 3<&0; ${supervisor.replace('while read -r _; do :; done', 'while read -r _ <&3; do :; done')}`,
      'causerie-postgres',
      ...runAs.prefix,
      join(binaries, 'postgres'),
      ...args,
    ],
    {
      stdio: ['pipe', logFile, logFile],
      // A session of its own: Ctrl-C in a terminal must not stop the database before the program has finished.
      detached: true,
    },
  );
  closeSync(logFile);
  child.stdin!.on('error', () => {});
  return child;
}

/** Keeps a server running until told to stop. */
class Keeper {
  readonly #launch: () => ChildProcess;
  readonly #log: (text: string) => void;
  #child: ChildProcess;
  #stopping = false;
  #exits = 0;

  constructor(launchServer: () => ChildProcess, log: (text: string) => void) {
    this.#launch = launchServer;
    this.#log = log;
    this.#child = this.#watch(launchServer());
  }

  get exits(): number {
    return this.#exits;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.stdin!.end();
    await gone;
  }

  #watch(child: ChildProcess): ChildProcess {
    child.unref();
    child.once('exit', () => {
      if (this.#stopping) return;
      this.#exits += 1;
      this.#log('The embedded database ended unexpectedly; starting it again.');
      setTimeout(() => {
        if (!this.#stopping) this.#child = this.#watch(this.#launch());
      }, RESTART_AFTER_MS);
    });
    return child;
  }
}

async function waitUntilReady(connection: PoolConfig, keeper: Keeper): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (!(await answers(connection))) {
    if (Date.now() > until || keeper.exits > 3) {
      await keeper.stop();
      throw new Error('The embedded database does not start. Its log is postgres.log in the data folder.');
    }
    await pause(20);
  }
}

async function answers(connection: PoolConfig): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
