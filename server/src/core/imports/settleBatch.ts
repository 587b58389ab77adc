import { type Core, type CoreTx, transact } from '../core.ts';
import type { ImportRow } from './importRow.ts';

export type Batch = { counts: Record<string, number>; problems: Problem[] };
export type Problem = { row: number; place: string; reason: string; data: unknown };

/**
 * Runs one batch and moves the import on, in one transaction: rows and progress can never disagree. Nothing is done
 * where the import was cancelled meanwhile, or somebody else has done these rows.
 */
export async function settleBatch(
  core: Core,
  row: ImportRow,
  size: number,
  work: (tx: CoreTx) => Promise<Batch>,
): Promise<void> {
  await transact(core, async (tx) => {
    const locked = await tx.query<{ done: number }>(
      `select done from imports where workspace_id = $1 and id = $2 and status = 'running' for update`,
      [row.workspace_id, row.id],
    );
    if (locked.rows[0]?.done !== row.done) return;
    const { counts, problems } = await work(tx);
    const done = Math.min(row.total, row.done + size);
    await tx.query(
      `update imports set done = $3, counts = $4,
         status = case when $3 >= total then 'done' else status end, finished_at = case when $3 >= total then now() end
       where workspace_id = $1 and id = $2`,
      [row.workspace_id, row.id, done, JSON.stringify(added(row.counts, counts))],
    );
    await insertProblems(tx, row, problems);
  });
}

function added(before: Record<string, number>, more: Record<string, number>): Record<string, number> {
  const sum = { ...before };
  for (const [name, n] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + n;
  return sum;
}

async function insertProblems(tx: CoreTx, row: ImportRow, problems: Problem[]): Promise<void> {
  if (problems.length === 0) return;
  await tx.query(
    `insert into import_problems (workspace_id, import_id, row, place, reason, data)
     select $1, $2, p.row, p.place, p.reason, coalesce(p.data, 'null') from jsonb_to_recordset($3) as p (row integer, place text, reason text, data jsonb)
     on conflict do nothing`,
    [row.workspace_id, row.id, JSON.stringify(problems)],
  );
}
