import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { AppError, coerceError } from '../errors.ts';
import { DatabaseUnavailable, toDatabaseError } from './errors.ts';

type Query = <R extends QueryResultRow = QueryResultRow>(
  text: string | QueryConfig,
  values?: unknown[],
) => Promise<QueryResult<R>>;

/** The database: each query takes whichever connection is free. For reading, and for single statements. */
export type Db = { pool: Pool; query: Query; log(error: Error): void };

/** One transaction: its queries go to one connection, and are done all together or not at all. */
export type Tx = {
  query: Query;
  /** Runs `work` once the transaction is committed, in the order given. It cannot fail the caller any more. */
  afterCommit(work: () => void | Promise<void>): void;
};

/** Queries and transactions that may wait for a free connection; more are refused while that still helps somebody. */
const MOST_WAITING = 500;
const MOST_TRIES = 3;
const PAUSE_MS = 10;

/** `log` is told what goes wrong after a commit. */
export function createDb(pool: Pool, log: (error: Error) => void = console.error): Db {
  return {
    pool,
    async query(text, values) {
      mustNotBeCrowded(pool);
      return run(pool, text, values);
    },
    log,
  };
}

/**
 * Runs `work` in a transaction: committed when it resolves, rolled back when it rejects. When PostgreSQL gives a
 * transaction up for the sake of another one (deadlock, serialization), `work` runs again from its beginning, at most
 * three times in all: what it does outside the database belongs into `afterCommit`. Throws what `work` throws,
 * `DatabaseUnavailable`, and `overloaded` when too many wait for a connection.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryOnce(db, work);
    } catch (error) {
      if (tries >= MOST_TRIES || !wasGivenUp(error)) throw error;
      // By chance, so that the two do not meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * tries));
    }
  }
}

async function tryOnce<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await connect(db.pool);
  const followUps: Parameters<Tx['afterCommit']>[0][] = [];
  const tx: Tx = {
    query: (text, values) => run(client, text, values),
    afterCommit: (followUp) => void followUps.push(followUp),
  };
  const result = await commit(client, () => work(tx));
  for (const followUp of followUps) follow(db, followUp);
  return result;
}

async function commit<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  try {
    await run(client, 'begin');
    const result = await work();
    const { command } = await run(client, 'commit');
    // After a failed statement whose error `work` has swallowed, PostgreSQL answers COMMIT with a rollback.
    if (command !== 'COMMIT')
      throw new Error('The transaction was rolled back: one of its statements had failed.');
    client.release();
    return result;
  } catch (error) {
    await rollBack(client, error);
    throw error;
  }
}

/** Gives the connection back clean; one that cannot be cleaned is closed. */
async function rollBack(client: PoolClient, error: unknown): Promise<void> {
  if (error instanceof DatabaseUnavailable) return client.release(error);
  await client.query('rollback').then(
    () => client.release(),
    (thrown) => client.release(coerceError(thrown)),
  );
}

function follow(db: Db, followUp: () => void | Promise<void>): void {
  try {
    Promise.resolve(followUp()).catch((thrown) => db.log(coerceError(thrown)));
  } catch (thrown) {
    db.log(coerceError(thrown));
  }
}

async function connect(pool: Pool): Promise<PoolClient> {
  mustNotBeCrowded(pool);
  try {
    return await pool.connect();
  } catch (thrown) {
    throw toDatabaseError(thrown);
  }
}

function mustNotBeCrowded(pool: Pool): void {
  if (pool.waitingCount >= MOST_WAITING) throw new AppError('overloaded');
}

async function run<R extends QueryResultRow>(
  on: Pool | PoolClient,
  text: string | QueryConfig,
  values?: unknown[],
): Promise<QueryResult<R>> {
  try {
    return await (typeof text === 'string' ? on.query<R>(text, values) : on.query<R>(text));
  } catch (thrown) {
    throw toDatabaseError(thrown);
  }
}

/** 40001: serialization failure, 40P01: deadlock. */
function wasGivenUp(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '40001' || code === '40P01';
}
