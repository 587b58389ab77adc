import { type ErrorCode, errorCodes } from '@causerie/protocol';

type Details = {
  /** The place in the request that is wrong, as a JSON pointer. */
  field?: string;
  /** Overrides the catalogue's text where more can be said. Goes to the client: nothing secret. */
  message?: string;
  retryAfterMs?: number;
  /** The code of a library that refused, where it says more than ours: `INVALID_PASSWORD`. */
  detail?: string;
  cause?: unknown;
};

/** An error that a client is told of, by its stable code from the protocol's catalogue. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, details: Details = {}) {
    super(details.message ?? errorCodes[code].text, { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = errorCodes[code].status;
    this.field = details.field;
    this.detail = details.detail;
    this.retryAfterMs = details.retryAfterMs ?? ('retry' in errorCodes[code] ? 1000 : undefined);
  }
}

/** A shorthand, so that refusals read as one expression: `?? fail('contact_not_found')`. */
export function fail(code: ErrorCode, details?: Details): never {
  throw new AppError(code, details);
}

/** Whatever was thrown, as an Error. */
export function coerceError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
