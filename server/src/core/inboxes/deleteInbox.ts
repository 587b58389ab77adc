import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';

/** Takes an inbox off the air: its widget is refused from now on, its conversations stay. Throws `inbox_not_found`. */
export async function deleteInbox(core: Core, actor: DeskActor, inboxId: string): Promise<void> {
  const { workspaceId } = actor;
  await transact(core, async (tx) => {
    const deleted = await tx.query<{ name: string }>(
      'update inboxes set deleted_at = now() where workspace_id = $1 and id = $2 and deleted_at is null returning name',
      [workspaceId, inboxId],
    );
    const { name } = deleted.rows[0] ?? fail('inbox_not_found');
    await recordAudit(tx, actor, { action: 'inbox.deleted', target: { kind: 'inbox', id: inboxId, name } });
    tx.announce({ kind: 'changed', workspaceId, what: 'inboxes' });
  });
}
