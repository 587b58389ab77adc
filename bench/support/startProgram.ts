import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { atEnd } from './cleanUp.ts';
import { freePort } from './freePort.ts';
import { cpuSeconds, processesIn, residentBytes, setNice, shareOfMemory } from './processUse.ts';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

export type ProgramOptions = {
  /** Options of Node itself: `--cpu-prof`, `--max-old-space-size=400`. */
  nodeOptions?: string[];
  /** What runs it: `taskset -c 0`. */
  prefix?: string[];
  env?: Record<string, string>;
  /** An earlier folder, to be used again and kept. */
  dataDir?: string;
};

/** The program under test, as anybody starts it: its own process, its own database, everything on. */
export type RunningProgram = {
  url: string;
  pid: number;
  dataDir: string;
  /** For connections to the program's database, beside the program. */
  database: pg.ClientConfig;
  /** CPU seconds so far: of the program, and of its database (0 where that is not ours). */
  cpu(): { program: number; database: number };
  residentBytes(): number;
  /** Bytes that program and database take together, each shared page counted once. */
  memory(): number;
  /** Gives the program, its database, this process and others another nice value. */
  prioritise(priority: number, others?: number[]): void;
  /** What it wrote on its error output. */
  errors(): string;
  stop(): Promise<void>;
};

/**
 * Starts the server's entry with an embedded database in a folder of its own, or on `DATABASE_URL`. The limits per
 * address and per socket are lifted: all load comes from one address, and a closed loop is faster than any person.
 */
export async function startProgram(options: ProgramOptions = {}): Promise<RunningProgram> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'bench-causerie-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const command = [...(options.prefix ?? []), process.execPath, ...(options.nodeOptions ?? []), main];
  const child = spawn(command[0]!, command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      CAUSERIE_DATA: dataDir,
      TRUST_PROXY: 'true',
      SOCKET_FRAMES_PER_SECOND: '100000',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
      ...options.env,
    },
  });
  const stop = onceOnly(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await once(child, 'exit');
      clearTimeout(late);
    }
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 });
  });
  atEnd(stop);
  let errors = '';
  child.stderr.on('data', (data) => {
    errors = (errors + data).slice(-100_000);
  });
  await ready(child, () => errors);
  const own = !process.env.DATABASE_URL && !options.env?.DATABASE_URL;
  const cluster = own ? realpathSync(join(dataDir, 'postgres')) : undefined;
  // A backend that has ended since has used what it used.
  const used = new Map<number, number>();
  const databaseSeconds = () => {
    for (const pid of cluster ? processesIn(cluster) : []) used.set(pid, cpuSeconds(pid));
    return used.values().reduce((sum, seconds) => sum + seconds, 0);
  };
  return {
    url,
    pid: child.pid!,
    dataDir,
    database: cluster
      ? socketOf(cluster)
      : { connectionString: options.env?.DATABASE_URL ?? process.env.DATABASE_URL },
    cpu: () => ({
      program: cpuSeconds(child.pid!),
      database: databaseSeconds(),
    }),
    residentBytes: () => residentBytes(child.pid!),
    memory: () =>
      [child.pid!, ...(cluster ? processesIn(cluster) : [])].reduce(
        (sum, pid) => sum + shareOfMemory(pid),
        0,
      ),
    prioritise(priority, others = []) {
      if (priority === getPriority()) return;
      for (const pid of [process.pid, child.pid!, ...others, ...(cluster ? processesIn(cluster) : [])])
        setNice(pid, priority);
    },
    errors: () => errors,
    stop,
  };
}

/** The line on which it says where it is, or its end. */
async function ready(child: ChildProcess, errors: () => string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', (data) => String(data).includes('Causerie is ready') && resolve());
    child.once('exit', (code, signal) =>
      reject(new Error(`The program ended (${code ?? signal}): ${errors()}`)),
    );
    child.once('error', reject);
  });
}

/** The fifth line of PostgreSQL's pid file is the folder of its socket. */
function socketOf(cluster: string): pg.ClientConfig {
  const host = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[4]!;
  return { host, user: 'causerie', database: 'postgres' };
}

/** A connection beside the program; closed at the end. */
export async function connectDatabase(program: Pick<RunningProgram, 'database'>): Promise<pg.Client> {
  const client = new pg.Client(program.database);
  client.on('error', () => {});
  await client.connect();
  atEnd(() => client.end());
  return client;
}

function onceOnly(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
