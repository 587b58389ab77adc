import { uuid } from '../../../lib/uuid.ts';
import type { CoreTx } from '../../core.ts';

/** Edits come in groups: a training begins when so long nothing more was changed, and after ten times that at the latest. */
const QUIET_SECONDS = 5;

/**
 * What was learnt is old, or will be: orders a new training. Many edits make one. `full`: by hand, at once and from the
 * start. Returns the id of the ordered one.
 */
export async function queueTraining(
  tx: Pick<CoreTx, 'query' | 'announce'>,
  workspaceId: string,
  { full = false, now = false } = {},
): Promise<string> {
  const queued = await tx.query<{ id: string }>(
    `insert into language_models as m (workspace_id, id, version, state, kind, run_after)
     values ($1, $2, coalesce((select max(version) from language_models where workspace_id = $1), 0) + 1, 'queued', $3,
       now() + make_interval(secs => $4))
     on conflict (workspace_id) where state = 'queued' do update set
       kind = case when excluded.kind = 'full' then 'full' else m.kind end,
       run_after = least(excluded.run_after, m.queued_at + make_interval(secs => $5))
     returning id`,
    [workspaceId, uuid(), full ? 'full' : 'update', now ? 0 : QUIET_SECONDS, now ? 0 : 10 * QUIET_SECONDS],
  );
  tx.announce({ kind: 'changed', workspaceId, what: 'language_models' });
  return queued.rows[0]!.id;
}
