import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pause } from '../../server/src/testing/waitUntil.ts';

/** How long a start may take that nothing disturbs. Generous: a machine that others use gives a program that starts little. */
const START_WITHIN_MS = 180_000;

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

/** One node of the program as a process of its own, on a database and a Redis that others use too. */
export class ProgramNode {
  readonly url: string;
  readonly #environment: Record<string, string>;
  #process: ChildProcess | undefined;
  /** The last that any of its processes said. */
  #output = '';
  /** When it, or what it needs, was disturbed last, in milliseconds of `performance.now()`. */
  #disturbedAt = 0;
  /** Ends that nobody asked for. */
  readonly crashes: string[] = [];
  /** Frames that it answered with `internal`: whatever is disturbed, its answer must be one that is tried again. */
  readonly internalFailures: string[] = [];

  constructor(port: number, folder: string, databaseUrl: string, redisUrl: string) {
    this.url = `http://127.0.0.1:${port}`;
    this.#environment = {
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: this.url,
      CAUSERIE_DATA: join(folder, `node-${port}`),
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      TRUST_PROXY: 'true',
      DRAIN_SECONDS: '1',
      LOG_LEVEL: process.env.CHAOS_LOG ?? 'error',
      NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
    };
  }

  get isRunning(): boolean {
    const child = this.#process;
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  /**
   * Resolves when it answers. It tries again where the database is away at that moment, as a supervisor would. The plan goes
   * on meanwhile and may kill it before it is up, again and again: what must not happen is that it stays down undisturbed.
   */
  async start(): Promise<void> {
    this.disturbed();
    for (;;) {
      if (!this.isRunning) this.#spawn();
      if ((await this.#health()) === 200) return;
      if (performance.now() - this.#disturbedAt > START_WITHIN_MS) break;
      await pause(100);
    }
    const state = this.isRunning ? 'running' : 'not running';
    this.crashes.push(
      `${this.url} did not answer ${START_WITHIN_MS} ms after it was last disturbed (${state}) ${this.#output}`,
    );
  }

  /** Also what is done to the database that it starts on. */
  disturbed(): void {
    this.#disturbedAt = performance.now();
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it in order, as a rolling restart does. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  pause(): void {
    this.disturbed();
    this.#process?.kill('SIGSTOP');
  }

  resume(): void {
    this.disturbed();
    this.#process?.kill('SIGCONT');
  }

  #spawn(): void {
    let said = '';
    const child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...this.#environment },
    });
    this.#process = child;
    const endWithUs = () => child.kill('SIGKILL');
    process.on('exit', endWithUs);
    child.once('exit', () => process.off('exit', endWithUs));
    createInterface({ input: child.stderr! }).on('line', (line) => {
      if (process.env.CHAOS_LOG) console.error(line);
      if (line.includes('"code":"internal"')) this.internalFailures.push(line);
      said = `${said}${line}\n`.slice(-4000);
      this.#output = `${this.#output}${line}\n`.slice(-4000);
    });
    // Not at its exit, when its last words may not have arrived yet.
    child.once('close', (code, signal) => {
      // A start without a database is refused, and tried again; a node that ran must not end by itself.
      if (signal === null && code !== 0 && !said.includes('cannot start'))
        this.crashes.push(`${this.url} ended with ${code}: ${said}`);
    });
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.disturbed();
    const child = this.#process;
    if (!child || !this.isRunning) return;
    child.kill('SIGCONT');
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await once(child, 'exit');
    clearTimeout(late);
  }

  async #health(): Promise<number | undefined> {
    return fetch(`${this.url}/health`, { signal: AbortSignal.timeout(10_000) }).then(
      (response) => response.status,
      () => undefined,
    );
  }
}
