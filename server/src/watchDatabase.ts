import type { Appender } from './core/conversations/appender.ts';
import type { Db } from './db/transaction.ts';
import type { Metrics } from './watch/metrics.ts';

/** What is read when somebody asks: connections, what waits, and how old the oldest work is. Constant time, whatever waits. */
export function watchDatabase(metrics: Metrics, db: Db, appender: Appender): void {
  const { pool } = db;
  metrics.watch('causerie_database_connections', 'Open connections to the database.', () => pool.totalCount);
  metrics.watch('causerie_database_connections_idle', 'Of those, idle ones.', () => pool.idleCount);
  metrics.watch('causerie_database_waiting', 'Queries that wait for a connection.', () => pool.waitingCount);
  metrics.watch(
    'causerie_append_waiting',
    'Messages that wait for the batch in flight.',
    () => appender.waiting,
  );
  metrics.watch(
    'causerie_deliveries_oldest_seconds',
    'Since when the oldest delivery that should have left is due; 0 when none is.',
    () => readAge(db),
  );
}

async function readAge(db: Db): Promise<number> {
  const found = await db.query<{ age: number | null }>(
    `select extract(epoch from now() - due_at)::float8 as age from deliveries
     where status = 'queued' and due_at <= now() order by due_at limit 1`,
  );
  return found.rows[0]?.age ?? 0;
}
