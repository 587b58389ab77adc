import type { Filter, ViewVisibility } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { AgentActor } from '../actor.ts';
import type { CoreTx } from '../core.ts';
import { loadFilterFields } from '../fields/filterFields.ts';
import { filterSql } from '../filters/filterSql.ts';

const MOST_VIEWS = 200;

type Checked = { filter: Filter; visibility: ViewVisibility; teamId?: string | null | undefined };

/**
 * Refuses what could not be shown: a filter that names what does not exist, a team's view without a team of one's own.
 * Supervisors may keep views for any team. Throws `invalid_value`, `team_not_found`.
 */
export async function checkView(
  tx: CoreTx,
  { workspaceId, userId }: AgentActor,
  { filter, visibility, teamId }: Checked,
): Promise<{ teamId: string | null }> {
  const fields = await loadFilterFields(tx, workspaceId);
  try {
    filterSql(filter, { param: () => '$1', fields, userId, subject: 'conversation' });
  } catch (thrown) {
    const { code, field, message } = thrown as { code?: string; field?: string; message: string };
    if (code === 'invalid_value') fail('invalid_value', { field: `/filter${field ?? ''}`, message });
    throw thrown;
  }
  const views = await tx.query<{ n: number }>(
    'select count(*)::int as n from views where workspace_id = $1',
    [workspaceId],
  );
  if (views.rows[0]!.n >= MOST_VIEWS)
    fail('invalid_value', {
      message: `A workspace has at most ${MOST_VIEWS} views. Delete one that nobody needs.`,
    });
  if (visibility !== 'team') return { teamId: null };
  if (!teamId)
    return fail('invalid_value', { field: '/teamId', message: 'Say which team this view is for.' });
  const team = await tx.query('select 1 from teams where workspace_id = $1 and id = $2', [
    workspaceId,
    teamId,
  ]);
  if (team.rowCount === 0) fail('team_not_found', { field: '/teamId' });
  return { teamId };
}
