import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts';
import { isConnectionError } from './errors.ts';
import { createPool, momentsAsText } from './pool.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});
afterAll(() => database.drop());

test('whole numbers are numbers as long as they are exact; a day is not a moment', async () => {
  const found = await database.pool.query(
    `select count(*) as n, 9007199254740993::int8 as large, '2026-03-29'::date as day, '2026-03-29T12:00Z'::timestamptz as at`,
  );
  expect(found.rows[0]).toEqual({
    n: 1,
    large: '9007199254740993',
    day: '2026-03-29',
    at: new Date('2026-03-29T12:00:00Z'),
  });
});

test('moments are read as they are, from whatever zone the database lives in', async () => {
  const client = await database.pool.connect();
  for (const zone of ['UTC', 'Europe/Paris', 'Asia/Kolkata']) {
    await client.query(`set timezone = '${zone}'`);
    const { rows } = await client.query(
      `select '2026-11-27T08:00:00.123Z'::timestamptz as a, '2026-11-27T08:00:00.123456Z'::timestamptz as b, '2026-11-27T08:00:00Z'::timestamptz as c,
         '0044-03-15 BC'::timestamptz as long_ago, 'infinity'::timestamptz as never, null::timestamptz as none`,
    );
    const [at, second] = [new Date('2026-11-27T08:00:00.123Z'), new Date('2026-11-27T08:00:00Z')];
    expect(rows[0]).toMatchObject({ a: at, b: at, c: second, never: Infinity, none: null });
    expect(rows[0].long_ago.getUTCFullYear()).toBe(-43);
  }
  client.release(true);
});

test('moments that only travel on are the text that a Date would write', async () => {
  const client = await database.pool.connect();
  for (const zone of ['UTC', 'Europe/Paris']) {
    await client.query(`set timezone = '${zone}'`);
    const text = `select '2026-11-27T08:00:00.12Z'::timestamptz as a, '2026-11-27T08:00:00.123999Z'::timestamptz as b, '2026-11-27T08:00:00Z'::timestamptz as c, null::timestamptz as none`;
    const { rows } = await client.query({ text, types: momentsAsText });
    expect(rows[0]).toEqual({
      a: '2026-11-27T08:00:00.120Z',
      b: '2026-11-27T08:00:00.123Z',
      c: '2026-11-27T08:00:00.000Z',
      none: null,
    });
  }
  client.release(true);
});

test('connections that the server closes, idle or in use, are told and replaced', async () => {
  const lost: Error[] = [];
  const pool = createPool({ ...database.connection, application_name: 'doomed' }, (error) =>
    lost.push(error),
  );
  const inUse = await pool.connect();
  await pool.query('select 1');
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'`,
  );
  await expect.poll(() => lost.length).toBeGreaterThan(0);
  const failure = await inUse.query('select 1').catch((error: Error) => error);
  expect(isConnectionError(failure)).toBe(true);
  inUse.release(true);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

test('a statement timeout ends the statement, not the connection', async () => {
  const pool = createPool({ ...database.connection, statement_timeout: 50, max: 1 });
  const failure = await pool.query('select pg_sleep(5)').catch((error: Error) => error);
  expect(isConnectionError(failure)).toBe(false);
  expect(failure).toMatchObject({ code: '57014' });
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});
