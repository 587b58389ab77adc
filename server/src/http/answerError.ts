import type { ErrorBody } from '@causerie/protocol';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';
import { toAppError } from '../presenters/toAppError.ts';

/** Every error in one shape. What we did not foresee is recorded whole and told as `internal`, without a word of it. */
export function answerError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const known = toAppError(error);
  // That too much comes at once is counted, and not worth a line for each.
  if (known.status >= 500 && known.code !== 'overloaded')
    request.log.error({ err: error, requestId: request.id }, 'request failed');
  if (known.retryAfterMs) reply.header('retry-after', Math.ceil(known.retryAfterMs / 1000));
  const body: ErrorBody = {
    error: {
      code: known.code,
      message: known.message,
      ...(known.field && { field: known.field }),
      ...(known.detail && { detail: known.detail }),
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
