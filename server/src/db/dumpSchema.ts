import type { Pool } from 'pg';

/** The schema as text: tables with columns, constraints, indexes and triggers, then functions; sorted, the same for the same schema. */
export async function dumpSchema(pool: Pool): Promise<string> {
  const tables = await pool.query<{ oid: number; name: string; options: string | null }>(
    `select oid, relname as name, array_to_string(reloptions, ', ') as options from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`,
  );
  const parts = await Promise.all(tables.rows.map((table) => dumpTable(pool, table)));
  const functions = await pool.query<{ definition: string }>(
    `select pg_get_functiondef(oid) as definition from pg_proc where pronamespace = 'public'::regnamespace and prokind in ('f', 'p')
       and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
     order by proname, pg_get_function_identity_arguments(oid)`,
  );
  return [...parts, ...functions.rows.map((row) => row.definition)].join('\n');
}

async function dumpTable(
  pool: Pool,
  table: { oid: number; name: string; options: string | null },
): Promise<string> {
  const [columns, constraints, indexes, triggers] = await Promise.all([
    pool.query<{ line: string }>(
      `select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
         || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`,
      [table.oid],
    ),
    pool.query<{ line: string }>(
      `select conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint where conrelid = $1 and contype <> 'n' order by conname`,
      [table.oid],
    ),
    pool.query<{ line: string }>(
      `select pg_get_indexdef(indexrelid) as line from pg_index where indrelid = $1 and not exists (
         select from pg_constraint where conindid = indexrelid and conrelid = $1) order by 1`,
      [table.oid],
    ),
    pool.query<{ line: string }>(
      `select pg_get_triggerdef(oid) as line from pg_trigger where tgrelid = $1 and not tgisinternal order by tgname`,
      [table.oid],
    ),
  ]);
  const lines = (rows: { line: string }[]) => rows.map((row) => `  ${row.line}\n`).join('');
  const options = table.options ? `  with ${table.options}\n` : '';
  return `table ${table.name}\n${options}${lines(columns.rows)}${lines(constraints.rows)}${lines(indexes.rows)}${lines(triggers.rows)}`;
}
