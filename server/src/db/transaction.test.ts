import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts';
import { DatabaseUnavailable } from './errors.ts';
import { createPool } from './pool.ts';
import { createDb, type Db, inTransaction, type Tx } from './transaction.ts';

let database: TestDatabase;
let db: Db;
const logged: Error[] = [];
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  db = createDb(database.pool, (error) => logged.push(error));
  await db.query('create table notes (id int primary key, text text not null)');
});
afterAll(() => database.drop());
beforeEach(async () => {
  logged.length = 0;
  await db.query(`truncate notes; insert into notes values (1, 'one'), (2, 'two')`);
});

const texts = async () => (await db.query('select text from notes order by id')).rows.map((row) => row.text);
const write = (tx: Tx, id: number, text: string) =>
  tx.query('update notes set text = $2 where id = $1', [id, text]);

test('commits what resolves; what is to follow sees it, in order', async () => {
  const followed: string[] = [];
  const result = await inTransaction(db, async (tx) => {
    tx.afterCommit(() => void followed.push('first'));
    tx.afterCommit(async () => void followed.push((await texts())[0] as string));
    await write(tx, 1, 'changed');
    expect(followed).toEqual([]);
    return 'result';
  });
  expect(result).toBe('result');
  await expect.poll(() => followed).toEqual(['first', 'changed']);
});

test('rolls back what rejects; nothing follows; the connection is clean', async () => {
  const followed: string[] = [];
  const failing = inTransaction(db, async (tx) => {
    tx.afterCommit(() => void followed.push('never'));
    await write(tx, 1, 'changed');
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await texts()).toEqual(['one', 'two']);
  expect(followed).toEqual([]);
  expect(database.pool.idleCount).toBe(database.pool.totalCount);
});

test('what fails after the commit is logged, and does not fail the caller or its neighbours', async () => {
  const followed: string[] = [];
  await inTransaction(db, async (tx) => {
    tx.afterCommit(() => {
      throw new Error('at once');
    });
    tx.afterCommit(() => Promise.reject(new Error('later')));
    tx.afterCommit(() => void followed.push('still'));
    await write(tx, 1, 'changed');
  });
  expect(await texts()).toEqual(['changed', 'two']);
  expect(followed).toEqual(['still']);
  await expect.poll(() => logged.map((error) => error.message)).toEqual(['at once', 'later']);
});

test('an error that was swallowed inside does not pass for a commit', async () => {
  const failing = inTransaction(db, async (tx) => {
    await write(tx, 1, 'changed');
    await tx.query('insert into notes values (1, $1)', ['again']).catch(() => {});
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(await texts()).toEqual(['one', 'two']);
});

test('two that block each other are both done: the one given up runs again', async () => {
  let runs = 0;
  let written = 0;
  const both = Promise.withResolvers<void>();
  const cross = (first: number, second: number, text: string) =>
    inTransaction(db, async (tx) => {
      runs += 1;
      await write(tx, first, text);
      // Each holds its first row before either asks for the other's; the run after the refusal need not wait.
      written += 1;
      if (written === 2) both.resolve();
      await both.promise;
      await write(tx, second, text);
    });
  await Promise.all([cross(1, 2, 'a'), cross(2, 1, 'b')]);
  expect(runs).toBe(3);
  const [first, second] = await texts();
  expect(first).toBe(second);
});

test('three deadlocks in a row are given to the caller', async () => {
  let runs = 0;
  const failing = inTransaction(db, async (tx) => {
    runs += 1;
    await tx.query(`do $$ begin raise exception 'no' using errcode = '40P01'; end $$`);
  });
  await expect(failing).rejects.toMatchObject({ code: '40P01' });
  expect(runs).toBe(3);
});

test('a connection lost in the middle is DatabaseUnavailable, and the next transaction gets another one', async () => {
  const failing = inTransaction(db, async (tx) => {
    const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    await db.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await write(tx, 1, 'changed');
  });
  await expect(failing).rejects.toBeInstanceOf(DatabaseUnavailable);
  await inTransaction(db, (tx) => write(tx, 2, 'changed'));
  expect(await texts()).toEqual(['one', 'changed']);
});

test('without a database: DatabaseUnavailable, for transactions and queries', async () => {
  const pool = createPool({ host: '/nowhere', user: 'nobody' });
  const gone = createDb(pool);
  await expect(gone.query('select 1')).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(inTransaction(gone, async () => {})).rejects.toBeInstanceOf(DatabaseUnavailable);
  await pool.end();
});
