import { expect, test } from 'vitest';
import { createPool } from '../../db/pool.ts';
import { createDb } from '../../db/transaction.ts';
import { uuid } from '../../lib/uuid.ts';
import { createTestDatabase } from '../../testing/createTestDatabase.ts';
import type { Core } from '../core.ts';
import { claimDeliveries } from './claimDeliveries.ts';

const BACKLOG = 3000;

test('P15: a connection that has claimed while nothing waited takes as many of a backlog as it was told', async () => {
  const database = await createTestDatabase();
  const { pool } = database;
  const [workspace, inbox, contact, conversation] = Array.from({ length: 4 }, uuid);
  await pool.query(`insert into workspaces (id, name) values ($1, 'Lamps')`, [workspace]);
  await pool.query(
    `insert into inboxes (workspace_id, id, kind, name, settings) values ($1, $2, 'web', 'Site', '{}')`,
    [workspace, inbox],
  );
  await pool.query('insert into contacts (workspace_id, id) values ($1, $2)', [workspace, contact]);
  await pool.query(
    `insert into conversations (workspace_id, id, inbox_id, contact_id, mode) values ($1, $2, $3, $4, 'messaging')`,
    [workspace, conversation, inbox, contact],
  );
  // What the database knows of the table, and may keep a plan for, is that it is empty.
  await pool.query('alter table deliveries set (autovacuum_enabled = off)');
  await pool.query('vacuum analyze deliveries');
  const lane = createPool({ ...database.connection, max: 1, statement_timeout: 5000 });
  const core = { db: createDb(lane) } as Core;
  for (let i = 0; i < 10; i += 1) expect(await claimDeliveries(core, 20)).toEqual([]);
  await pool.query(
    `insert into deliveries (workspace_id, id, conversation_id, first_seq, last_seq, channel, address, version, due_at)
     select $1, gen_random_uuid(), $2, n, n, 'email', 'someone@example.com', 1, now() - make_interval(secs => $3 - n)
     from generate_series(1, $3::int) n`,
    [workspace, conversation, BACKLOG],
  );
  const claimed = await claimDeliveries(core, 20);
  expect(claimed.map((each) => each.firstSeq).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  const taken = await pool.query<{ n: number }>('select count(*) as n from deliveries where attempts > 0');
  expect(taken.rows[0]!.n).toBe(20);
  await lane.end();
  await database.drop();
}, 60_000);
