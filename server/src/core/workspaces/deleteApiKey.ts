import type { Role } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { AgentActor } from '../actor.ts';
import { type Core, transact } from '../core.ts';
import { mustBeAbleToGive } from './owners.ts';

/** Revokes an API key: the next request that carries it is refused. Errors: `api_key_not_found`, `forbidden`. */
export async function deleteApiKey(core: Core, actor: AgentActor, keyId: string): Promise<void> {
  await transact(core, async (tx) => {
    const { workspaceId } = actor;
    const deleted = await tx.query<{ role: Role }>(
      'delete from api_keys where workspace_id = $1 and id = $2 returning role',
      [workspaceId, keyId],
    );
    await mustBeAbleToGive(tx, actor, deleted.rows[0]?.role ?? fail('api_key_not_found'));
    tx.announce({ kind: 'changed', workspaceId, what: 'api_keys' });
  });
}
