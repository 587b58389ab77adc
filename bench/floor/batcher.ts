import type pg from 'pg';

export type Row = { conversationId: string; clientId: string; authorId: string; content: string };

/** Lock in id order, insert, bring the rows up to date: the least a durable message needs. One statement for all. */
const statement = `
with input as materialized (
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[]) with ordinality as i (conversation_id, client_id, author_id, content, ord)
),
locked as materialized (
  select id from bench_floor.conversations where id in (select conversation_id from input) order by id for no key update
),
inserted as (
  insert into bench_floor.messages (conversation_id, client_id, author_id, content)
  select i.conversation_id, i.client_id, i.author_id, i.content from input i join locked l on l.id = i.conversation_id order by i.ord
  returning id, conversation_id, client_id
),
updated as (
  update bench_floor.conversations c set last_id = n.id, version = version + 1, updated_at = now()
  from (select conversation_id, max(id) as id from inserted group by 1) n where c.id = n.conversation_id
)
select client_id, id from inserted`;

export const floorTables = `
drop schema if exists bench_floor cascade;
create schema bench_floor;
create table bench_floor.conversations (
  id uuid primary key, last_id bigint, version bigint not null default 1, updated_at timestamptz not null default now()
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create table bench_floor.messages (
  id bigint generated always as identity primary key,
  conversation_id uuid not null, client_id uuid not null, author_id uuid not null,
  content jsonb not null, at timestamptz not null default now(),
  unique (conversation_id, client_id)
);
create index on bench_floor.messages (conversation_id, id);`;

type Waiting = { row: Row; done: (id: string) => void; failed: (error: unknown) => void };

/** Group commit and nothing else: no checks, no order beyond that of one connection. */
export class Batcher {
  readonly #client: pg.Client;
  #waiting: Waiting[] = [];
  #busy = false;

  constructor(client: pg.Client) {
    this.#client = client;
  }

  append(row: Row): Promise<string> {
    return new Promise((done, failed) => {
      this.#waiting.push({ row, done, failed });
      if (this.#busy) return;
      this.#busy = true;
      setImmediate(() => void this.#flush());
    });
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, 500);
      try {
        const { rows } = await this.#client.query<{ client_id: string; id: string }>({
          name: 'floor',
          text: statement,
          values: [
            batch.map((w) => w.row.conversationId),
            batch.map((w) => w.row.clientId),
            batch.map((w) => w.row.authorId),
            batch.map((w) => w.row.content),
          ],
        });
        const ids = new Map(rows.map((row) => [row.client_id, row.id]));
        for (const waiting of batch) waiting.done(ids.get(waiting.row.clientId)!);
      } catch (error) {
        for (const waiting of batch) waiting.failed(error);
      }
    }
    this.#busy = false;
  }
}
