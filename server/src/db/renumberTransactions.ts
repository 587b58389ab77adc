import type { Pool } from 'pg';

const columns = [
  ['entries', 'xid'],
  ['conversations', 'changed_xid'],
  ['contacts', 'changed_xid'],
  ['drafts', 'changed_xid'],
  ['conversation_reads', 'changed_xid'],
] as const;

/**
 * Rows know the transaction that wrote them last. A database that was loaded from the dump of another one (pg_dump, a
 * logical replica) carries that one's numbers, which seem to lie in the future here: whoever asks what is new would be
 * told of all of them for ever. They are given the number of now. Looks at one row per workspace where there is nothing to do.
 */
export async function renumberTransactions(pool: Pool): Promise<number> {
  let renumbered = 0;
  for (const [table, column] of columns) {
    const ahead = await pool.query<{ workspace_id: string }>(
      `select w.id as workspace_id from workspaces w where exists (
         select from ${table} t where t.workspace_id = w.id and t.${column} >= pg_snapshot_xmax(pg_current_snapshot()))`,
    );
    for (const { workspace_id } of ahead.rows) {
      const updated = await pool.query(
        `update ${table} set ${column} = pg_current_xact_id()
         where workspace_id = $1 and ${column} >= pg_snapshot_xmax(pg_current_snapshot())`,
        [workspace_id],
      );
      renumbered += updated.rowCount ?? 0;
    }
  }
  return renumbered;
}
