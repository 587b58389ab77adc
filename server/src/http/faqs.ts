import {
  Faq,
  FaqCreate,
  FaqExample,
  FaqExamplePatch,
  FaqExamplesAdd,
  FaqExamplesAdded,
  FaqPatch,
  FaqSettings,
  FaqSettingsPatch,
  FaqsQuery,
  Page,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { addExamples, deleteExample, listExamples, patchExample } from '../core/faqs/examples.ts';
import { listFaqs, loadFaq } from '../core/faqs/faqRecord.ts';
import { patchFaqSettings, readFaqSettings } from '../core/faqs/faqSettings.ts';
import { createFaq, deleteFaq, patchFaq } from '../core/faqs/writeFaq.ts';
import { pageOf, STANDARD_PAGE } from '../lib/page.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { Done, PageQuery } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfFaq = Type.Object({ workspaceId: Uuid, faqId: Uuid });
const OfExample = Type.Object({ workspaceId: Uuid, faqId: Uuid, exampleId: Uuid });
const base = '/v1/workspaces/:workspaceId/faqs';
const settings = '/v1/workspaces/:workspaceId/faq-settings';

/** Questions that may be answered without a person. */
export function faqRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    settings,
    {
      schema: describe('faqs', 'Read what is worth how much, and what the bot may do', {
        params: InWorkspace,
        200: FaqSettings,
      }),
    },
    async (request) => readFaqSettings(core.db, (await deskActor(doors, request)).workspaceId),
  );

  app.patch(
    settings,
    {
      schema: describe('faqs', 'Change what is worth how much, and what the bot may do', {
        params: InWorkspace,
        body: FaqSettingsPatch,
        200: FaqSettings,
      }),
    },
    async (request) => patchFaqSettings(core, await deskActor(doors, request, 'faqs.change'), request.body),
  );

  app.get(
    base,
    {
      schema: describe('faqs', 'List FAQs', { params: InWorkspace, querystring: FaqsQuery, 200: Page(Faq) }),
    },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request);
      const { limit = STANDARD_PAGE, ...filter } = request.query;
      return pageOf(
        await listFaqs(core.db, workspaceId, { ...filter, limit: limit + 1 }),
        limit,
        (faq) => faq.id,
      );
    },
  );

  app.post(
    base,
    {
      schema: describe('faqs', 'Make an FAQ of a snippet', {
        params: InWorkspace,
        body: FaqCreate,
        200: Faq,
      }),
    },
    async (request) => createFaq(core, await deskActor(doors, request, 'faqs.change'), request.body),
  );

  app.get(
    `${base}/:faqId`,
    { schema: describe('faqs', 'Read an FAQ', { params: OfFaq, 200: Faq }) },
    async (request) => loadFaq(core.db, await deskActor(doors, request), request.params.faqId),
  );

  app.patch(
    `${base}/:faqId`,
    {
      schema: describe('faqs', 'Change cost or stage of an FAQ', { params: OfFaq, body: FaqPatch, 200: Faq }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'faqs.change');
      return patchFaq(core, actor, request.params.faqId, request.body);
    },
  );

  app.get(
    `${base}/:faqId/examples`,
    {
      schema: describe('faqs', 'List the examples of an FAQ', {
        params: OfFaq,
        querystring: PageQuery,
        200: Page(FaqExample),
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const { limit = STANDARD_PAGE, cursor } = request.query;
      const rows = await listExamples(core, actor, request.params.faqId, { limit: limit + 1, cursor });
      return pageOf(rows, limit, (example) => example.id);
    },
  );

  app.post(
    `${base}/:faqId/examples`,
    {
      schema: describe('faqs', 'Add examples to an FAQ', {
        params: OfFaq,
        body: FaqExamplesAdd,
        200: FaqExamplesAdded,
      }),
      bodyLimit: 6_000_000,
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'faqs.change');
      return addExamples(core, actor, request.params.faqId, request.body.items);
    },
  );

  app.patch(
    `${base}/:faqId/examples/:exampleId`,
    {
      schema: describe('faqs', 'Change an example', {
        params: OfExample,
        body: FaqExamplePatch,
        200: FaqExample,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'faqs.change');
      return patchExample(core, actor, request.params.faqId, request.params.exampleId, request.body);
    },
  );

  app.delete(
    `${base}/:faqId/examples/:exampleId`,
    { schema: describe('faqs', 'Delete an example', { params: OfExample, 200: Done }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'faqs.change');
      await deleteExample(core, actor, request.params.faqId, request.params.exampleId);
      return {};
    },
  );

  app.delete(
    `${base}/:faqId`,
    {
      schema: describe('faqs', 'Delete an FAQ and its examples; its snippet stays', {
        params: OfFaq,
        200: Done,
      }),
    },
    async (request) => {
      await deleteFaq(core, await deskActor(doors, request, 'faqs.change'), request.params.faqId);
      return {};
    },
  );
}
