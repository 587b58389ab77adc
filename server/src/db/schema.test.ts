import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendStatement } from '../core/conversations/appendStatement.ts';
import { prepareJobs } from '../jobs/worker.ts';
import { uuid } from '../lib/uuid.ts';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts';
import { dumpSchema } from './dumpSchema.ts';
import { migrate } from './migrate.ts';
import { createPool } from './pool.ts';
import { claimTables } from './releaseClaims.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** One person signs in to many workspaces, and an installation has keys of its own: these tables belong to nobody. */
const globalTables = [
  'users',
  'sessions',
  'accounts',
  'verifications',
  'two_factors',
  'used_codes',
  'server_keys',
  'migrations',
  'workspaces',
];

test('schema.sql is what the migrations produce (renew it with npm run schema)', async () => {
  const committed = readFileSync(new URL('../../schema.sql', import.meta.url), 'utf8');
  expect(await dumpSchema(database.pool)).toBe(committed);
});

test('every table whose work is claimed is released after a crash', async () => {
  const found = await database.pool.query<{ name: string }>(
    `select distinct table_name as name from information_schema.columns
     where table_schema = 'public' and column_name in ('claimed_until', 'heartbeat_at')`,
  );
  expect([...claimTables].sort()).toEqual(found.rows.map((row) => row.name).sort());
});

test('workspace_id leads every primary, foreign and unique key', async () => {
  const keys = await database.pool.query<{
    name: string;
    table: string;
    columns: string[];
    target: string | null;
  }>(
    `select con.conname as name, t.relname as table, target.relname as target,
       array(select attname::text from unnest(con.conkey) with ordinality k (num, ord)
         join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.num order by k.ord) as columns
     from pg_constraint con join pg_class t on t.oid = con.conrelid left join pg_class target on target.oid = con.confrelid
     where con.contype in ('p', 'u', 'f') and t.relnamespace = 'public'::regnamespace
     union all
     select i.relname, t.relname, null, array(select attname::text from unnest(x.indkey) with ordinality k (num, ord)
         join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.num order by k.ord)
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
     where x.indisunique and t.relnamespace = 'public'::regnamespace`,
  );
  expect(keys.rows.length).toBeGreaterThan(30);
  const astray = keys.rows.filter(
    (key) =>
      !globalTables.includes(key.table) &&
      key.columns[0] !== 'workspace_id' &&
      // A reference to a global table has nothing to lead it.
      !(key.target !== null && globalTables.includes(key.target)),
  );
  expect(astray).toEqual([]);
});

test('what every message changes of its conversation is named by no index, so that the row stays on its page', async () => {
  const named = await database.pool.query<{ column: string }>(
    `select distinct a.attname::text as column from pg_index i
     join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid and d.refobjid = i.indrelid
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = d.refobjsubid
     where i.indrelid = 'conversations'::regclass`,
  );
  const columns = named.rows.map((row) => row.column);
  expect(columns, 'the catalogue tells of keys, of what is included and of conditions').toEqual(
    expect.arrayContaining(['changed_xid', 'waiting_since', 'first_reply_at', 'active_about']),
  );
  const set = /update conversations c set([\s\S]*?)\n {2}from summary/.exec(appendStatement)![1]!;
  const changed = [...set.matchAll(/^ {4}(\w+) =/gm)].map((match) => match[1]!);
  expect(changed).toContain('last_seq');
  // Whose turn it is changes with the side that speaks, not with every message.
  const turn = ['waiting_since', 'first_reply_at', 'unread_reply_since'];
  expect(changed.filter((column) => columns.includes(column) && !turn.includes(column))).toEqual([]);
});

test('P22: plain PostgreSQL: the schema asks for no extension', async () => {
  const extensions = await database.pool.query<{ extname: string }>('select extname from pg_extension');
  // The procedural language that every database is made with; nothing of ours is written in it.
  expect(extensions.rows.map((row) => row.extname)).toEqual(['plpgsql']);
  const folder = new URL('../../migrations/', import.meta.url);
  const migrations = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  expect(migrations.join('\n')).not.toMatch(/create\s+extension/i);
});

test('P22: an ordinary owner of an empty database is enough: no superuser, no right to add anything', async () => {
  const empty = await createTestDatabase({ empty: true });
  const role = `plain_${uuid().slice(-12)}`;
  const name = empty.connection.database ?? new URL(empty.connection.connectionString!).pathname.slice(1);
  await empty.pool.query(`create role ${role} nosuperuser nocreatedb nocreaterole`);
  await empty.pool.query(`alter database ${name} owner to ${role}`);
  // Every connection is that role's from its beginning.
  const pool = createPool({ ...empty.connection, options: `-c role=${role}` });
  expect(await migrate(pool)).toContain('0001_foundation.sql');
  await prepareJobs(pool, { error: (details) => expect.unreachable(JSON.stringify(details)) });
  expect((await pool.query('select current_user as me')).rows).toEqual([{ me: role }]);
  await pool.end();
  await empty.drop();
  await database.pool.query(`drop role ${role}`);
});
