import pg from 'pg';

const { builtins } = pg.types;

/**
 * A pool that outlives its database: lost connections are told to `log` and replaced when next needed. Any setting of
 * the driver can be given; `statement_timeout` (milliseconds) is off unless given.
 */
export function createPool(config: pg.PoolConfig, log: (error: Error) => void = () => {}): pg.Pool {
  const pool = new pg.Pool({
    max: 20,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'causerie',
    types: { getTypeParser },
    ...config,
  });
  // An error event without a listener ends the process. The pool's is for idle connections, the client's for those in use.
  pool.on('error', log);
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Where the driver's own choice is not ours. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, parseInt8],
  // A day has no time zone: as a Date it would be midnight of wherever the server stands.
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, parseMoment],
]);

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format as 'text');
}

/** For a query whose moments only travel on: text in ISO 8601, to the millisecond, as `Date` writes it. */
export const momentsAsText = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === builtins.TIMESTAMPTZ && format !== 'binary' ? toIsoText : getTypeParser(oid, format),
};

const parseAnyMoment: (text: string) => unknown = pg.types.getTypeParser(builtins.TIMESTAMPTZ);

/**
 * `2026-11-27 08:00:00.123+00`, as a database that lives in UTC writes moments, is but two characters away from what Date
 * reads itself, several times as fast as the driver does. Every row of a list holds some; the rest is left to the driver.
 */
function parseMoment(text: string): unknown {
  return isUsual(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : parseAnyMoment(text);
}

function toIsoText(text: string): unknown {
  if (!isUsual(text)) return (parseAnyMoment(text) as Date).toISOString();
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).slice(0, 3).padEnd(3, '0')}Z`;
}

const isUsual = (text: string): boolean => text.endsWith('+00') && text[4] === '-' && text[10] === ' ';

/** Counts and sums fit into a number; what does not stays text, rather than becoming another number. */
function parseInt8(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}
