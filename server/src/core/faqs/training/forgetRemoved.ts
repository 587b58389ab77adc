import { type Core, type CoreTx, transact } from '../../core.ts';
import { queueTraining } from './queueTraining.ts';

/** Models are made anew so often at most, and after a training that failed or was stopped. */
const EVERY_HOURS = 6;

/**
 * Messages were removed that models may have learnt from: those that there are, and one that is being made at this moment. They go on
 * answering until a training from the start, which began after this, has ended. `until`: none of the messages is younger, so
 * that models which learnt from younger ones only (`chooseHistoryFrom`) know nothing of them.
 */
export async function markModels(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  until?: Date,
): Promise<boolean> {
  const marked = await tx.query(
    `update language_models set holds_removed = true
     where workspace_id = $1 and (bytes is not null or state = 'training')
       and ($2::timestamptz is null or history_from is null or history_from <= $2)`,
    [workspaceId, until ?? null],
  );
  return (marked.rowCount ?? 0) > 0;
}

/** A model that knows nothing of what was removed is ready: no older one that may keeps its bytes. */
export async function dropMarked(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  version: number,
): Promise<void> {
  await tx.query(
    `update language_models set bytes = null, holds_removed = false
     where workspace_id = $1 and version < $2 and holds_removed and state not in ('queued', 'training')`,
    [workspaceId, version],
  );
}

/** Orders trainings where models are marked and none is on its way. Resolves with how many. */
export async function forgetRemoved(core: Core): Promise<number> {
  const due = await core.db.query<{ workspace_id: string }>(
    `select m.workspace_id from language_models m where m.holds_removed and m.state = 'ready' and m.bytes is not null
     group by 1 having not exists (select from language_models o where o.workspace_id = m.workspace_id
       and (o.state in ('queued', 'training') or o.finished_at > now() - make_interval(hours => $1)))`,
    [EVERY_HOURS],
  );
  for (const { workspace_id: workspaceId } of due.rows)
    await transact(core, (tx) => queueTraining(tx, workspaceId, { full: true }));
  return due.rows.length;
}
