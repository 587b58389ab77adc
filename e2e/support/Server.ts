import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export type ServerOptions = {
  /** The sample company, the shop and the caught mails; else an empty server. */
  demo?: boolean;
  /** A data folder to begin with; it is copied. */
  from?: string;
};

/** The program itself, as a child process on a port and a data folder of its own. */
export class Server {
  readonly port: number;
  readonly dataDir: string;
  readonly #demo: boolean;
  #process: ChildProcess | undefined;
  #output = '';

  private constructor(port: number, dataDir: string, demo: boolean) {
    this.port = port;
    this.dataDir = dataDir;
    this.#demo = demo;
  }

  static async start({ demo = false, from }: ServerOptions = {}): Promise<Server> {
    const dataDir = mkdtempSync(join(tmpdir(), 'causerie-e2e-'));
    if (from) cpSync(from, dataDir, { recursive: true });
    const server = new Server(await freePort(), dataDir, demo);
    await server.restart();
    return server;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Starts the program again on the same port and data. */
  async restart(): Promise<void> {
    const child = spawn(join(root, 'node_modules/.bin/node'), ['server/src/main.ts'], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TMPDIR: process.env.TMPDIR,
        NODE_COMPILE_CACHE: process.env.CAUSERIE_E2E_COMPILED,
        PORT: String(this.port),
        HOST: '127.0.0.1',
        PUBLIC_URL: this.url,
        CAUSERIE_DATA: this.dataDir,
        // Receivers of webhooks are on this machine, too.
        OUTGOING_ALLOW_PRIVATE: '127.0.0.1',
        ...(this.#demo ? { CAUSERIE_DEMO: '1' } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    this.#output = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (data: Buffer) => {
        this.#output = (this.#output + data.toString()).slice(-20_000);
        if (this.#output.includes('Causerie is ready:')) resolve();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('exit', (code) => reject(new Error(`The server ended (${code}):\n${this.#output}`)));
    });
  }

  /** As a power cut does it: nothing is told, nothing is finished. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it in order and throws its data away. */
  async stop(): Promise<void> {
    await this.pause();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Ends it in order. */
  async pause(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.removeAllListeners('exit');
    const ended = once(child, 'exit');
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(late);
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || !address) throw new Error('No free port.');
  return address.port;
}
