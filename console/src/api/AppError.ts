import type { ErrorCode } from '@causerie/protocol';

/** `network`: no answer came at all, so nothing is known about what the server did. */
export type AppErrorCode = ErrorCode | 'network' | 'unknown';

/** A request that did not succeed, by its stable code; the words for it are `words.errors[code]`. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly status: number;
  /** The place in the request that is wrong, e.g. `/name`. */
  readonly field?: string;
  /** The code of the sign-in library, e.g. `INVALID_PASSWORD`. */
  readonly detail?: string;
  readonly retryAfterMs?: number;

  constructor(
    code: AppErrorCode,
    message: string,
    more: { status?: number; field?: string; detail?: string; retryAfterMs?: number } = {},
  ) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.status = more.status ?? 0;
    this.field = more.field;
    this.detail = more.detail;
    this.retryAfterMs = more.retryAfterMs;
  }
}

/** Whatever was thrown, as an AppError. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('unknown', thrown instanceof Error ? thrown.message : String(thrown));
}
