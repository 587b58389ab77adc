import { accessSync, constants, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { explainFolder } from '../../lib/startErrors.ts';
import { chooseRunAs } from './chooseRunAs.ts';
import { findBinaries } from './findBinaries.ts';
import { initialiseCluster } from './initialiseCluster.ts';
import { makeSocketFolder } from './makeSocketFolder.ts';
import { ServerKeeper } from './ServerKeeper.ts';
import { takeInstanceLock } from './takeInstanceLock.ts';

export type EmbeddedPostgres = {
  /** For a pool: a socket in a private folder; no port, no password. */
  connection: { host: string; user: string; database: string };
  /** Of the server that runs now; another one after a restart. */
  readonly pid: number | undefined;
  /** Resolves when no server runs and none will be started: after `stop`, or without `restart` when it ended. */
  exited: Promise<void>;
  /** Stops the database cleanly and lets go of the data folder. End the pools first. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Made if it is not there. Holds `postgres/`, its log and our lock. */
  dataDir: string;
  /** Told what an operator should know: that the server ended, and why it does not start again. */
  log?: (text: string) => void;
  /** Start a server that ended by itself again; on unless `false`. */
  restart?: boolean;
  /** `false`: faster, for tests that do not test durability. */
  fsync?: boolean;
};

/**
 * Starts the PostgreSQL that comes with Causerie and keeps it running: a server that dies alone is started again; a
 * program that dies takes its server with it. It does not keep the program from ending. Throws with what to do: another
 * program on the folder, a database of another version, no way to run it as root.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  try {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    accessSync(options.dataDir, constants.W_OK | constants.X_OK);
  } catch (thrown) {
    throw explainFolder(thrown, options.dataDir);
  }
  // One name for one folder, whatever link it was reached by: the server reports its real one.
  const dataDir = realpathSync(options.dataDir);
  const lock = await takeInstanceLock(join(dataDir, 'causerie.lock'), dataDir);
  try {
    const keeper = await startServer(dataDir, options);
    return {
      connection: { host: keeper.sockets, user: 'causerie', database: 'postgres' },
      get pid() {
        return keeper.pid;
      },
      exited: keeper.exited,
      async stop() {
        await keeper.stop();
        rmSync(keeper.sockets, { recursive: true, force: true });
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startServer(dataDir: string, options: EmbeddedOptions): Promise<ServerKeeper> {
  const { log = () => {}, restart = true, fsync: durable = true } = options;
  const binaries = findBinaries();
  const runAs = chooseRunAs(binaries, dataDir);
  const cluster = join(dataDir, 'postgres');
  await initialiseCluster({ binaries, runAs, cluster, durable });
  const sockets = makeSocketFolder(dataDir, runAs);
  const logFile = join(dataDir, 'postgres.log');
  const keeper = new ServerKeeper({ binaries, runAs, cluster, sockets, logFile, durable, restart, log });
  await keeper.start();
  return keeper;
}
