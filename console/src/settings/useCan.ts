import type { BuiltInRole, Role, RoleDefinition } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useMe } from '../api/meQuery.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useWords } from '../words/WordsProvider.tsx';

export const builtInRoles: BuiltInRole[] = ['owner', 'admin', 'supervisor', 'agent'];

/** What one may do in this workspace. Only what is shown hangs on it: the server decides. */
export function usePermissions(): readonly string[] {
  const { workspaceId } = useDesk();
  return useMe().workspaces.find((w) => w.id === workspaceId)?.permissions ?? [];
}

/** Without a name: whether one may change settings of the workspace. */
export const useCan = (permission = 'workspace.change') => usePermissions().includes(permission);

/** All roles of the workspace, the built-in ones first. */
export function useRoles() {
  const desk = useDesk();
  return useQuery({ queryKey: keys.roles(desk.workspaceId), queryFn: desk.settings.roles });
}

/** Roles that one may hand out: none that allows what one may not do oneself. */
export function useRolesToGive(): RoleDefinition[] {
  const own = usePermissions();
  const { data = [] } = useRoles();
  return data.filter((role) => role.permissions.every((permission) => own.includes(permission)));
}

/** What a role is called. */
export function useRoleName(): (role: Role) => string {
  const { roles } = useWords().settings;
  const { data } = useRoles();
  return (role) =>
    role in roles ? roles[role as BuiltInRole] : (data?.find((known) => known.id === role)?.name ?? '…');
}
