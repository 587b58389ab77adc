import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { fail } from '../errors.ts';
import { findUnstorableText } from '../lib/findUnstorableText.ts';
import { networkOf } from '../lib/networkOf.ts';
import { uuid } from '../lib/uuid.ts';
import { answerError, answerNotFound } from './answerError.ts';
import type { Doors } from './doors.ts';
import { rateStoreOver } from './rateStore.ts';
import { routes } from './routes.ts';
import { serializerCompiler } from './serializerCompiler.ts';
import { validatorCompiler } from './validatorCompiler.ts';
import { watchingRoutes, watchRequests } from './watching.ts';

export const version = '0.1.0';

/** A Fastify instance whose routes take their types from TypeBox schemas. */
export type App = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

const MOST_BODY_BYTES = 256 * 1024;

/** The HTTP door: parsing, limits, one way of answering errors, the API's description, and the routes. */
export async function createApp(doors: Doors, log: FastifyBaseLogger): Promise<App> {
  const app: App = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: doors.config.trustProxy,
    bodyLimit: MOST_BODY_BYTES,
    genReqId: () => uuid(),
    routerOptions: { maxParamLength: 4096 },
    requestTimeout: 60_000,
    forceCloseConnections: true,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  watchRequests(app, doors);
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    if (!reply.hasHeader('referrer-policy'))
      reply.header('referrer-policy', 'strict-origin-when-cross-origin');
  });
  app.addHook('preHandler', async ({ body }) => mustBeStorable(body));
  await app.register(cookie);
  await app.register(multipart, { limits: { files: 1, fields: 5, parts: 6, fileSize: doors.mostFileBytes } });
  await app.register(rateLimit, {
    global: true,
    max: 1200,
    timeWindow: '1 minute',
    keyGenerator: (request) => networkOf(request.ip),
    ...(doors.counter && { store: rateStoreOver(doors.counter) }),
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Causerie',
        version,
        description:
          'Talk with your customers. Agents use a session cookie, programs an API key as bearer token.',
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'causerie.session_token' },
          visitor: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  });
  watchingRoutes(app, doors, version);
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  for (const register of routes) await app.register(async (scope) => register(scope as App, doors));
  return app;
}

/** Here for all routes at once, since some columns would quietly keep another character instead. */
function mustBeStorable(body: unknown): void {
  if (!isPlain(body)) return;
  const field = findUnstorableText(body);
  if (field !== undefined)
    fail('invalid_value', {
      field,
      message: 'This text holds a character that is none: NUL, or half of one.',
    });
}

/** Parsed JSON, not a form's stream. */
const isPlain = (body: unknown): boolean =>
  Array.isArray(body) ||
  (typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype);
