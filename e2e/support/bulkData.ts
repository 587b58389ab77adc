import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Server } from './Server.ts';

/** A connection to a test server's own database, by the socket that its data folder names. */
export async function withDatabase<T>(server: Server, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const lines = readFileSync(join(server.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const client = new pg.Client({
    host: lines[4]!,
    port: Number(lines[3]),
    user: 'causerie',
    database: 'postgres',
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Open conversations in bulk, each of a contact of its own, with a last message; copies of one that is there. */
export async function addConversations(client: pg.Client, model: string, many: number): Promise<void> {
  await client.query('set synchronous_commit = off');
  await client.query(
    `with fresh as (
       select gen_random_uuid() as id, gen_random_uuid() as contact_id, n from generate_series(1, $2) n),
     contacts as (
       insert into contacts (workspace_id, id, name)
       select c.workspace_id, f.contact_id, 'Person ' || f.n from fresh f, conversations c where c.id = $1)
     insert into conversations (workspace_id, id, inbox_id, contact_id, mode, last_seq, last_message, active_at, contact_messages, waiting_since)
     select c.workspace_id, f.id, c.inbox_id, f.contact_id, 'messaging', 1,
       jsonb_build_object('seq', 1, 'at', '2026-01-01T00:00:00.000Z', 'authorKind', 'contact', 'authorId', f.contact_id,
         'preview', 'Words number ' || f.n, 'kind', 'text'),
       now() - make_interval(secs => f.n), 1, now() - make_interval(secs => f.n)
     from fresh f, conversations c where c.id = $1`,
    [model, many],
  );
  await client.query('analyze conversations; analyze contacts');
}

/** Messages in bulk at the end of a conversation's log. */
export async function addEntries(client: pg.Client, conversationId: string, many: number): Promise<void> {
  await client.query(
    `insert into entries (workspace_id, conversation_id, seq, id, at, kind, author_kind, author_id, content)
     select c.workspace_id, c.id, c.last_seq + n, gen_random_uuid(), now() - make_interval(mins => $2::int - n), 'message',
       'contact', c.contact_id, jsonb_build_object('kind', 'text', 'text',
         'Line ' || n || repeat(' of a long talk', 1 + n % 9))
     from conversations c, generate_series(1, $2::int) n where c.id = $1`,
    [conversationId, many],
  );
  await client.query(
    'update conversations set last_seq = last_seq + $2, contact_messages = contact_messages + $2, version = version + 1 where id = $1',
    [conversationId, many],
  );
}
