import type { Inbox } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { standardRouting } from '../routing/standardRouting.ts';
import { sweepSlaIfAny } from '../sla/sweepSla.ts';
import { checkInbox } from './checkInbox.ts';
import type { InboxCreate } from './createInbox.ts';
import { type InboxRow, inboxColumns, toInbox } from './inboxRow.ts';

export type InboxPatch = Partial<InboxCreate>;

/**
 * Sets what is given; each setting by itself, so that two admins who change different ones both have their way.
 * Errors: `inbox_not_found`, `invalid_value` (with the place), `team_not_found`.
 */
export async function patchInbox(
  core: Core,
  actor: DeskActor,
  inboxId: string,
  patch: InboxPatch,
): Promise<Inbox> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const before = await lockInbox(tx, workspaceId, inboxId);
    await checkInbox(tx, workspaceId, patch);
    const inbox = toInbox((await update(tx, workspaceId, inboxId, patch)) ?? fail('inbox_not_found'));
    if (patch.hours !== undefined) await sweepSlaIfAny(tx, workspaceId);
    await recordAudit(tx, actor, {
      action: 'inbox.changed',
      target: { kind: 'inbox', id: inboxId, name: inbox.name },
      before,
      after: inbox,
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'inboxes' });
    return inbox;
  });
}

async function lockInbox(tx: CoreTx, workspaceId: string, inboxId: string): Promise<Inbox> {
  const found = await tx.query<InboxRow>(
    `select ${inboxColumns} from inboxes where workspace_id = $1 and id = $2 and deleted_at is null for no key update`,
    [workspaceId, inboxId],
  );
  return toInbox(found.rows[0] ?? fail('inbox_not_found'));
}

async function update(
  tx: CoreTx,
  workspaceId: string,
  inboxId: string,
  patch: InboxPatch,
): Promise<InboxRow | undefined> {
  const updated = await tx.query<InboxRow>(
    `update inboxes set name = coalesce($3, name), mode = coalesce($4, mode),
       team_id = case when $5 then $6::uuid else team_id end,
       hours = case when $7 then $8::jsonb else hours end,
       settings = settings || coalesce($9::jsonb, '{}'),
       -- Whole, so that what reads it in SQL need not know the standard values.
       routing = case when $10::jsonb is null then routing else $11::jsonb || routing || $10::jsonb end
     where workspace_id = $1 and id = $2 and deleted_at is null returning ${inboxColumns}`,
    [
      workspaceId,
      inboxId,
      patch.name ?? null,
      patch.mode ?? null,
      patch.teamId !== undefined,
      patch.teamId ?? null,
      patch.hours !== undefined,
      patch.hours ? JSON.stringify(patch.hours) : null,
      patch.settings ? JSON.stringify(patch.settings) : null,
      patch.routing ? JSON.stringify(patch.routing) : null,
      JSON.stringify(standardRouting),
    ],
  );
  return updated.rows[0];
}
