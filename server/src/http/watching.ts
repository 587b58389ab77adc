import { timingSafeEqual } from 'node:crypto';
import { ErrorBody, Health } from '@causerie/protocol';
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { fail } from '../errors.ts';
import type { App } from './app.ts';
import type { Doors } from './doors.ts';
import { bearer } from './guards.ts';

/** A probe asks every few seconds and gives up after one: a database that answers later is as good as away. */
const PATIENCE_MS = 2000;

const Ready = Type.Object({ status: Type.Literal('ready') });

/** How operators and their machines see the server: health, readiness, metrics; every request timed, logged and traced. */
export function watchingRoutes(app: App, doors: Doors, version: string): void {
  app.get(
    '/health',
    { schema: { tags: ['server'], response: { 200: Health, 503: ErrorBody } } },
    async () => {
      await doors.core.db.query('select 1');
      return { status: 'ok' as const, version };
    },
  );

  app.get('/ready', { schema: { tags: ['server'], response: { 200: Ready, 503: ErrorBody } } }, async () => {
    if (doors.isStopping()) fail('unavailable', { message: 'The server is about to stop.' });
    if (doors.core.appender.isOverloaded) fail('overloaded');
    await answersInTime(doors);
    return { status: 'ready' as const };
  });

  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    mustBeOperator(doors, request);
    reply.type(doors.metrics.registry.contentType);
    return doors.metrics.registry.metrics();
  });
}

async function answersInTime({ core }: Doors): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not answer')), PATIENCE_MS);
  });
  await Promise.race([core.db.query('select 1'), late])
    .catch((cause) => fail('unavailable', { cause, message: 'The database does not answer.' }))
    .finally(() => clearTimeout(timer));
}

/** Whoever has the token; without one set, who asks from this machine and not through a proxy. */
function mustBeOperator({ config }: Doors, request: FastifyRequest): void {
  if (config.metricsToken !== undefined) {
    const given = Buffer.from(bearer(request) ?? '');
    const right = Buffer.from(config.metricsToken);
    if (given.length !== right.length || !timingSafeEqual(given, right)) fail('unauthorised');
    return;
  }
  const address = request.socket.remoteAddress ?? '';
  const isLocal =
    /^(127\.|::1$|::ffff:127\.)/.test(address) && request.headers['x-forwarded-for'] === undefined;
  if (!isLocal) fail('not_found');
}

const spans = new WeakMap<FastifyRequest, Span>();

/** Each request as a span, a measurement and a line of the log at level `info`: by its route, never by its address, which may hold a token. */
export function watchRequests(app: App, { metrics }: Doors): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const parent = propagation.extract(context.active(), request.headers);
    const span = trace.getTracer('causerie').startSpan(
      `${request.method} ${routeOf(request)}`,
      {
        kind: SpanKind.SERVER,
        attributes: { 'http.request.method': request.method, 'http.route': routeOf(request) },
      },
      parent,
    );
    spans.set(request, span);
    context.with(trace.setSpan(parent, span), done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const [route, status] = [routeOf(request), reply.statusCode];
    metrics.httpSeconds.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
    request.log.info(
      { requestId: request.id, method: request.method, route, status, ms: Math.round(reply.elapsedTime) },
      'request',
    );
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', status);
    if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}

/** The pattern that matched, or one name for everything that matched none. */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'none';
