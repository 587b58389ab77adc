/**
 * The database cannot be reached, or went away in the middle. Trying again later may help, if the work is safe to
 * repeat: when the connection broke during the commit, nobody knows whether it was done.
 */
export class DatabaseUnavailable extends Error {
  readonly retryable = true;

  constructor(cause: unknown) {
    super('The database cannot be reached.', { cause });
    this.name = 'DatabaseUnavailable';
  }
}

/** What was thrown, with lost and refused connections as `DatabaseUnavailable`. */
export function toDatabaseError(thrown: unknown): unknown {
  return isConnectionError(thrown) ? new DatabaseUnavailable(thrown) : thrown;
}

/** Whether an error says that the connection is gone or refused, not that the statement was wrong. */
export function isConnectionError(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const { code } = thrown as { code?: unknown };
  if (typeof code === 'string') return refusingStates.test(code) || systemErrors.has(code);
  return driverMessages.test(thrown.message);
}

/** 08: connection, 57P01-03: shut down, crashed, starting up; 53300: too many connections. */
const refusingStates = /^(08...|57P0[123]|53300)$/;

/** ENOENT: the socket of an embedded database that is not there at the moment. */
const systemErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** The driver's own errors have no code. */
const driverMessages =
  /^(Connection terminated|timeout e(xceeded|xpired)|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;
