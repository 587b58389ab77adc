import { LanguageTag, Uuid } from '@causerie/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { readTranscript } from '../core/transcripts/readTranscript.ts';
import { formatTranscriptHtml } from '../engines/transcript/formatTranscriptHtml.ts';
import { canBeSet, formatTranscriptPdf } from '../engines/transcript/formatTranscriptPdf.ts';
import { fail } from '../errors.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const OfConversation = Type.Object({ workspaceId: Uuid, conversationId: Uuid });
const TranscriptQuery = Type.Object(
  {
    /** Private notes too. */
    notes: Type.Optional(Type.Boolean()),
    language: Type.Optional(LanguageTag),
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  },
  { additionalProperties: false },
);
const one = '/v1/workspaces/:workspaceId/conversations/:conversationId';

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";
const HtmlQuery = Type.Object(
  {
    ...TranscriptQuery.properties,
    /** To be shown, for printing, instead of saved. */
    inline: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

/** A conversation as a document to keep, print or hand on. */
export function transcriptRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    `${one}/transcript.html`,
    {
      schema: describe('conversations', 'Export the transcript as one HTML page', {
        params: OfConversation,
        querystring: HtmlQuery,
        200: Type.String(),
      }),
    },
    async (request, reply) => {
      const actor = await deskActor(doors, request);
      const { notes = false, language = 'en', timeZone = 'UTC' } = request.query;
      const options = { notes, language, timeZone, pictures: doors.files };
      const transcript = await readTranscript(core, actor, request.params.conversationId, options);
      asDocument(request, reply, 'html');
      // Without the sandbox, so that the window that opened it can print it; it still runs and loads nothing.
      if (request.query.inline)
        reply.header('content-disposition', 'inline').header('content-security-policy', policy);
      return formatTranscriptHtml(transcript);
    },
  );

  app.get(
    `${one}/transcript.pdf`,
    {
      schema: describe('conversations', 'Export the transcript as PDF', {
        params: OfConversation,
        querystring: TranscriptQuery,
        200: Type.Any(),
      }),
    },
    async (request, reply) => {
      const actor = await deskActor(doors, request);
      const { notes = false, language = 'en', timeZone = 'UTC' } = request.query;
      const transcript = await readTranscript(core, actor, request.params.conversationId, {
        notes,
        language,
        timeZone,
      });
      if (!canBeSet(transcript)) return fail('not_printable');
      asDocument(request, reply, 'pdf');
      return reply.send(await formatTranscriptPdf(transcript));
    },
  );
}

/** Saved, not shown: and where a browser shows it all the same, it can do nothing. */
function asDocument(
  request: FastifyRequest<{ Params: { conversationId: string } }>,
  reply: FastifyReply,
  kind: 'html' | 'pdf',
): void {
  const name = `conversation-${request.params.conversationId.slice(-12)}.${kind}`;
  reply
    .header('content-type', kind === 'html' ? 'text/html; charset=utf-8' : 'application/pdf')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', `sandbox; ${policy}`)
    .header('cache-control', 'private, no-store');
}
