import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProgram } from './startTestProgram.ts';

/**
 * Where a text stands: columns of any table that the catalogue knows, also inside JSON, arrays, word lists and bytes (as
 * they are, or in hex), and files of the file store, by content and by name.
 */
export async function findEverywhere(program: TestProgram, marker: string): Promise<string[]> {
  return [...(await findInDatabase(program, marker)), ...findInFiles(program, marker)].toSorted();
}

async function findInDatabase(program: TestProgram, marker: string): Promise<string[]> {
  const { pool } = program.database;
  const columns = await pool.query<{ table: string; column: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as column
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where c.relkind in ('r', 'p') and n.nspname in ('public', 'graphile_worker') and a.attnum > 0 and not a.attisdropped`,
  );
  const tables = Map.groupBy(columns.rows, (row) => row.table);
  const found = await Promise.all(
    [...tables].map(async ([table, of]) => {
      const parts = of.map(
        ({ column }, i) => `bool_or(lower(${column}::text) like $1 or ${column}::text like $2) as c${i}`,
      );
      const rows = await pool.query<Record<string, boolean | null>>(
        `select ${parts.join(', ')} from ${table}`,
        [`%${marker.toLowerCase()}%`, `%${Buffer.from(marker).toString('hex')}%`],
      );
      return of.flatMap(({ column }, i) => (rows.rows[0]![`c${i}`] ? [`${table}.${column}`] : []));
    }),
  );
  return found.flat().map((place) => place.replace(/^public\./, ''));
}

function findInFiles(program: TestProgram, marker: string): string[] {
  const folder = join(program.doors.config.dataDir, 'files');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .filter((path) => path.includes(marker) || readFileSync(path).includes(marker))
    .map((path) => `file ${path.slice(folder.length + 1)}`);
}
