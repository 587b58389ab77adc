import type { Role } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { hashSecret, sameSecret } from '../../lib/secrets.ts';
import { type BotActor, type Permission, permissionsOf } from '../actor.ts';
import { parseApiKey } from './apiKeyText.ts';

type Row = {
  name: string;
  role: Role;
  permissions: string[] | null;
  secret_hash: string;
  is_use_stale: boolean;
};

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
    text: `select k.name, k.role, r.permissions, k.secret_hash,
             coalesce(k.last_used_at < now() - interval '1 minute', true) as is_use_stale
           from api_keys k left join roles r on (r.workspace_id, r.id) = (k.workspace_id, k.role_id)
           where k.workspace_id = $1 and k.id = $2`,
    values: [workspaceId, keyId],
  });
  const row = found.rows[0];
  if (!row || !sameSecret(hashSecret(secret), row.secret_hash)) return undefined;
  if (row.is_use_stale) recordUse(db, workspaceId, keyId);
  const permissions = permissionsOf(row.role, row.permissions);
  return { kind: 'bot', workspaceId, keyId, role: row.role, permissions, name: row.name };
}

/** Nobody waits for it, and to lose it harms nothing: the next use writes it. */
function recordUse(db: Pick<Db, 'query'>, workspaceId: string, keyId: string): void {
  const text = `update api_keys set last_used_at = now() where workspace_id = $1 and id = $2
    and coalesce(last_used_at < now() - interval '1 minute', true)`;
  db.query(text, [workspaceId, keyId]).catch(() => {});
}

/** What a key may do now; undefined for one that was revoked. */
export async function findKeyStanding(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  keyId: string,
): Promise<ReadonlySet<Permission> | undefined> {
  const found = await db.query<Pick<Row, 'role' | 'permissions'>>(
    `select k.role, r.permissions from api_keys k
     left join roles r on (r.workspace_id, r.id) = (k.workspace_id, k.role_id)
     where k.workspace_id = $1 and k.id = $2`,
    [workspaceId, keyId],
  );
  const row = found.rows[0];
  return row && permissionsOf(row.role, row.permissions);
}
