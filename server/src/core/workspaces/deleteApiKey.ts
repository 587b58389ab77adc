import type { Role } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { AgentActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { mustBeAbleToGive } from './owners.ts';

/** Revokes an API key: the next request that carries it is refused. Errors: `api_key_not_found`, `forbidden`. */
export async function deleteApiKey(core: Core, actor: AgentActor, keyId: string): Promise<void> {
  await transact(core, async (tx) => {
    const { workspaceId } = actor;
    const deleted = await tx.query<{ role: Role; name: string }>(
      'delete from api_keys where workspace_id = $1 and id = $2 returning role, name',
      [workspaceId, keyId],
    );
    const before = deleted.rows[0] ?? fail('api_key_not_found');
    await mustBeAbleToGive(tx, actor, before.role);
    await recordAudit(tx, actor, {
      action: 'api_key.revoked',
      target: { kind: 'api_key', id: keyId, name: before.name },
      before,
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'api_keys' });
  });
}
