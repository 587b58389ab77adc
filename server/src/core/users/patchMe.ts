import type { Me } from '@causerie/protocol';
import { type Core, type CoreTx, transact } from '../core.ts';
import { loadMe } from './loadMe.ts';

/** Sets one's own name and language, where given; colleagues learn of a new name. Throws `unauthorised`. */
export async function patchMe(
  core: Core,
  userId: string,
  patch: { name?: string; language?: string | null },
): Promise<Me> {
  return transact(core, async (tx) => {
    await tx.query(
      `update users set name = coalesce($2, name), language = case when $3 then $4 else language end, updated_at = now()
       where id = $1`,
      [userId, patch.name ?? null, patch.language !== undefined, patch.language ?? null],
    );
    const me = await loadMe(tx, userId);
    if (patch.name !== undefined) announceName(tx, me);
    return me;
  });
}

function announceName(tx: CoreTx, me: Me): void {
  for (const { id } of me.workspaces) tx.announce({ kind: 'changed', workspaceId: id, what: 'members' });
}
