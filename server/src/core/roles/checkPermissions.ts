import { fail } from '../../errors.ts';
import { allPermissions, type DeskActor, hasAll, type Permission } from '../actor.ts';

/** Names from outside as permissions that this actor may hand out. Errors: `invalid_value`, `forbidden`. */
export function checkPermissions(actor: DeskActor, names: readonly string[]): Permission[] {
  const unknown = names.find((name) => !(allPermissions as string[]).includes(name));
  if (unknown !== undefined) {
    fail('invalid_value', { field: '/permissions', message: `There is no permission ${unknown}.` });
  }
  const permissions = allPermissions.filter((permission) => names.includes(permission));
  if (!hasAll(actor, permissions)) {
    fail('forbidden', {
      field: '/permissions',
      message: 'You can only hand out permissions that you have yourself.',
    });
  }
  return permissions;
}
