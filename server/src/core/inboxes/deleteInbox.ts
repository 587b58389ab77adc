import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, transact } from '../core.ts';

/** Takes an inbox off the air: its widget is refused from now on, its conversations stay. Throws `inbox_not_found`. */
export async function deleteInbox(core: Core, { workspaceId }: DeskActor, inboxId: string): Promise<void> {
  await transact(core, async (tx) => {
    const deleted = await tx.query(
      'update inboxes set deleted_at = now() where workspace_id = $1 and id = $2 and deleted_at is null',
      [workspaceId, inboxId],
    );
    if (deleted.rowCount === 0) fail('inbox_not_found');
    tx.announce({ kind: 'changed', workspaceId, what: 'inboxes' });
  });
}
