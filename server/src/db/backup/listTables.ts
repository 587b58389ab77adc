import type { PoolClient } from 'pg';

/** A table with the columns that a backup keeps, in an order in which rows can be put back. */
export type BackupTable = { name: string; columns: string[] };

/**
 * Tables of ours and of the job queue, those that others refer to first. Numbers of transactions are left out: they
 * mean nothing in another database, where the default gives each row the one that put it back. So are generated columns.
 */
export async function listTables(client: PoolClient): Promise<BackupTable[]> {
  const tables = await client.query<{ oid: number; name: string; columns: string[] }>(
    `select c.oid, c.oid::regclass::text as name,
       array(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         and a.attgenerated = '' and a.atttypid not in ('xid8'::regtype, 'pg_snapshot'::regtype) order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (n.nspname = 'public' and c.relname <> 'migrations'
       or n.nspname = 'graphile_worker' and c.relname in ('_private_jobs', '_private_job_queues', '_private_tasks'))
     order by 2`,
  );
  const references = await client.query<{ from: number; to: number }>(
    `select conrelid as "from", confrelid as "to" from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  );
  return inOrder(tables.rows, (table) =>
    references.rows.filter((row) => row.from === table.oid).map((row) => row.to),
  ).map(({ name, columns }) => ({ name, columns }));
}

function inOrder<T extends { oid: number }>(tables: T[], needs: (table: T) => number[]): T[] {
  const done = new Set<number>();
  const ordered: T[] = [];
  const known = new Set(tables.map((table) => table.oid));
  while (ordered.length < tables.length) {
    const next = tables.filter(
      (table) => !done.has(table.oid) && needs(table).every((oid) => done.has(oid) || !known.has(oid)),
    );
    if (next.length === 0) throw new Error('These tables refer to each other in a circle.');
    for (const table of next) done.add(table.oid);
    ordered.push(...next);
  }
  return ordered;
}
