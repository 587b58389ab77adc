import { ApiKey, ApiKeyCreate, ApiKeyCreated, Page, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { createApiKey } from '../core/workspaces/createApiKey.ts';
import { deleteApiKey } from '../core/workspaces/deleteApiKey.ts';
import { listApiKeys } from '../core/workspaces/listApiKeys.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { agentActor } from './guards.ts';
import { Done, PageQuery } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfKey = Type.Object({ workspaceId: Uuid, apiKeyId: Uuid });
const base = '/v1/workspaces/:workspaceId/api-keys';

/** Keys for programs. For people only: a key that could make keys would outlive its own revocation. */
export function apiKeyRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe(
        'api-keys',
        'List API keys',
        { params: InWorkspace, querystring: PageQuery, 200: Page(ApiKey) },
        'session',
      ),
    },
    async (request) => listApiKeys(core, await agentActor(doors, request, 'apiKeys.change'), request.query),
  );

  app.post(
    base,
    {
      schema: describe(
        'api-keys',
        'Make an API key, shown this once',
        { params: InWorkspace, body: ApiKeyCreate, 200: ApiKeyCreated },
        'session',
      ),
    },
    async (request) => createApiKey(core, await agentActor(doors, request, 'apiKeys.change'), request.body),
  );

  app.delete(
    `${base}/:apiKeyId`,
    { schema: describe('api-keys', 'Revoke an API key', { params: OfKey, 200: Done }, 'session') },
    async (request) => {
      const actor = await agentActor(doors, request, 'apiKeys.change');
      await deleteApiKey(core, actor, request.params.apiKeyId);
      return {};
    },
  );
}
