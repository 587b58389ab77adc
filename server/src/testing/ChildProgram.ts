import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pause, waitUntil } from './waitUntil.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** The real program with its embedded database, as a process that can be killed. Always on the same port and folder. */
export class ChildProgram {
  readonly url: string;
  readonly #dataDir: string;
  readonly #port: number;
  readonly #settings: NodeJS.ProcessEnv;
  #process: ChildProcess | undefined;
  #errors = '';

  constructor(dataDir: string, port: number, settings: NodeJS.ProcessEnv = {}) {
    this.#dataDir = dataDir;
    this.#port = port;
    this.#settings = settings;
    this.url = `http://127.0.0.1:${port}`;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  get isRunning(): boolean {
    return (
      this.#process !== undefined && this.#process.exitCode === null && this.#process.signalCode === null
    );
  }

  /** What it wrote on its error output since the last start. */
  get errors(): string {
    return this.#errors;
  }

  /** Resolves when it answers. Rejects with what it said when it ended instead. */
  async start(): Promise<void> {
    this.#errors = '';
    const child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        ...this.#settings,
        PORT: String(this.#port),
        HOST: '127.0.0.1',
        PUBLIC_URL: this.url,
        CAUSERIE_DATA: this.#dataDir,
        TRUST_PROXY: 'true',
        DATABASE_URL: '',
        LOG_LEVEL: 'fatal',
      },
    });
    child.stderr!.on('data', (data) => {
      this.#errors += String(data);
    });
    this.#process = child;
    await waitUntil(
      'the program answers',
      async () => {
        if (!this.isRunning) throw new Error(`The program ended: ${this.#errors}`);
        return (await this.health()) === 200;
      },
      90_000,
    );
  }

  /** The status of its health, or nothing where nobody answers. */
  async health(): Promise<number | undefined> {
    return fetch(`${this.url}/health`).then(
      (response) => response.status,
      () => undefined,
    );
  }

  /** Kills the program and, before or after it, every process of its database. Waits until all are gone. */
  async kill(order: 'program first' | 'database first'): Promise<void> {
    const child = this.#process!;
    const database = this.databasePids();
    if (order === 'program first') child.kill('SIGKILL');
    killAll(database);
    child.kill('SIGKILL');
    if (this.isRunning) await once(child, 'exit');
    // Those that were being born when the list was made.
    while (killAll(this.databasePids()) > 0) await pause(2);
  }

  killDatabase(): void {
    killAll(this.databasePids());
  }

  /** Asks it to end, as an operator does. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    this.#process!.kill('SIGTERM');
    await once(this.#process!, 'exit');
  }

  /** Every process that lives in the database's folder: the server and all its workers. */
  databasePids(): number[] {
    const cluster = realpathSync(join(this.#dataDir, 'postgres'));
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && workingFolder(pid) === cluster);
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function killAll(pids: number[]): number {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It was faster.
    }
  }
  return pids.length;
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
