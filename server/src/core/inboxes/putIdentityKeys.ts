import { fail } from '../../errors.ts';
import { randomSecret } from '../../lib/secrets.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import type { IdentityKeysOfInbox } from '../contacts/verifyIdentityToken.ts';
import { type Core, transact } from '../core.ts';
import { parsePublicKey } from './parsePublicKey.ts';
import { identityKeyColumns } from './readIdentityKeys.ts';

export type IdentityKeysPut = { rotateSecret?: boolean; publicKey?: string | null };

/**
 * Makes a new secret, at once instead of the old one, and registers or (null) removes a public key.
 * Errors: `inbox_not_found`, `invalid_value` for a key that is none or too weak.
 */
export async function putIdentityKeys(
  core: Core,
  actor: DeskActor,
  inboxId: string,
  options: IdentityKeysPut,
): Promise<IdentityKeysOfInbox> {
  const { workspaceId } = actor;
  const publicKey = options.publicKey ? parsePublicKey(options.publicKey) : null;
  const secret = options.rotateSecret ? randomSecret() : null;
  return transact(core, async (tx) => {
    const updated = await tx.query<IdentityKeysOfInbox & { name: string }>(
      `update inboxes set identity_secret = coalesce($3, identity_secret),
         identity_public_key = case when $4 then $5 else identity_public_key end
       where workspace_id = $1 and id = $2 and deleted_at is null returning ${identityKeyColumns}, name`,
      [workspaceId, inboxId, secret, options.publicKey !== undefined, publicKey],
    );
    const { name, ...keys } = updated.rows[0] ?? fail('inbox_not_found');
    await recordAudit(tx, actor, {
      action: 'inbox.identity_keys_changed',
      target: { kind: 'inbox', id: inboxId, name },
      after: { rotatedSecret: secret !== null, changedPublicKey: options.publicKey !== undefined },
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'inboxes' });
    return keys;
  });
}
