import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { launchServer, type Server, type ServerOptions } from './launchServer.ts';
import { findReadyServer, stopLeftOver } from './stopLeftOver.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
/** A server that ran this long was well: when it ends, the pauses begin anew. */
const WELL_AFTER_MS = 60_000;
/** A fast shutdown writes a checkpoint; what takes longer than this hangs. */
const SHUTDOWN_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 10;
const MEMORY_HELD = { text: 'pre-existing shared memory block', tries: 20, pauseMs: 500 };

type KeeperOptions = ServerOptions & { restart: boolean; log: (text: string) => void };

/** Keeps a server running until told to stop: one that ends by itself is started again, at ever longer intervals. */
export class ServerKeeper {
  readonly #options: KeeperOptions;
  readonly #exited = Promise.withResolvers<void>();
  #server: Server | undefined;
  #pid: number | undefined;
  #stopping = false;
  #pauseMs = FIRST_PAUSE_MS;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** The folder of the server's socket. */
  get sockets(): string {
    return this.#options.sockets;
  }

  /** Of the server that runs now. */
  get pid(): number | undefined {
    return this.#pid;
  }

  /** Resolves when no server runs and none will be started. */
  get exited(): Promise<void> {
    return this.#exited.promise;
  }

  /** Resolves when the server takes connections. Throws with the end of its log if it does not come up. */
  async start(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        void this.#keep(await this.#bringUp());
        return;
      } catch (error) {
        // Processes of a server that was killed finish what they do before they notice, and hold its memory till then.
        if (!(error as Error).message.includes(MEMORY_HELD.text) || tries >= MEMORY_HELD.tries) throw error;
        await pause(MEMORY_HELD.pauseMs);
      }
    }
  }

  /** Stops the server cleanly; waits until it is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#server?.hold(true);
    this.#server?.end();
    const timer = setTimeout(() => this.#pid && process.kill(this.#pid, 'SIGQUIT'), SHUTDOWN_WITHIN_MS);
    await this.exited;
    clearTimeout(timer);
  }

  async #keep(first: Server): Promise<void> {
    for (let server: Server | undefined = first; server; server = await this.#bringBack()) {
      const startedAt = performance.now();
      if (isRunning(server)) await once(server.process, 'exit');
      this.#pid = undefined;
      // Should only the supervisor have ended, its watcher now stops the server.
      server.end();
      if (this.#stopping || !this.#options.restart) break;
      this.#options.log('The embedded database ended unexpectedly; it is started again.');
      if (performance.now() - startedAt > WELL_AFTER_MS) this.#pauseMs = FIRST_PAUSE_MS;
    }
    this.#exited.resolve();
  }

  async #bringBack(): Promise<Server | undefined> {
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
    const { cluster, logFile } = this.#options;
    await stopLeftOver(this.#options);
    const server = launchServer(this.#options);
    const logFrom = server.logFrom;
    this.#server = server;
    if (this.#stopping) server.end();
    // As long as it lives it is getting there: after a crash it reads its log again, which can take minutes.
    while (isRunning(server)) {
      this.#pid = findReadyServer(cluster);
      if (this.#pid !== undefined) {
        server.hold(this.#stopping);
        return server;
      }
      await pause(LOOK_EVERY_MS);
    }
    const said = readFileSync(logFile).subarray(logFrom).toString().trim();
    throw new Error(`The embedded database does not start. ${logFile} says:\n${said}`);
  }
}

function isRunning({ process }: Server): boolean {
  return process.pid !== undefined && process.exitCode === null && process.signalCode === null;
}
