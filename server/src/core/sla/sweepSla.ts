import type { CoreTx } from '../core.ts';

/** Before every id. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Policies changed: all conversations that are not resolved are to be judged anew, by the worker. */
export async function sweepSla(tx: Pick<CoreTx, 'query'>, workspaceId: string): Promise<void> {
  await tx.query(
    `insert into sla_marks (workspace_id, sweep_after) values ($1, $2)
     on conflict (workspace_id) do update set sweep_after = $2`,
    [workspaceId, FIRST_ID],
  );
}

/** The same where it only matters to a workspace that has policies: opening hours changed. */
export async function sweepSlaIfAny(tx: Pick<CoreTx, 'query'>, workspaceId: string): Promise<void> {
  await tx.query('update sla_marks set sweep_after = $2 where workspace_id = $1', [workspaceId, FIRST_ID]);
}
