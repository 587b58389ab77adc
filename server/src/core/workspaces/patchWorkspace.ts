import type { Workspace } from '@causerie/protocol';
import { isSupportedCountry } from 'libphonenumber-js';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { mustBeTimeZone, toWorkspace, type WorkspaceRow, workspaceColumns } from './workspaceRow.ts';

/**
 * Sets name, language, country of telephone numbers and standard capacity, where given. Throws `workspace_not_found`,
 * `invalid_value` (country).
 */
export async function patchWorkspace(
  core: Core,
  actor: DeskActor,
  patch: {
    name?: string;
    language?: string;
    timeZone?: string;
    defaultCountry?: string | null;
    standardCapacity?: number;
  },
): Promise<Workspace> {
  const { workspaceId } = actor;
  if (patch.timeZone !== undefined) mustBeTimeZone(patch.timeZone);
  if (patch.defaultCountry && !isSupportedCountry(patch.defaultCountry))
    fail('invalid_value', { field: '/defaultCountry', message: 'No country that has telephone numbers.' });
  return transact(core, async (tx) => {
    const before = await tx.query<WorkspaceRow>(
      `select ${workspaceColumns} from workspaces where id = $1 for no key update`,
      [workspaceId],
    );
    const updated = await tx.query<WorkspaceRow>(
      `update workspaces set name = coalesce($2, name), language = coalesce($3, language),
         default_country = case when $4 then $5 else default_country end,
         standard_capacity = coalesce($6, standard_capacity), time_zone = coalesce($7, time_zone)
       where id = $1
       returning ${workspaceColumns}`,
      [
        workspaceId,
        patch.name ?? null,
        patch.language ?? null,
        patch.defaultCountry !== undefined,
        patch.defaultCountry ?? null,
        patch.standardCapacity ?? null,
        patch.timeZone ?? null,
      ],
    );
    const workspace = toWorkspace(updated.rows[0] ?? fail('workspace_not_found'));
    await recordAudit(tx, actor, {
      action: 'workspace.changed',
      target: { kind: 'workspace', id: workspaceId, name: workspace.name },
      before: before.rows[0] && toWorkspace(before.rows[0]),
      after: workspace,
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'workspace' });
    return workspace;
  });
}
