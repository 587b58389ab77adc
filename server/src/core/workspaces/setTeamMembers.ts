import { fail } from '../../errors.ts';
import type { CoreTx } from '../core.ts';

/** Makes exactly these users the team's members. Throws `member_not_found` if one is not a member of the workspace. */
export async function setTeamMembers(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  teamId: string,
  memberIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(memberIds)];
  const found = await tx.query<{ user_id: string }>(
    'select user_id from members where workspace_id = $1 and user_id = any($2) order by user_id for key share',
    [workspaceId, wanted],
  );
  if (found.rows.length < wanted.length) fail('member_not_found', { field: '/memberIds' });
  await tx.query('delete from team_members where workspace_id = $1 and team_id = $2 and user_id <> all($3)', [
    workspaceId,
    teamId,
    wanted,
  ]);
  await tx.query(
    `insert into team_members (workspace_id, team_id, user_id) select $1, $2, unnest($3::uuid[]) on conflict do nothing`,
    [workspaceId, teamId, wanted],
  );
}
