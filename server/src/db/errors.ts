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

/**
 * Whether an error tells of the state that the database is in, not of what it was asked: the same request may succeed in
 * a moment. Only true of work that is safe to repeat, which everything that comes with its own id is.
 */
export function isPassing(thrown: unknown): boolean {
  if (thrown instanceof DatabaseUnavailable || isConnectionError(thrown)) return true;
  const { code } = (thrown ?? {}) as { code?: unknown };
  return typeof code === 'string' && passingStates.test(code);
}

/** 08: connection, 57P01-05: shut down, crashed, starting up, dropped, idle; 53300: too many connections. */
const refusingStates = /^(08...|57P0[1-5]|53300)$/;

/**
 * Classes of PostgreSQL's codes (its manual, appendix A). 25006: read-only, as after a fail-over; 25P02 and 25P03: the transaction
 * was lost before; 40: given up for another one, or nobody knows; 53: disk, memory or connections used up; 55P03: a lock
 * was not given in time; 57: cancelled, shut down; 58: the machine under it failed.
 */
const passingStates = /^(08...|25006|25P0[23]|4000[13]|40P01|53...|55P03|57...|58...)$/;

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
  /^(Connection (terminated|ended)|timeout e(xceeded|xpired)|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;
