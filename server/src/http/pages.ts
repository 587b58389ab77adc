import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { inboxOfResumeToken } from '../core/contacts/resumeToken.ts';
import { admitPage } from '../core/inboxes/admitPage.ts';
import { formatInboxKey } from '../core/inboxes/inboxKey.ts';
import type { App } from './app.ts';
import { brokenLink, brokenLinkPolicy } from './brokenLink.ts';
import type { Doors } from './doors.ts';
import { refusedFrame, refusedFramePolicy } from './refusedFrame.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const consoleRoot = join(repository, 'console/dist');
const widgetRoot = join(repository, 'widget/dist');

/** What the console may do: itself, its own server, nothing else. */
const consolePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The messenger's frame: the same, but shown by those sites that the inbox allows. */
const framePolicy = (ancestors: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self' ws: wss:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');

const FOREVER = 'public, max-age=31536000, immutable';
const A_WHILE = 'public, max-age=300';
const ASK_EACH_TIME = 'no-cache';

/** Files of the build cost next to nothing: an office that opens its consoles at nine must not use up its limit with them. */
const asset = { schema: { hide: true }, config: { rateLimit: false as const } };

/** The built console and widget, and the page that a resume link opens. */
export async function pageRoutes(app: App, doors: Doors): Promise<void> {
  await app.register(fastifyStatic, {
    root: [widgetRoot, consoleRoot],
    serve: false,
    preCompressed: true,
    cacheControl: false,
    etag: true,
  });

  app.get('/widget.js', asset, (_request, reply) => {
    reply
      .header('cache-control', A_WHILE)
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('access-control-allow-origin', '*');
    return reply.sendFile('widget.js', widgetRoot);
  });

  app.get(
    '/widget/frame.html',
    {
      schema: {
        hide: true,
        querystring: Type.Object({
          inbox: Type.Optional(Type.String({ maxLength: 100 })),
          origin: Type.Optional(Type.String({ maxLength: 300 })),
        }),
      },
    },
    async (request, reply) => {
      const { inbox, origin } = request.query;
      reply.header('cache-control', ASK_EACH_TIME);
      // Without a database the messenger comes all the same: it says so, and tries again.
      const admission = inbox ? await admitPage(doors.core, inbox, origin).catch(() => undefined) : undefined;
      if (admission && !admission.allowed && origin)
        return reply
          .header('content-security-policy', refusedFramePolicy)
          .type('text/html')
          .send(refusedFrame(admission.because));
      const allowed = admission?.allowed ? admission.ancestors : [];
      const ancestors = allowed.length > 0 ? ["'self'", doors.config.publicUrl, ...allowed].join(' ') : '*';
      reply.header('content-security-policy', framePolicy(ancestors));
      return reply.sendFile('frame.html', widgetRoot);
    },
  );

  app.get('/widget/assets/*', asset, (request, reply) =>
    sendAsset(reply, request.params as { '*': string }, widgetRoot),
  );
  app.get('/assets/*', asset, (request, reply) =>
    sendAsset(reply, request.params as { '*': string }, consoleRoot),
  );

  app.get(
    '/r/:token',
    { schema: { hide: true, params: Type.Object({ token: Type.String({ maxLength: 4096 }) }) } },
    async (request, reply) => {
      // The token travels in the fragment from here on, so that it reaches no log and no referrer.
      // Whether it is still good is for the messenger to find out, which can say so in the visitor's language.
      reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store');
      const key = findKey(request.params.token);
      if (!key)
        return reply
          .status(404)
          .header('content-security-policy', brokenLinkPolicy)
          .type('text/html')
          .send(brokenLink(request.headers['accept-language']));
      return reply.redirect(`/widget/frame.html?inbox=${key}&standalone=1#resume=${request.params.token}`);
    },
  );

  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = (request.params as { '*': string })['*'];
    const isFile =
      /^[A-Za-z0-9_-]+\.[A-Za-z0-9]+$/.test(path) &&
      path !== 'index.html' &&
      existsSync(join(consoleRoot, path));
    if (!isFile && /^(v1|widget|files|socket|demo)(\/|$)/.test(path)) return reply.callNotFound();
    reply
      .header('cache-control', isFile ? A_WHILE : ASK_EACH_TIME)
      .header('content-security-policy', consolePolicy);
    return reply.sendFile(isFile ? path : 'index.html', consoleRoot);
  });
}

function sendAsset(reply: FastifyReply, params: { '*': string }, root: string): FastifyReply {
  return reply.header('cache-control', FOREVER).sendFile(`assets/${params['*']}`, root);
}

function findKey(resumeToken: string): string | undefined {
  try {
    return formatInboxKey(inboxOfResumeToken(resumeToken));
  } catch {
    return undefined;
  }
}
