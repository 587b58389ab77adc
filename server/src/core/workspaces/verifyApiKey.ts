import type { Role } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { hashSecret, sameSecret } from '../../lib/secrets.ts';
import type { BotActor } from '../actor.ts';
import { parseApiKey } from './apiKeyText.ts';

type Row = { name: string; role: Role; secret_hash: string; is_use_stale: boolean };

/**
 * Who a request with this API key is; undefined for a key that is malformed, forged or revoked. One read by primary key
 * and no cache, so that a revoked key is dead at once, on every node.
 */
export async function verifyApiKey(db: Pick<Db, 'query'>, key: string): Promise<BotActor | undefined> {
  const parts = parseApiKey(key);
  if (!parts) return undefined;
  const { workspaceId, keyId, secret } = parts;
  const found = await db.query<Row>({
    name: 'verify-api-key',
    text: `select name, role, secret_hash, coalesce(last_used_at < now() - interval '1 minute', true) as is_use_stale
           from api_keys where workspace_id = $1 and id = $2`,
    values: [workspaceId, keyId],
  });
  const row = found.rows[0];
  if (!row || !sameSecret(hashSecret(secret), row.secret_hash)) return undefined;
  if (row.is_use_stale) recordUse(db, workspaceId, keyId);
  return { kind: 'bot', workspaceId, keyId, role: row.role, name: row.name };
}

/** Nobody waits for it, and to lose it harms nothing: the next use writes it. */
function recordUse(db: Pick<Db, 'query'>, workspaceId: string, keyId: string): void {
  const text = `update api_keys set last_used_at = now() where workspace_id = $1 and id = $2
    and coalesce(last_used_at < now() - interval '1 minute', true)`;
  db.query(text, [workspaceId, keyId]).catch(() => {});
}
