import {
  ImportResult,
  Page,
  Snippet,
  SnippetCreate,
  SnippetImport,
  SnippetPatch,
  SnippetQuestion,
  SnippetUsage,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { exportSnippetsCsv, exportSnippetsJson } from '../core/snippets/exportSnippets.ts';
import { importSnippets } from '../core/snippets/importSnippets.ts';
import { listSnippetQuestions } from '../core/snippets/listSnippetQuestions.ts';
import { listSnippetUsage } from '../core/snippets/listSnippetUsage.ts';
import { listSnippets, loadSnippet, type SnippetRecord } from '../core/snippets/snippetRecord.ts';
import { createSnippet, deleteSnippet, patchSnippet } from '../core/snippets/writeSnippet.ts';
import { pageOf, STANDARD_PAGE } from '../lib/page.ts';
import { presentSnippet } from '../presenters/presentSnippet.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { Done, PageQuery } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfSnippet = Type.Object({ workspaceId: Uuid, snippetId: Uuid });
const base = '/v1/workspaces/:workspaceId/snippets';
const UsageQuery = Type.Object(
  { days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })) },
  { additionalProperties: false },
);

/** Canned answers. */
export function snippetRoutes(app: App, doors: Doors): void {
  const { core } = doors;
  const present = (workspaceId: string, record: SnippetRecord) =>
    presentSnippet(core.keys.file, workspaceId, record);

  app.get(
    base,
    {
      schema: describe('snippets', 'List snippets', {
        params: InWorkspace,
        querystring: PageQuery,
        200: Page(Snippet),
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const { limit = STANDARD_PAGE, cursor } = request.query;
      const records = await listSnippets(core.db, actor, { limit: limit + 1, cursor });
      return pageOf(
        records.map((record) => present(actor.workspaceId, record)),
        limit,
        (snippet) => snippet.id,
      );
    },
  );

  app.post(
    base,
    {
      schema: describe('snippets', 'Make a snippet', {
        params: InWorkspace,
        body: SnippetCreate,
        200: Snippet,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'snippets.change');
      return present(actor.workspaceId, await createSnippet(core, actor, request.body));
    },
  );

  app.get(
    `${base}/usage`,
    {
      schema: describe('snippets', 'How snippets fared: uses, and how much was changed before sending', {
        params: InWorkspace,
        querystring: UsageQuery,
        200: Type.Object({ items: Type.Array(SnippetUsage) }),
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      return { items: await listSnippetUsage(core, actor, request.query.days ?? 90) };
    },
  );

  app.get(
    `${base}/export.csv`,
    { schema: describe('snippets', 'Export snippets as CSV', { params: InWorkspace, 200: Type.String() }) },
    async (request, reply) => {
      const actor = await deskActor(doors, request);
      reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="snippets.csv"');
      return exportSnippetsCsv(core, actor);
    },
  );

  app.get(
    `${base}/export.json`,
    {
      schema: describe('snippets', 'Export snippets and macros as JSON', {
        params: InWorkspace,
        200: Type.Any(),
      }),
    },
    async (request, reply) => {
      const actor = await deskActor(doors, request);
      reply.header('content-disposition', 'attachment; filename="snippets.json"');
      return exportSnippetsJson(core, actor);
    },
  );

  app.post(
    `${base}/import`,
    {
      bodyLimit: 6_000_000,
      schema: describe('snippets', 'Import snippets and macros, or see what an import would do', {
        params: InWorkspace,
        body: SnippetImport,
        200: ImportResult,
      }),
    },
    async (request) => importSnippets(core, await deskActor(doors, request, 'snippets.change'), request.body),
  );

  app.get(
    `${base}/:snippetId`,
    { schema: describe('snippets', 'Read a snippet', { params: OfSnippet, 200: Snippet }) },
    async (request) => {
      const actor = await deskActor(doors, request);
      return present(actor.workspaceId, await loadSnippet(core.db, actor, request.params.snippetId));
    },
  );

  app.patch(
    `${base}/:snippetId`,
    {
      schema: describe('snippets', 'Change a snippet', {
        params: OfSnippet,
        body: SnippetPatch,
        200: Snippet,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'snippets.change');
      return present(
        actor.workspaceId,
        await patchSnippet(core, actor, request.params.snippetId, request.body),
      );
    },
  );

  app.get(
    `${base}/:snippetId/questions`,
    {
      schema: describe('snippets', 'List what customers had asked where the snippet was sent, newest first', {
        params: OfSnippet,
        200: Type.Object({ items: Type.Array(SnippetQuestion) }),
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      return { items: await listSnippetQuestions(core, actor, request.params.snippetId) };
    },
  );

  app.delete(
    `${base}/:snippetId`,
    { schema: describe('snippets', 'Delete a snippet', { params: OfSnippet, 200: Done }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'snippets.change');
      await deleteSnippet(core, actor, request.params.snippetId);
      return {};
    },
  );
}
