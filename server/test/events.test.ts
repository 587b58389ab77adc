import type { EventsPage, Inbox, WorkspaceEvent } from '@causerie/protocol';
import fc from 'fast-check';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let owner: TestAgent;
let inbox: Inbox;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  owner = company.owner;
  inbox = await company.addInbox();
});
afterAll(() => program.stop());

const ask = (query: string): Promise<EventsPage> =>
  owner.http.elsewhere().get(`/v1/workspaces/${company.id}/events${query}`);

/** A consumer: keeps its cursor, and everything it was told. */
class Consumer {
  readonly events: WorkspaceEvent[] = [];
  cursor: string | undefined;
  constructor(cursor?: string) {
    this.cursor = cursor;
  }
  async poll(limit = 100): Promise<boolean> {
    const page = await ask(`?limit=${limit}${this.cursor ? `&after=${this.cursor}` : ''}`);
    this.events.push(...page.items);
    this.cursor = page.cursor;
    return page.more;
  }
  async catchUp(limit?: number): Promise<WorkspaceEvent[]> {
    while (await this.poll(limit));
    return this.events;
  }
}
const latest = async () => new Consumer((await ask('?after=latest')).cursor);

async function startConversation(): Promise<string> {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid() });
  await tab.close();
  return conversationId;
}

/** Of each conversation the numbers in the order in which they were told. */
function sequencesOf(events: WorkspaceEvent[]): Record<string, number[]> {
  const sequences: Record<string, number[]> = {};
  for (const { entry } of events) {
    if (!entry) continue;
    sequences[entry.conversationId] = [...(sequences[entry.conversationId] ?? []), entry.seq];
  }
  return sequences;
}

describe('the event feed', () => {
  test('tells by name what happens to contacts, conversations and deliveries', async () => {
    const consumer = await latest();
    const id = await startConversation();
    await owner.write(id, 'Hello!');
    await owner.write(id, 'a note', 'note');
    await owner.patch(id, { priority: 'high', labels: ['vip'] });
    const { contact } = await owner.read(id);
    await owner.http.patch(`/v1/workspaces/${company.id}/contacts/${contact.id}`, { name: 'Marie' });
    await program.database.pool.query(
      `insert into deliveries (workspace_id, id, conversation_id, first_seq, last_seq, channel, address, version)
       select workspace_id, $2, id, last_seq, last_seq, 'email', 'x@example.com', version from conversations where id = $1`,
      [id, uuid()],
    );
    await program.database.pool.query(
      `update deliveries set status = 'failed', reason = 'no' where conversation_id = $1`,
      [id],
    );
    await owner.patch(id, { status: 'resolved' });
    const events = await consumer.catchUp();
    expect(events.map((e) => e.type)).toEqual([
      'contact.created',
      'contact.updated',
      'conversation.created',
      'message.created',
      'conversation.assigned',
      'message.created',
      'note.created',
      'conversation.priority_changed',
      'conversation.labels_changed',
      'conversation.resolved',
      'message.created',
      'delivery.queued',
      'delivery.failed',
    ]);
    expect(events.every((e) => e.workspaceId === company.id)).toBe(true);
    expect(events[1]).toMatchObject({ contact: { id: contact.id, name: 'Marie' }, contactId: contact.id });
    expect(events[3]).toMatchObject({
      conversationId: id,
      contactId: contact.id,
      entry: { kind: 'message', seq: 2 },
      conversation: { id, status: 'resolved' },
    });
    expect(events.at(-1)).toMatchObject({ delivery: { status: 'failed', reason: 'no' } });
    expect(new Set(events.map((e) => e.id)).size).toBe(events.length);
    expect((await ask(`?after=${consumer.cursor}`)).items).toEqual([]);
  });

  test('from the beginning, in pages of any size, is the same, each event once', async () => {
    const whole = await new Consumer().catchUp(500);
    for (const limit of [1, 3, 7]) {
      const events = await new Consumer().catchUp(limit);
      expect(events.map((e) => e.id).toSorted()).toEqual(whole.map((e) => e.id).toSorted());
      for (const sequence of Object.values(sequencesOf(events)))
        expect(sequence).toEqual(sequence.map((_, i) => i + 1));
    }
  });

  test('waits for something to happen', async () => {
    const { cursor } = await latest();
    const waiting = ask(`?after=${cursor}&wait=20`);
    const id = await startConversation();
    const { items } = await waiting;
    expect(items.length).toBeGreaterThan(0);
    const empty = await ask(`?after=${cursor}&types=conversation.snoozed`);
    expect(empty.items).toEqual([]);
    expect((await ask(`?after=${cursor}&types=conversation.created`)).items).toMatchObject([
      { conversationId: id },
    ]);
  });

  test('refuses what is no cursor, and one of another database', async () => {
    const bad = (after: string) =>
      owner.http.call('GET', `/v1/workspaces/${company.id}/events?after=${after}`);
    expect(await bad('nonsense')).toMatchObject({ status: 400, code: 'invalid_value' });
    const { cursor } = await latest();
    const text = Buffer.from(cursor!, 'base64url').toString();
    const elsewhere = Buffer.from(text.replace('~', '~other')).toString('base64url');
    expect(await bad(elsewhere)).toMatchObject({ status: 410, code: 'cursor_expired' });
    const future = Buffer.from(text.replace(/:\d+:\d+:.*/, ':999999999:999999999:')).toString('base64url');
    expect(await bad(future)).toMatchObject({ status: 410, code: 'cursor_expired' });
  });

  test('is for those who may see all conversations and contacts', async () => {
    const role = await owner.http.post<{ id: string }>(`/v1/workspaces/${company.id}/roles`, {
      name: 'Few',
      permissions: ['conversations.reply'],
    });
    const few = await company.addAgent('Fay', role.id);
    expect(await few.http.call('GET', `/v1/workspaces/${company.id}/events`)).toMatchObject({
      code: 'forbidden',
    });
  });
});

/** A connection of its own with a transaction that takes its number early and commits when it likes. */
class Writer {
  readonly client: PoolClient;
  #open = false;
  #wrote = false;
  #pending: Promise<unknown> = Promise.resolve();
  constructor(client: PoolClient) {
    this.client = client;
  }
  /** Assigns the transaction's number before anything is written, so that numbers and commits come in different orders. */
  begin(): void {
    if (this.#open) return;
    this.#open = true;
    this.#wrote = false;
    this.#queue(() => this.client.query('begin; select pg_current_xact_id()'));
  }
  /** One entry, in one conversation per transaction, so that writers wait for each other and never deadlock. */
  append(conversationId: string): void {
    this.begin();
    if (this.#wrote) return;
    this.#wrote = true;
    this.#queue(async () => {
      const locked = await this.client.query<{ last_seq: number }>(
        'select last_seq from conversations where id = $1 for no key update',
        [conversationId],
      );
      const seq = locked.rows[0]!.last_seq + 1;
      await this.client.query(
        `insert into entries (workspace_id, conversation_id, seq, id, kind, author_kind, event)
         values ($1, $2, $3, $4, 'event', 'system', '{"type": "reopened"}')`,
        [company.id, conversationId, seq, uuid()],
      );
      await this.client.query(
        'update conversations set last_seq = $2, version = version + 1, changed_xid = pg_current_xact_id() where id = $1',
        [conversationId, seq],
      );
    });
  }
  end(how: 'commit' | 'rollback'): void {
    if (!this.#open) return;
    this.#open = false;
    this.#queue(() => this.client.query(how));
  }
  async settle(): Promise<void> {
    this.end('commit');
    await this.#pending;
  }
  #queue(work: () => Promise<unknown>): void {
    this.#pending = this.#pending.then(work);
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant('begin' as const), writer: fc.nat(4) }),
  fc.record({ do: fc.constant('append' as const), writer: fc.nat(4), conversation: fc.nat(2) }),
  fc.record({ do: fc.constantFrom('commit' as const, 'rollback' as const), writer: fc.nat(4) }),
  fc.record({ do: fc.constant('poll' as const), limit: fc.integer({ min: 1, max: 9 }) }),
);

test('a consumer misses nothing and hears each conversation in order, whoever commits late', {
  timeout: 120_000,
}, async () => {
  const conversations = await Promise.all([1, 2, 3].map(() => startConversation()));
  const writers = await Promise.all(
    Array.from({ length: 5 }, async () => new Writer(await program.database.pool.connect())),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const consumer = await latest();
      const before = await countEntries(conversations);
      for (const each of steps) {
        if (each.do === 'poll') await consumer.poll(each.limit);
        else if (each.do === 'begin') writers[each.writer]!.begin();
        else if (each.do === 'append') writers[each.writer]!.append(conversations[each.conversation]!);
        else writers[each.writer]!.end(each.do);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await Promise.all(writers.map((writer) => writer.settle()));
      const sequences = sequencesOf(await consumer.catchUp(3));
      const after = await countEntries(conversations);
      for (const id of conversations) {
        const written = Array.from({ length: after[id]! - before[id]! }, (_, i) => before[id]! + 1 + i);
        expect(sequences[id] ?? []).toEqual(written);
      }
    }),
    { numRuns: 40 },
  );
  for (const writer of writers) writer.client.release();
});

async function countEntries(ids: string[]): Promise<Record<string, number>> {
  const found = await program.database.pool.query<{ id: string; n: number }>(
    'select conversation_id as id, count(*)::int as n from entries where conversation_id = any ($1) group by 1',
    [ids],
  );
  return Object.fromEntries(found.rows.map((row) => [row.id, row.n]));
}
