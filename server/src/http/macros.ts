import { Conversation, Macro, MacroCreate, MacroPatch, MacroRun, Page, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { listMacros, loadMacro } from '../core/macros/macroRecord.ts';
import { runMacro } from '../core/macros/runMacro.ts';
import { createMacro, deleteMacro, patchMacro } from '../core/macros/writeMacro.ts';
import { pageOf, STANDARD_PAGE } from '../lib/page.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { Done, PageQuery } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfMacro = Type.Object({ workspaceId: Uuid, macroId: Uuid });
const OnConversation = Type.Object({ workspaceId: Uuid, conversationId: Uuid, macroId: Uuid });
const base = '/v1/workspaces/:workspaceId/macros';

/** Several actions in one. */
export function macroRoutes(app: App, doors: Doors): void {
  const { core, presenter } = doors;

  app.get(
    base,
    {
      schema: describe('macros', 'List macros', {
        params: InWorkspace,
        querystring: PageQuery,
        200: Page(Macro),
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const { limit = STANDARD_PAGE, cursor } = request.query;
      return pageOf(
        await listMacros(core.db, actor, { limit: limit + 1, cursor }),
        limit,
        (macro) => macro.id,
      );
    },
  );

  app.post(
    base,
    { schema: describe('macros', 'Make a macro', { params: InWorkspace, body: MacroCreate, 200: Macro }) },
    async (request) => createMacro(core, await deskActor(doors, request, 'macros.change'), request.body),
  );

  app.get(
    `${base}/:macroId`,
    { schema: describe('macros', 'Read a macro', { params: OfMacro, 200: Macro }) },
    async (request) => loadMacro(core.db, await deskActor(doors, request), request.params.macroId),
  );

  app.patch(
    `${base}/:macroId`,
    { schema: describe('macros', 'Change a macro', { params: OfMacro, body: MacroPatch, 200: Macro }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'macros.change');
      return patchMacro(core, actor, request.params.macroId, request.body);
    },
  );

  app.delete(
    `${base}/:macroId`,
    { schema: describe('macros', 'Delete a macro', { params: OfMacro, 200: Done }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'macros.change');
      await deleteMacro(core, actor, request.params.macroId);
      return {};
    },
  );

  app.post(
    '/v1/workspaces/:workspaceId/conversations/:conversationId/macros/:macroId/run',
    {
      schema: describe('macros', 'Run a macro on a conversation, all of it or nothing', {
        params: OnConversation,
        body: MacroRun,
        200: Conversation,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const { conversationId, macroId } = request.params;
      const conversation = await runMacro(core, actor, conversationId, macroId, request.body.id);
      await presenter.ready(actor.workspaceId);
      return presenter.conversation(conversation);
    },
  );
}
