import type { Role } from '@causerie/protocol';
import { useMe } from '../api/meQuery.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

const rank: Record<Role, number> = { agent: 0, supervisor: 1, admin: 2, owner: 3 };
export const roles: Role[] = ['owner', 'admin', 'supervisor', 'agent'];

export function useRole(): Role {
  const { workspaceId } = useDesk();
  return useMe().workspaces.find((w) => w.id === workspaceId)?.role ?? 'agent';
}

/** Whether one may change settings of the workspace. Only what is shown hangs on it: the server decides. */
export const useCan = () => rank[useRole()] >= rank.admin;

/** Roles that one may hand out: none above one's own. */
export function useRolesToGive(): Role[] {
  const own = useRole();
  return roles.filter((role) => rank[role] <= rank[own]);
}
