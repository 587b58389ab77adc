import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { launchServer, type Server, type ServerOptions } from './launchServer.ts';
import { stopLeftOver } from './stopLeftOver.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
/** A server that ran this long was well: when it ends, the pauses begin anew. */
const WELL_AFTER_MS = 60_000;
/** A fast shutdown writes a checkpoint; what takes longer than this hangs. */
const SHUTDOWN_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 10;

type KeeperOptions = ServerOptions & { restart: boolean; log: (text: string) => void };

/** Keeps a server running until told to stop: one that ends by itself is started again, at ever longer intervals. */
export class ServerKeeper {
  readonly #options: KeeperOptions;
  readonly #exited = Promise.withResolvers<void>();
  #server: Server | undefined;
  #stopping = false;
  #pauseMs = FIRST_PAUSE_MS;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** The folder of the server's socket. */
  get sockets(): string {
    return this.#options.sockets;
  }

  get pid(): number | undefined {
    return this.#server?.process.pid;
  }

  /** Resolves when no server runs and none will be started. */
  get exited(): Promise<void> {
    return this.#exited.promise;
  }

  /** Resolves when the server takes connections. Throws with the end of its log if it does not come up. */
  async start(): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        void this.#watch(await this.#bringUp());
        return;
      } catch (error) {
        // Processes of a server that was killed finish what they do before they notice, and hold its memory till then.
        const isHeld = (error as Error).message.includes('pre-existing shared memory block');
        if (!isHeld || tries >= 20) throw error;
        await pause(500);
      }
    }
  }

  /** Stops the server cleanly; waits until it is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const server = this.#server;
    if (server && isRunning(server)) {
      server.hold(true);
      server.process.kill('SIGINT');
      const timer = setTimeout(() => server.process.kill('SIGQUIT'), SHUTDOWN_WITHIN_MS);
      await this.exited;
      clearTimeout(timer);
    }
    this.#exited.resolve();
  }

  async #watch(first: Server): Promise<void> {
    let server = first;
    for (;;) {
      const startedAt = performance.now();
      if (isRunning(server)) await once(server.process, 'exit');
      server.dismiss();
      if (this.#stopping || !this.#options.restart) return this.#exited.resolve();
      const wasWell = performance.now() - startedAt > WELL_AFTER_MS;
      this.#options.log('The embedded database ended unexpectedly; it is started again.');
      const next = await this.#bringBack(wasWell);
      if (next === undefined) return this.#exited.resolve();
      server = next;
    }
  }

  async #bringBack(wasWell: boolean): Promise<Server | undefined> {
    if (wasWell) this.#pauseMs = FIRST_PAUSE_MS;
    while (!this.#stopping) {
      await pause(this.#pauseMs);
      this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
      try {
        if (!this.#stopping) return await this.#bringUp();
      } catch (error) {
        this.#options.log((error as Error).message);
      }
    }
    return undefined;
  }

  async #bringUp(): Promise<Server> {
    await stopLeftOver(this.#options);
    const logFrom = statSync(this.#options.logFile, { throwIfNoEntry: false })?.size ?? 0;
    const server = launchServer(this.#options);
    this.#server = server;
    // As long as it lives it is getting there: after a crash it reads its log again, which can take minutes.
    while (isRunning(server)) {
      if (isReady(this.#options.cluster, server.process.pid)) {
        server.hold(false);
        return server;
      }
      await pause(LOOK_EVERY_MS);
    }
    server.dismiss();
    const said = readFileSync(this.#options.logFile, 'utf8').slice(logFrom).trim();
    throw new Error(`The embedded database does not start. ${this.#options.logFile} says:\n${said}`);
  }
}

function isRunning({ process }: Server): boolean {
  return process.pid !== undefined && process.exitCode === null && process.signalCode === null;
}

/** The eighth line of the server's pid file is its state: the way `pg_ctl` looks. */
function isReady(cluster: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
