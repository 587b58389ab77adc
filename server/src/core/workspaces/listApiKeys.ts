import type { ApiKey } from '@causerie/protocol';
import { type PageQuery, pageOf, STANDARD_PAGE } from '../../lib/page.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { type ApiKeyRow, apiKeyColumns, toApiKey } from './apiKeyRow.ts';

/** The workspace's API keys, oldest first; of each only what it can be recognised by. */
export async function listApiKeys(
  core: Core,
  { workspaceId }: DeskActor,
  { limit = STANDARD_PAGE, cursor }: PageQuery,
): Promise<{ items: ApiKey[]; next?: string }> {
  const found = await core.db.query<ApiKeyRow>(
    `select ${apiKeyColumns} from api_keys
     where workspace_id = $1 and ($3::uuid is null or id > $3) order by id limit $2`,
    [workspaceId, limit + 1, cursor ?? null],
  );
  return pageOf(found.rows.map(toApiKey), limit, (apiKey) => apiKey.id);
}
