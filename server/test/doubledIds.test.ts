import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate, migrationsFolder } from '../src/db/migrate.ts';
import { uuid } from '../src/lib/uuid.ts';
import { createTestDatabase } from '../src/testing/createTestDatabase.ts';

test('a message that an earlier version doubled: the first keeps its id, no entry is lost', async () => {
  const database = await createTestDatabase({ empty: true });
  const folder = mkdtempSync(join(tmpdir(), 'causerie-migrations-'));
  cpSync(join(migrationsFolder, '0001_foundation.sql'), join(folder, '0001_foundation.sql'));
  await migrate(database.pool, { folder });
  const sql = (text: string, values: unknown[]) => database.pool.query(text, values);
  const [workspace, inbox, contact, first, second, message] = Array.from({ length: 6 }, uuid);
  await sql(`insert into workspaces (id, name) values ($1, 'Lamps')`, [workspace]);
  await sql(
    `insert into inboxes (workspace_id, id, kind, name, settings) values ($1, $2, 'web', 'Site', '{}')`,
    [workspace, inbox],
  );
  await sql('insert into contacts (workspace_id, id) values ($1, $2)', [workspace, contact]);
  for (const [conversation, at] of [
    [first, '2026-01-02'],
    [second, '2026-01-01'],
  ]) {
    await sql(
      `insert into conversations (workspace_id, id, inbox_id, contact_id, mode) values ($1, $2, $3, $4, 'live')`,
      [workspace, conversation, inbox, contact],
    );
    await sql(
      `insert into entries (workspace_id, conversation_id, seq, id, at, kind, author_kind, content)
       values ($1, $2, 1, $3, $4, 'message', 'contact', '{"kind":"text","text":"twice"}')`,
      [workspace, conversation, message, at],
    );
  }
  await migrate(database.pool);
  const kept = await sql('select conversation_id, id from entries order by at', []);
  expect(kept.rows).toEqual([
    { conversation_id: second, id: message },
    { conversation_id: first, id: expect.not.stringMatching(message!) },
  ]);
  await database.drop();
  rmSync(folder, { recursive: true });
});
