import type { RoleCreate, RoleDefinition } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { checkPermissions } from './checkPermissions.ts';
import { loadRole, nameTaken } from './roleRow.ts';

/** Most roles of its own that a workspace may have: a matrix of more can be read by nobody. */
const MOST_ROLES = 50;

/**
 * Makes a role. Errors: `forbidden` for permissions that the maker has not, `invalid_value` for unknown ones and for
 * more than fifty roles, `name_taken`.
 */
export async function createRole(
  core: Core,
  actor: DeskActor,
  { name, permissions }: RoleCreate,
): Promise<RoleDefinition> {
  const checked = checkPermissions(actor, permissions);
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const id = uuid();
    const inserted = await tx
      .query(
        `insert into roles (workspace_id, id, name, permissions)
         select $1, $2, $3, $4 where (select count(*) from roles where workspace_id = $1) < $5`,
        [workspaceId, id, name, checked, MOST_ROLES],
      )
      .catch(nameTaken);
    if (inserted.rowCount === 0)
      fail('invalid_value', { message: `A workspace can have ${MOST_ROLES} roles of its own.` });
    await recordAudit(tx, actor, {
      action: 'role.created',
      target: { kind: 'role', id, name },
      after: { name, permissions: checked },
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'roles' });
    return loadRole(tx, workspaceId, id);
  });
}
