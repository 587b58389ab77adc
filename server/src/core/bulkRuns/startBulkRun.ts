import type { BulkChoice, BulkRun, BulkRunCreate } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type AgentActor, mustBeAble } from '../actor.ts';
import { type Core, transact } from '../core.ts';
import { loadBulkRun, UNDO_WITHIN_HOURS } from './bulkRunRow.ts';
import { formatCollecting } from './collectItems.ts';

/**
 * Begins to change everything that a list holds, in the background. The id is the sender's: a repeat gets the same run.
 * Errors: `forbidden`, `conflict` while another one of the same person is under way, `invalid_value` for a choice that
 * names no list or more than one, or a filter that makes no sense, `view_not_found`.
 */
export async function startBulkRun(
  core: Core,
  actor: AgentActor,
  { id, choice, patch }: BulkRunCreate,
): Promise<BulkRun> {
  mustBeAble(actor, 'conversations.change');
  mustBeOne(choice);
  const { workspaceId, userId } = actor;
  // Whether it can be asked for is told now, and not by a run that fails later.
  if (choice.q === undefined) await formatCollecting(core.db, actor, choice, id);
  await core.db
    .query(
      `insert into bulk_runs (workspace_id, id, user_id, status, choice, patch) values ($1, $2, $3, 'collecting', $4, $5)
       on conflict (workspace_id, id) do nothing`,
      [workspaceId, id, userId, JSON.stringify(choice), JSON.stringify(patch)],
    )
    .catch(oneAtATime);
  return loadBulkRun(core.db, actor, id);
}

function mustBeOne({ view, viewId, filter, q }: BulkChoice): void {
  if ([view, viewId, filter, q].filter((each) => each !== undefined).length !== 1)
    fail('invalid_value', { field: '/choice', message: 'Name one of view, viewId, filter and q.' });
}

function oneAtATime(thrown: unknown): never {
  if ((thrown as { constraint?: string }).constraint === 'bulk_runs_one')
    fail('conflict', { message: 'A change of yours is under way. Wait for it, or cancel it.' });
  throw thrown;
}

/**
 * Ends it where it is: what has been changed stays, and can be undone. It waits for the conversations that are in work, so
 * that nothing is changed after the answer. One that has ended stays as it is, and an undo goes on to its end. Throws
 * `bulk_run_not_found`.
 */
export async function cancelBulkRun(core: Core, actor: AgentActor, id: string): Promise<BulkRun> {
  return transact(core, async (tx) => {
    // First the wait: what is counted next is counted when all that was in work has been written.
    await tx.query('select from bulk_runs where workspace_id = $1 and id = $2 and user_id = $3 for update', [
      actor.workspaceId,
      id,
      actor.userId,
    ]);
    await tx.query(
      `update bulk_runs r set status = 'cancelled', finished_at = now(), claimed_until = null, choice = '{}', patch = '{}',
         changed = (select count(*) from bulk_run_items i where i.workspace_id = r.workspace_id and i.run_id = r.id and i.state = 'changed')
       where workspace_id = $1 and id = $2 and user_id = $3 and status in ('collecting', 'running')`,
      [actor.workspaceId, id, actor.userId],
    );
    return loadBulkRun(tx, actor, id);
  });
}

/**
 * Begins to put back what it changed, in the background: only where what was set still stands. Once; a repeat changes
 * nothing. Errors: `bulk_run_not_found`, `conflict` while it or another one is under way or where it has changed nothing,
 * `undo_expired`.
 */
export async function undoBulkRun(core: Core, actor: AgentActor, id: string): Promise<BulkRun> {
  mustBeAble(actor, 'conversations.change');
  return transact(core, async (tx) => {
    const begun = await tx
      .query(
        `update bulk_runs set status = 'undoing', place = 0, undone = 0, failures = '{}', finished_at = null, claimed_until = null
         where workspace_id = $1 and id = $2 and user_id = $3 and status in ('done', 'cancelled', 'failed') and changed > 0
           and finished_at > now() - make_interval(hours => $4)`,
        [actor.workspaceId, id, actor.userId, UNDO_WITHIN_HOURS],
      )
      .catch(oneAtATime);
    const run = await loadBulkRun(tx, actor, id);
    if (begun.rowCount === 1 || run.status === 'undoing' || run.status === 'undone') return run;
    if (run.status === 'running' || run.status === 'collecting')
      fail('conflict', { message: 'It is under way still. Cancel it first.' });
    if (run.changed === 0) fail('conflict', { message: 'It has changed nothing: there is nothing to undo.' });
    return fail('undo_expired');
  });
}
