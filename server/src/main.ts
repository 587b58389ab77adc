import type { PoolConfig } from 'pg';
import { pino } from 'pino';
import { type Config, readConfig } from './config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './db/embedded/startEmbeddedPostgres.ts';
import { giveRoom } from './lib/giveRoom.ts';
import { explainDatabase, explainListening } from './lib/startErrors.ts';
import { describeError } from './watch/describeError.ts';

/**
 * Starts Causerie by the settings of the environment and prints one line when it is ready. SIGTERM and SIGINT end it
 * in order: sockets are told, what is under way is finished, the database stops last.
 */
async function main(): Promise<void> {
  const config = readConfig();
  const log = pino(
    {
      level: config.logLevel,
      redact: ['req.headers.cookie', 'req.headers.authorization'],
      serializers: { err: describeError },
    },
    process.stderr as never,
  );
  // The database starts in a process of its own: this one loads the program meanwhile.
  const [embedded, loaded] = await Promise.all([
    config.databaseUrl
      ? undefined
      : startEmbeddedPostgres({ dataDir: config.dataDir, log: (text) => log.error(text) }),
    loadProgram(),
  ]);
  const { compose, createPool, migrate, releaseClaims, renumberTransactions, startDemo } = loaded;
  const pool = createPool(poolConfig(config, embedded), (err) =>
    log.error({ err }, 'a database connection was lost'),
  );
  await migrate(pool).catch((thrown: unknown) => {
    throw explainDatabase(thrown, config.databaseUrl);
  });
  await renumberTransactions(pool);
  if (embedded) await releaseClaims(pool);
  const demo = config.demo ? await startDemo(config, pool, (err) => log.error({ err }, 'demo')) : undefined;
  const program = await compose({ ...config, ...demo?.settings }, pool, log, demo?.options);
  demo?.addRoutes(program);
  await program.listen().catch((thrown: unknown) => {
    throw explainListening(thrown, config);
  });
  await demo?.started(program);
  const end = onceOnly(async () => {
    await program.close();
    await demo?.close();
    await pool.end();
    await embedded?.stop();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void end().then(() => process.exit(0), fatal));
  }
  console.log(`Causerie is ready: ${config.publicUrl} (${(performance.now() / 1000).toFixed(1)} s)`);
}

async function loadProgram() {
  const [program, pool, migrations, claims, numbers, demo] = await Promise.all([
    import('./compose.ts'),
    import('./db/pool.ts'),
    import('./db/migrate.ts'),
    import('./db/releaseClaims.ts'),
    import('./db/renumberTransactions.ts'),
    import('./demo/startDemo.ts'),
  ]);
  return { ...program, ...pool, ...migrations, ...claims, ...numbers, ...demo };
}

function poolConfig(config: Config, embedded: EmbeddedPostgres | undefined): PoolConfig {
  return embedded ? embedded.connection : { connectionString: config.databaseUrl };
}

function onceOnly<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

function fatal(error: unknown): never {
  console.error(`Causerie cannot start: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env.LOG_LEVEL === 'debug') console.error(error);
  process.exit(1);
}

giveRoom();
main().catch(fatal);
