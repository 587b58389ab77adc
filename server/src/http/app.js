import { ErrorBody, Health } from '@causerie/protocol';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { uuid } from '../lib/uuid.ts';
import { answerError, answerNotFound } from './answerError.ts';
import { routes } from './routes.ts';
export const version = '0.1.0';
const MOST_BODY_BYTES = 256 * 1024;
/** The HTTP door: parsing, limits, one way of answering errors, the API's description, and the routes. */
export async function createApp(doors, log) {
    const app = Fastify({
        loggerInstance: log,
        disableRequestLogging: true,
        trustProxy: doors.config.trustProxy,
        bodyLimit: MOST_BODY_BYTES,
        genReqId: () => uuid(),
        routerOptions: { maxParamLength: 4096, ignoreTrailingSlash: true },
        requestTimeout: 60000,
        forceCloseConnections: true,
    }).withTypeProvider();
    app.setValidatorCompiler(TypeBoxValidatorCompiler);
    app.setErrorHandler(answerError);
    app.setNotFoundHandler(answerNotFound);
    app.addHook('onSend', async (_request, reply) => {
        reply.header('x-content-type-options', 'nosniff');
        reply.header('referrer-policy', 'strict-origin-when-cross-origin');
    });
    await app.register(cookie);
    await app.register(multipart, { limits: { files: 1, fields: 5, parts: 6, fileSize: doors.mostFileBytes } });
    await app.register(rateLimit, {
        global: true,
        max: 1200,
        timeWindow: '1 minute',
        keyGenerator: (request) => request.ip,
    });
    await app.register(swagger, {
        openapi: {
            openapi: '3.1.0',
            info: {
                title: 'Causerie',
                version,
                description: 'Talk with your customers. Agents use a session cookie, programs an API key as bearer token.',
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
    app.get('/health', { schema: { tags: ['server'], response: { 200: Health, 503: ErrorBody } } }, async () => {
        await doors.core.db.query('select 1');
        return { status: 'ok', version };
    });
    app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
    for (const register of routes)
        await app.register(async (scope) => register(scope, doors));
    return app;
}
