import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDebianProgram } from './findDebianProgram.ts';
import { waitUntil } from './waitUntil.ts';

const known = ['/usr/bin/redis-server', '/usr/bin/valkey-server', '/usr/local/bin/redis-server'];

/** A Redis of our own on a socket in a private folder, that can be killed, held and started again. */
export class TestRedis {
  readonly url: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'causerie-redis-'));
  readonly #program = findDebianProgram('REDIS_SERVER', known, 'redis-server');
  #process: ChildProcess | undefined;

  constructor() {
    this.url = join(this.#folder, 'redis.sock');
  }

  static async start(): Promise<TestRedis> {
    const redis = new TestRedis();
    await redis.start();
    return redis;
  }

  /** Starts it where it does not run. */
  async start(): Promise<void> {
    if (this.#process && this.#process.exitCode === null && this.#process.signalCode === null) return;
    rmSync(this.url, { force: true });
    this.#process = spawn(
      this.#program,
      ['--port', '0', '--unixsocket', this.url, '--save', '', '--appendonly', 'no', '--dir', this.#folder],
      { stdio: 'ignore' },
    );
    await waitUntil('Redis has its socket', async () => existsSync(this.url));
  }

  /** Without a word, as when its machine loses power. */
  async kill(): Promise<void> {
    const child = this.#process!;
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  /** It takes connections and answers nothing, until `release`. */
  hold(): void {
    this.#process!.kill('SIGSTOP');
  }

  release(): void {
    this.#process!.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    this.release();
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
