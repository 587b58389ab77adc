import type { CoreTx } from '../core.ts';

/** The name as events keep it: whoever reads the log later knows who it was, also when they have left. */
export async function nameOfMember(
  tx: CoreTx,
  workspaceId: string,
  userId: string,
): Promise<{ agentName?: string }> {
  const found = await tx.query<{ name: string }>(
    'select u.name from members m join users u on u.id = m.user_id where m.workspace_id = $1 and m.user_id = $2',
    [workspaceId, userId],
  );
  return found.rows[0] ? { agentName: found.rows[0].name } : {};
}
