import { errorCodes } from '@causerie/protocol';
import type { FastifyError } from 'fastify';
import { isPassing } from '../db/errors.ts';
import { AppError } from '../errors.ts';

/** Fastify's own refusals, in our words. */
const codeByFastifyStatus: Record<number, AppError['code']> = {
  400: 'bad_request',
  // A path that leaves the folder of pages.
  403: 'not_found',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'bad_request',
  429: 'too_many_requests',
};

/** Whatever went wrong, as an error of the catalogue. */
export function toAppError(error: FastifyError | Error): AppError {
  if (error instanceof AppError) return error;
  if (isPassing(error)) return new AppError('unavailable', { cause: error });
  const fastify = error as FastifyError;
  const validation = fastify.validation?.[0];
  if (validation) {
    const field = `${fastify.validationContext === 'body' ? '' : `/${fastify.validationContext}`}${validation.instancePath ?? ''}`;
    return new AppError('bad_request', {
      field: field || '/',
      message: `${errorCodes.bad_request.text} ${validation.message ?? ''}`.trim(),
    });
  }
  // PostgreSQL could not take a value: text with NUL or half a character, a number or a moment out of range.
  if (
    ['22021', '22P05', '22P02', '22003', '22007', '22008', '22009'].includes(
      (error as { code?: string }).code ?? '',
    )
  )
    return new AppError('invalid_value', { cause: error });
  const status = fastify.statusCode ?? 500;
  const code = codeByFastifyStatus[status] ?? (status < 500 ? 'bad_request' : 'internal');
  return new AppError(code, { cause: error });
}
