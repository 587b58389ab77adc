import type { ApiKey, Role } from '@causerie/protocol';
import { hashSecret, randomSecret } from '../../lib/secrets.ts';
import { uuid } from '../../lib/uuid.ts';
import type { AgentActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { type ApiKeyRow, apiKeyColumns, toApiKey } from './apiKeyRow.ts';
import { apiKeyPrefix, formatApiKey } from './apiKeyText.ts';
import { mustBeAbleToGive } from './owners.ts';

/** Makes an API key. Its text is shown this once. Throws `forbidden` for a role above the maker's own. */
export async function createApiKey(
  core: Core,
  actor: AgentActor,
  options: { name: string; role: Role },
): Promise<{ apiKey: ApiKey; key: string }> {
  const { workspaceId, userId } = actor;
  const [keyId, secret] = [uuid(), randomSecret()];
  const key = formatApiKey({ workspaceId, keyId, secret });
  return transact(core, async (tx) => {
    await mustBeAbleToGive(tx, actor, options.role);
    const inserted = await tx.query<ApiKeyRow>(
      `insert into api_keys (workspace_id, id, name, prefix, secret_hash, role, created_by)
       values ($1, $2, $3, $4, $5, $6, $7) returning ${apiKeyColumns}`,
      [workspaceId, keyId, options.name, apiKeyPrefix(key), hashSecret(secret), options.role, userId],
    );
    await recordAudit(tx, actor, {
      action: 'api_key.created',
      target: { kind: 'api_key', id: keyId, name: options.name },
      after: { name: options.name, role: options.role },
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'api_keys' });
    return { apiKey: toApiKey(inserted.rows[0]!), key };
  });
}
