import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts';
import { migrate, mustBeNewEnough } from './migrate.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  await database.pool.query('drop schema public cascade; create schema public');
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  writeFileSync(
    join(folder, '0001_first.sql'),
    'create table a (id int primary key); insert into a values (1)',
  );
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

test('applies what is missing, in order, once', async () => {
  expect(await migrate(database.pool, { folder })).toEqual(['0001_first.sql']);
  writeFileSync(join(folder, '0002_second.sql'), 'alter table a add column name text');
  expect(await migrate(database.pool, { folder })).toEqual(['0002_second.sql']);
  expect(await migrate(database.pool, { folder })).toEqual([]);
});

test('two nodes that start at once apply each file once', async () => {
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.pool, { folder })));
  expect(applied.flat()).toEqual(['0001_first.sql']);
  expect((await database.pool.query('select * from a')).rowCount).toBe(1);
});

test('a PostgreSQL that is too old is refused by its number', async () => {
  const of = (version: string) => mustBeNewEnough({ query: async () => ({ rows: [{ version }] }) } as never);
  await expect(of('14.13 (Debian 14.13-1)')).rejects.toThrow('15 or newer; this one is 14.13');
  await expect(of('9.6.24')).rejects.toThrow('15 or newer');
  await of('15.0');
  await mustBeNewEnough(database.pool as never);
});

test('a failing file leaves nothing of itself', async () => {
  writeFileSync(join(folder, '0002_broken.sql'), 'create table b (id int); select nonsense');
  await expect(migrate(database.pool, { folder })).rejects.toThrow('0002_broken.sql failed');
  expect((await database.pool.query(`select to_regclass('b') as b`)).rows[0].b).toBeNull();
  expect((await database.pool.query('select name from migrations')).rows).toEqual([
    { name: '0001_first.sql' },
  ]);
});

test('refuses a changed file and a database of a newer program', async () => {
  await migrate(database.pool, { folder });
  writeFileSync(join(folder, '0001_first.sql'), 'create table a (id bigint primary key)');
  await expect(migrate(database.pool, { folder })).rejects.toThrow('was changed after it had been applied');
  rmSync(join(folder, '0001_first.sql'));
  await expect(migrate(database.pool, { folder })).rejects.toThrow('belongs to a newer version');
});
