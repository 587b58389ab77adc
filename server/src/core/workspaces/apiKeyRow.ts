import type { ApiKey } from '@causerie/protocol';

export type ApiKeyRow = {
  id: string;
  name: string;
  prefix: string;
  role: ApiKey['role'];
  created_at: Date;
  last_used_at: Date | null;
};

export const apiKeyColumns = 'id, name, prefix, role, created_at, last_used_at';

export function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    role: row.role,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}
