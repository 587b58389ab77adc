import type { Workspace } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type Core, transact } from '../core.ts';
import { insertWorkspace } from './insertWorkspace.ts';

/**
 * A further company on this server. Only who owns a workspace may open another: an invited agent is a guest here.
 * The new one speaks the language of the owner's first, where none is given. Throws `forbidden`.
 */
export async function createWorkspace(
  core: Core,
  userId: string,
  options: { name: string; language?: string },
): Promise<Workspace> {
  return transact(core, async (tx) => {
    const owned = await tx.query<{ language: string }>(
      `select w.language from members m join workspaces w on w.id = m.workspace_id
       where m.user_id = $1 and m.role = 'owner' order by m.created_at limit 1`,
      [userId],
    );
    const first = owned.rows[0] ?? fail('forbidden', { message: 'Only owners may open another workspace.' });
    const language = options.language ?? first.language;
    return insertWorkspace(tx, { name: options.name, language, ownerId: userId });
  });
}
