import {
  FaqCurve,
  FaqDecision,
  FaqDecisionsFilter,
  FaqDecisionsQuery,
  FaqImport,
  FaqImportResult,
  FaqLiveReport,
  FaqMatrix,
  FaqReportQuery,
  FaqShadowReport,
  FaqSuggestionFeedback,
  FaqSuggestions,
  FaqTest,
  FaqTestResult,
  LanguageModelInfo,
  LanguageModelList,
  LanguageModelTrain,
  Page,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { exportDecisions } from '../core/faqs/exportDecisions.ts';
import { exportFaqs } from '../core/faqs/exportFaqs.ts';
import { importFaqs } from '../core/faqs/importFaqs.ts';
import { listDecisions } from '../core/faqs/listDecisions.ts';
import { readCurve, readLiveReport, readMatrix, readShadowReport } from '../core/faqs/reports/readReports.ts';
import { suggest, takeFeedback } from '../core/faqs/suggestions.ts';
import { testFaqs } from '../core/faqs/testFaqs.ts';
import { cancelTraining, listModels, orderTraining } from '../core/faqs/training/listModels.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { onceBegun } from './onceBegun.ts';
import { Done } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfModel = Type.Object({ workspaceId: Uuid, modelId: Uuid });
const OfConversation = Type.Object({ workspaceId: Uuid, conversationId: Uuid });
const base = '/v1/workspaces/:workspaceId';
const suggestions = `${base}/conversations/:conversationId/suggestions`;
const STANDARD_DAYS = 30;

/** What is done with FAQs: training, trying, suggesting, and how it went. */
export function faqWorkRoutes(app: App, doors: Doors): void {
  const { core, models } = doors;

  app.get(
    `${base}/faqs/export.tsv`,
    {
      schema: describe('faqs', 'Export all examples: faq, language, example, with tabs between', {
        params: InWorkspace,
        200: Type.String(),
      }),
    },
    async (request, reply) => {
      const actor = await deskActor(doors, request);
      reply
        .header('content-type', 'text/tab-separated-values; charset=utf-8')
        .header('content-disposition', 'attachment; filename="faqs.tsv"');
      return exportFaqs(core, actor);
    },
  );

  app.post(
    `${base}/faqs/import`,
    {
      bodyLimit: 6_000_000,
      schema: describe('faqs', 'Import examples, or see what an import would do', {
        params: InWorkspace,
        body: FaqImport,
        200: FaqImportResult,
      }),
    },
    async (request) => importFaqs(core, await deskActor(doors, request, 'faqs.change'), request.body),
  );

  app.post(
    `${base}/faqs/test`,
    {
      schema: describe('faqs', 'See what would be done with a message, and why', {
        params: InWorkspace,
        body: FaqTest,
        200: FaqTestResult,
      }),
    },
    async (request) => testFaqs(core, models, await deskActor(doors, request), request.body),
  );

  app.get(
    `${base}/language-models`,
    {
      schema: describe('faqs', 'List trainings, newest first', {
        params: InWorkspace,
        200: LanguageModelList,
      }),
    },
    async (request) => ({ items: await listModels(core, await deskActor(doors, request)) }),
  );

  app.post(
    `${base}/language-models`,
    {
      schema: describe('faqs', 'Train now; by itself it happens soon after each change', {
        params: InWorkspace,
        body: LanguageModelTrain,
        200: LanguageModelInfo,
      }),
    },
    async (request) => orderTraining(core, await deskActor(doors, request, 'faqs.change'), request.body),
  );

  app.post(
    `${base}/language-models/:modelId/cancel`,
    { schema: describe('faqs', 'Stop a training', { params: OfModel, 200: LanguageModelInfo }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'faqs.change');
      return cancelTraining(core, actor, request.params.modelId);
    },
  );

  app.get(
    `${base}/faq-decisions`,
    {
      schema: describe('faqs', 'List what was decided for messages, newest first', {
        params: InWorkspace,
        querystring: FaqDecisionsQuery,
        200: Page(FaqDecision),
      }),
    },
    async (request) => listDecisions(core.db, await deskActor(doors, request, 'reports.read'), request.query),
  );

  app.get(
    `${base}/faq-decisions.csv`,
    {
      schema: describe('faqs', 'The same as CSV', {
        params: InWorkspace,
        querystring: FaqDecisionsFilter,
        files: ['text/csv'],
      }),
    },
    async (request, reply) => {
      const actor = await deskActor(doors, request, 'reports.read');
      const body = await onceBegun(exportDecisions(core, actor, request.query));
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="decisions.csv"')
        .send(body as never);
    },
  );

  app.get(
    `${base}/faq-reports/shadow`,
    {
      schema: describe('faqs', 'Decisions that were not acted on, beside what people did', {
        params: InWorkspace,
        querystring: FaqReportQuery,
        200: FaqShadowReport,
      }),
    },
    async (request) =>
      readShadowReport(
        core,
        await deskActor(doors, request, 'reports.read'),
        request.query.days ?? STANDARD_DAYS,
      ),
  );

  app.get(
    `${base}/faq-reports/live`,
    {
      schema: describe('faqs', 'Automatic answers and what came of them', {
        params: InWorkspace,
        querystring: FaqReportQuery,
        200: FaqLiveReport,
      }),
    },
    async (request) =>
      readLiveReport(
        core,
        await deskActor(doors, request, 'reports.read'),
        request.query.days ?? STANDARD_DAYS,
      ),
  );

  app.get(
    `${base}/faq-reports/matrix`,
    {
      schema: describe('faqs', 'Every FAQ by how sure the engine is and how bad it is to be wrong', {
        params: InWorkspace,
        querystring: FaqReportQuery,
        200: FaqMatrix,
      }),
    },
    async (request) =>
      readMatrix(
        core,
        models,
        await deskActor(doors, request, 'reports.read'),
        request.query.days ?? STANDARD_DAYS,
      ),
  );

  app.get(
    `${base}/faq-reports/curve`,
    {
      schema: describe('faqs', 'Precision and coverage by probability, as judged on live traffic', {
        params: InWorkspace,
        querystring: FaqReportQuery,
        200: FaqCurve,
      }),
    },
    async (request) =>
      readCurve(core, await deskActor(doors, request, 'reports.read'), request.query.days ?? STANDARD_DAYS),
  );

  app.get(
    suggestions,
    {
      schema: describe('faqs', 'What fits the contact’s last message, for the agent', {
        params: OfConversation,
        200: FaqSuggestions,
      }),
    },
    async (request) => suggest(core, models, await deskActor(doors, request), request.params.conversationId),
  );

  app.post(
    suggestions,
    {
      schema: describe('faqs', 'Tell that a suggestion was used or dismissed', {
        params: OfConversation,
        body: FaqSuggestionFeedback,
        200: Done,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      await takeFeedback(core, models, actor, request.params.conversationId, request.body);
      return {};
    },
  );
}
