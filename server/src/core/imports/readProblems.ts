import type { Db } from '../../db/transaction.ts';
import { formatTableRow } from '../../engines/tables/formatTableRow.ts';
import { loadImport } from './importRow.ts';

const AT_ONCE = 1000;

/** What an import could not take, as a table (CSV) with the rows themselves, ready to be mended and imported again. */
export async function* exportProblems(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  importId: string,
): AsyncGenerator<string> {
  const { columns } = await loadImport(db, workspaceId, importId);
  yield `\ufeff${formatTableRow(['row', 'place', 'problem', ...columns.map((column) => column.name)])}`;
  let after: [number, string] = [0, ''];
  for (;;) {
    const found = await db.query<{ row: number; place: string; reason: string; data: unknown }>(
      `select row, place, reason, data from import_problems where workspace_id = $1 and import_id = $2 and (row, place) > ($3, $4)
       order by row, place limit ${AT_ONCE}`,
      [workspaceId, importId, ...after],
    );
    const last = found.rows.at(-1);
    if (!last) return;
    yield found.rows
      .map(({ row, place, reason, data }) =>
        formatTableRow([
          row,
          place,
          reason,
          ...(Array.isArray(data) ? data.map(String) : [data === null ? '' : String(data)]),
        ]),
      )
      .join('');
    if (found.rows.length < AT_ONCE) return;
    after = [last.row, last.place];
  }
}
