import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import { startEmbeddedPostgres } from '../db/embedded/startEmbeddedPostgres.ts';
import { createPool } from '../db/pool.ts';
import { explainDatabase } from '../lib/startErrors.ts';

/**
 * The database of the settings, for a tool: your own, the embedded one of a program that runs, or else started for the while.
 * Throws with what to do when it cannot be reached; with `mustExist` also where there is none yet.
 */
export async function openDatabase(
  config: Config,
  { mustExist = false } = {},
): Promise<{ pool: Pool; close(): Promise<void> }> {
  if (config.databaseUrl) return opened(await connect(config.databaseUrl));
  const sockets = findSockets(config.dataDir);
  const running = sockets && (await connectTo(sockets));
  if (running) return opened(running);
  if (mustExist && !existsSync(join(config.dataDir, 'postgres')))
    throw new Error(
      `There is no database in ${config.dataDir}. Set CAUSERIE_DATA, or DATABASE_URL, as for the program.`,
    );
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir }).catch((error: Error) => {
    // Nobody listens there for us, and yet the folder is in use.
    if (!sockets) throw error;
    throw new Error(
      `${error.message} Or else let its database be reached: the socket is in ${sockets}, where this account finds none. Where the program has a /tmp of its own (PrivateTmp of systemd), set XDG_RUNTIME_DIR for it, as deploy/causerie.service does.`,
      { cause: error },
    );
  });
  return opened(createPool(embedded.connection), () => embedded.stop());
}

async function connect(databaseUrl: string): Promise<Pool> {
  const pool = createPool({ connectionString: databaseUrl });
  try {
    await pool.query('select 1');
    return pool;
  } catch (thrown) {
    await pool.end();
    throw explainDatabase(thrown, databaseUrl);
  }
}

function opened(pool: Pool, after: () => Promise<void> = async () => {}) {
  return {
    pool,
    async close() {
      await pool.end();
      await after();
    },
  };
}

/** The server writes into its folder where its socket is; what it left there when it was killed leads nowhere. */
function findSockets(dataDir: string): string | undefined {
  const note = join(dataDir, 'postgres', 'postmaster.pid');
  return (existsSync(note) && readFileSync(note, 'utf8').split('\n')[4]) || undefined;
}

async function connectTo(host: string): Promise<Pool | undefined> {
  const pool = createPool({ host, user: 'causerie', database: 'postgres' });
  try {
    await pool.query('select 1');
    return pool;
  } catch {
    await pool.end();
    return undefined;
  }
}
