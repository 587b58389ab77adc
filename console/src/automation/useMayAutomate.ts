import { usePermissions } from '../settings/useCan.ts';
import { automationPermissions } from './automationPlaces.ts';

/** Whether the section is for this person. Only what is shown hangs on it: the server decides. */
export function useMayAutomate(): boolean {
  const permissions = usePermissions();
  return automationPermissions.some((permission) => permissions.includes(permission));
}
