/** What the log tells of an error. */
export type ErrorDescription = {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  /** Of PostgreSQL: which rule was broken, in which table. */
  constraint?: string;
  table?: string;
  cause?: ErrorDescription;
};

const MOST_CAUSES = 4;

/**
 * An error for the log, without what people wrote. PostgreSQL repeats values in its messages (`invalid input syntax for
 * type uuid: "..."`) and rows in `detail`; libraries hang whole requests onto errors. Kept are fields that hold names of
 * ours, and of a message that quotes something only the part outside of the quotes.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const { code, constraint, table, severity } = error as Error & Record<string, unknown>;
  const fromDatabase = typeof severity === 'string';
  const message = fromDatabase && constraint === undefined ? withoutQuotes(error.message) : error.message;
  return {
    type: error.name,
    message,
    ...(typeof code === 'string' && { code }),
    // The stack begins with the message, which may be another one than ours.
    ...(error.stack && { stack: [`${error.name}: ${message}`, ...framesOf(error.stack)].join('\n') }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(typeof table === 'string' && { table }),
    ...(error.cause !== undefined && depth < MOST_CAUSES && { cause: describeError(error.cause, depth + 1) }),
  };
}

const withoutQuotes = (message: string): string => message.replaceAll(/"[^"]*"?|'[^']*'?/gs, '"…"');

const framesOf = (stack: string): string[] => stack.split('\n').filter((line) => /^\s+at /.test(line));
