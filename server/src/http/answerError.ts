import type { ErrorBody } from '@causerie/protocol';
import { errorCodes } from '@causerie/protocol';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DatabaseUnavailable } from '../db/errors.ts';
import { AppError } from '../errors.ts';

/** Fastify's own refusals, in our words. */
const codeByFastifyStatus: Record<number, AppError['code']> = {
  400: 'bad_request',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'bad_request',
  429: 'too_many_requests',
};

/** Every error in one shape. What we did not foresee is recorded whole and told as `internal`, without a word of it. */
export function answerError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const known = toAppError(error);
  if (known.status >= 500) request.log.error({ err: error, requestId: request.id }, 'request failed');
  if (known.retryAfterMs) reply.header('retry-after', Math.ceil(known.retryAfterMs / 1000));
  const body: ErrorBody = {
    error: {
      code: known.code,
      message: known.message,
      ...(known.field && { field: known.field }),
      ...(known.retryAfterMs && { retryAfterMs: known.retryAfterMs }),
      requestId: request.id,
    },
  };
  return reply
    .status(known.status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(body);
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answerError(new AppError('not_found'), request, reply);
}

export function toAppError(error: FastifyError | Error): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof DatabaseUnavailable) return new AppError('unavailable', { cause: error });
  const fastify = error as FastifyError;
  const validation = fastify.validation?.[0];
  if (validation) {
    const field = `${fastify.validationContext === 'body' ? '' : `/${fastify.validationContext}`}${validation.instancePath ?? ''}`;
    return new AppError('bad_request', {
      field: field || '/',
      message: `${errorCodes.bad_request.text} ${validation.message ?? ''}`.trim(),
    });
  }
  // PostgreSQL could not take a text: NUL, or half of a surrogate pair.
  if (['22021', '22P05', '22P02', '22003'].includes((error as { code?: string }).code ?? ''))
    return new AppError('invalid_value', { cause: error });
  const code = codeByFastifyStatus[fastify.statusCode ?? 500];
  return new AppError(code ?? 'internal', { cause: error });
}
