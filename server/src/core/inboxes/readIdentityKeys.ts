import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import type { IdentityKeysOfInbox } from '../contacts/verifyIdentityToken.ts';
import type { Core } from '../core.ts';

/** The columns of an inbox's identity keys. */
export const identityKeyColumns = 'identity_secret as secret, identity_public_key as "publicKey"';

/** With what a site proves who its visitors are. Holds a secret: for admins only. Throws `inbox_not_found`. */
export async function readIdentityKeys(
  core: Core,
  actor: DeskActor,
  inboxId: string,
): Promise<IdentityKeysOfInbox> {
  const { workspaceId } = actor;
  const found = await core.db.query<IdentityKeysOfInbox & { name: string }>(
    `select ${identityKeyColumns}, name from inboxes where workspace_id = $1 and id = $2 and deleted_at is null`,
    [workspaceId, inboxId],
  );
  const { name, ...keys } = found.rows[0] ?? fail('inbox_not_found');
  await recordAudit(core.db, actor, {
    action: 'inbox.identity_keys_read',
    target: { kind: 'inbox', id: inboxId, name },
  });
  return keys;
}
