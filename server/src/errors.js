import { errorCodes } from '@causerie/protocol';
/** An error that a client is told of, by its stable code from the protocol's catalogue. */
export class AppError extends Error {
    code;
    status;
    field;
    retryAfterMs;
    constructor(code, details = {}) {
        super(details.message ?? errorCodes[code].text, { cause: details.cause });
        this.name = 'AppError';
        this.code = code;
        this.status = errorCodes[code].status;
        this.field = details.field;
        this.retryAfterMs = details.retryAfterMs ?? ('retry' in errorCodes[code] ? 1000 : undefined);
    }
}
/** A shorthand, so that refusals read as one expression: `?? fail('contact_not_found')`. */
export function fail(code, details) {
    throw new AppError(code, details);
}
/** Whatever was thrown, as an Error. */
export function coerceError(thrown) {
    return thrown instanceof Error ? thrown : new Error(String(thrown));
}
