import { EmbeddingSettings, EmbeddingSettingsPatch, EmbeddingTestResult, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { patchEmbeddingSettings, readEmbeddingSettings } from '../core/embeddings/embeddingSettings.ts';
import { testEndpoint } from '../core/embeddings/testEndpoint.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const base = '/v1/workspaces/:workspaceId/embedding-settings';

/** The endpoint that makes vectors of what is asked, where a workspace has one. */
export function embeddingRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe('faqs', 'Read where vectors come from, and what became of asking today', {
        params: InWorkspace,
        200: EmbeddingSettings,
      }),
    },
    async (request) => readEmbeddingSettings(core.db, await deskActor(doors, request)),
  );

  app.patch(
    base,
    {
      schema: describe('faqs', 'Change where vectors come from', {
        params: InWorkspace,
        body: EmbeddingSettingsPatch,
        200: EmbeddingSettings,
      }),
    },
    async (request) =>
      patchEmbeddingSettings(core, await deskActor(doors, request, 'embeddings.change'), request.body),
  );

  app.post(
    `${base}/test`,
    {
      schema: describe('faqs', 'Ask the endpoint, as it is or would be, for one vector', {
        params: InWorkspace,
        body: EmbeddingSettingsPatch,
        200: EmbeddingTestResult,
      }),
    },
    async (request) => testEndpoint(core, await deskActor(doors, request, 'embeddings.change'), request.body),
  );
}
