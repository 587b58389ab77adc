import type { Conversation, ConversationsPage, Inbox, SavedView, ServerFrame } from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestSocket } from '../src/testing/TestSocket.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { pause, waitUntil } from '../src/testing/waitUntil.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
  inbox = await company.addInbox();
});
afterAll(() => program.stop());

async function startConversation(text = 'Hello?'): Promise<string> {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text });
  await tab.close();
  return conversationId;
}

const list = (query = 'limit=100') =>
  agent.http.get<ConversationsPage>(`/v1/workspaces/${company.id}/conversations?${query}`);

/** A console's list: the page it loaded, then every row it hears of; the higher version wins. */
class RowKeeper {
  readonly rows = new Map<string, Conversation>();
  watermark: string;

  constructor(page: ConversationsPage) {
    this.watermark = page.watermark;
    for (const row of page.items) this.keep(row);
  }

  keep(row: Conversation): void {
    const known = this.rows.get(row.id);
    if (!known || row.version >= known.version) this.rows.set(row.id, row);
  }

  take(frame: ServerFrame): void {
    if (frame.type !== 'rows') return;
    for (const row of frame.conversations) this.keep(row);
    if (frame.watermark) this.watermark = frame.watermark;
  }

  async follow(): Promise<TestSocket> {
    const socket = await agent.connect();
    socket.onFrame = (frame) => this.take(frame);
    const answer = await socket.followRows(this.watermark);
    expect(answer.reset).toBe(false);
    return socket;
  }

  get open(): Conversation[] {
    return [...this.rows.values()]
      .filter((row) => row.status === 'open')
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}

const byId = (rows: Conversation[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

test('P8: a new chat is in the queue of everybody who follows it, at once and without a reload', async () => {
  const colleague = await company.addAgent('Bruno');
  const desks = await Promise.all([agent.connect(), colleague.connect()]);
  for (const desk of desks) await desk.followRows();
  const id = await startConversation('Is anybody there?');
  for (const desk of desks) {
    await desk.waitFor(
      (f) => f.type === 'rows' && f.conversations.some((c) => c.id === id && c.lastSeq === 2),
    );
  }
  await Promise.all(desks.map((desk) => desk.close()));
});

test('P8: a list that is dropped again and again ends as the list that is loaded anew', async () => {
  const ids = await Promise.all([1, 2, 3, 4].map((n) => startConversation(`first ${n}`)));
  const keeper = new RowKeeper(await list());
  let socket = await keeper.follow();
  for (let i = 0; i < 40; i += 1) {
    const id = ids[i % ids.length]!;
    const changes = [
      () => agent.write(id, `message ${i}`),
      () => agent.patch(id, { labels: [`l${i}`] }),
      () => agent.patch(id, { status: i % 3 ? 'open' : 'resolved' }),
      () => startConversation(`new ${i}`),
    ];
    void changes[i % 4]!();
    if (i % 6 === 4) socket.drop();
    if (!socket.isOpen && i % 2) socket = await keeper.follow();
    await pause(3);
  }
  if (!socket.isOpen) socket = await keeper.follow();
  await waitUntil('the kept list is the loaded one', async () => {
    const loaded = byId((await list()).items);
    const same = (a: Conversation[], b: Conversation[]) => JSON.stringify(a) === JSON.stringify(b);
    return same(keeper.open, loaded);
  }).catch(async () => expect(keeper.open).toEqual(byId((await list()).items)));
  await socket.close();
});

test('P8: a change that was under way when the list was read, and committed after it, is told', async () => {
  const id = await startConversation();
  const { pool } = program.database;
  const client = await pool.connect();
  await client.query('begin');
  await client.query(
    `update conversations set priority = 'urgent', version = version + 1, changed_xid = pg_current_xact_id() where id = $1`,
    [id],
  );
  // Others go on meanwhile, so that the newest number is far beyond the one that is still open.
  await startConversation();
  const page = await list();
  expect(page.items.find((row) => row.id === id)?.priority).toBe('none');
  await startConversation();
  await client.query('commit');
  client.release();
  const keeper = new RowKeeper(page);
  const socket = await keeper.follow();
  expect(keeper.rows.get(id)?.priority).toBe('urgent');
  await socket.close();
});

test('P8: a message that was under way when the list was read, and committed after it, is told by its entry', async () => {
  const id = await startConversation();
  const client = await program.database.pool.connect();
  await client.query('begin');
  const numbered = await client.query<{ last_seq: number; workspace_id: string; contact_id: string }>(
    'update conversations set last_seq = last_seq + 1, version = version + 1 where id = $1 returning last_seq, workspace_id, contact_id',
    [id],
  );
  const { workspace_id, last_seq, contact_id } = numbered.rows[0]!;
  await client.query(
    `insert into entries (workspace_id, conversation_id, seq, id, kind, author_kind, author_id, content)
     values ($1, $2, $3, gen_random_uuid(), 'message', 'contact', $4, '{"kind":"text","text":"late"}')`,
    [workspace_id, id, last_seq, contact_id],
  );
  await startConversation();
  const page = await list();
  expect(page.items.find((row) => row.id === id)?.lastSeq).toBe(last_seq - 1);
  await client.query('commit');
  client.release();
  const keeper = new RowKeeper(page);
  const socket = await keeper.follow();
  expect(keeper.rows.get(id)?.lastSeq).toBe(last_seq);
  await socket.close();
});

test('property: whatever the moments, pages either way and filters by them are in order of the last activity', async () => {
  const { pool } = program.database;
  const other = await company.addInbox();
  const id = await startConversation();
  const contact = await pool.query<{ contact_id: string }>(
    'select contact_id from conversations where id = $1',
    [id],
  );
  const edges = [0, 9_999, 10_000, 19_999, 20_000];
  await fc.assert(
    fc.asyncProperty(
      // Of twenty-five seconds, which are three of those steps by which indexes are sorted.
      fc.array(fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 0, max: 25_000 })), {
        minLength: 1,
        maxLength: 40,
      }),
      fc.integer({ min: 1, max: 9 }),
      fc.oneof(fc.constantFrom(...edges), fc.integer({ min: -1, max: 25_001 })),
      async (offsets, limit, border) => {
        await pool.query('delete from conversations where workspace_id = $1 and inbox_id = $2', [
          company.id,
          other.id,
        ]);
        const moments = offsets.map((ms) => new Date(Date.UTC(2026, 0, 1, 12) + ms).toISOString());
        await pool.query(
          `insert into conversations (workspace_id, id, inbox_id, contact_id, mode, status, active_at)
           select $1, gen_random_uuid(), $2, $3, 'messaging', 'open', at from unnest($4::timestamptz[]) at`,
          [company.id, other.id, contact.rows[0]!.contact_id, moments],
        );
        const expected = moments.toSorted();
        expect(await walk(other.id, 'oldest', limit)).toEqual(expected);
        expect(await walk(other.id, 'newest', limit)).toEqual(expected.toReversed());
        const value = new Date(Date.UTC(2026, 0, 1, 12) + border).toISOString();
        for (const operator of ['before', 'after'] as const) {
          const view = await agent.http.post<SavedView>(`/v1/workspaces/${company.id}/views`, {
            name: operator,
            filter: {
              match: 'all',
              tests: [
                { property: 'conversation.active', operator, value },
                { property: 'conversation.inbox', operator: 'is', value: [other.id] },
              ],
            },
            visibility: 'private',
            sort: 'oldest',
          });
          const fits = (at: string) => (operator === 'before' ? at < value : at > value);
          const page = await list(`viewId=${view.id}&limit=100`);
          expect(page.items.map((row) => row.activeAt)).toEqual(expected.filter(fits));
          await agent.http.call('DELETE', `/v1/workspaces/${company.id}/views/${view.id}`);
        }
      },
    ),
    { numRuns: 12 },
  );
});

/** When each conversation of an inbox was last active, page by page. */
async function walk(inboxId: string, sort: 'newest' | 'oldest', limit: number): Promise<string[]> {
  const moments: string[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await list(
      `inboxId=${inboxId}&sort=${sort}&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`,
    );
    moments.push(...page.items.map((row) => row.activeAt));
    cursor = page.next;
  }
  return moments;
}

test('P8: too much missed, another database, or one that was put back: the client is told to load anew', async () => {
  const { pool } = program.database;
  const { watermark } = await list();
  const [id] = [await startConversation()];
  await pool.query(
    `insert into conversations (workspace_id, id, inbox_id, contact_id, mode, status)
     select workspace_id, gen_random_uuid(), inbox_id, contact_id, mode, 'resolved' from conversations, generate_series(1, 501) where id = $1`,
    [id],
  );
  const ask = async (since: string) => {
    const socket = await agent.connect();
    const { reset, conversations } = await socket.followRows(since);
    await socket.close();
    return { reset, rows: conversations.length };
  };
  expect(await ask(watermark)).toEqual({ reset: true, rows: 0 });
  const { watermark: now } = await list();
  expect(await ask(now)).toEqual({ reset: false, rows: 0 });
  const [name, xid, end] = now.split(':') as [string, string, string];
  expect(await ask(`${name}0:${xid}:${end}:`)).toMatchObject({ reset: true });
  expect(
    await ask(`${name}:${xid}:${BigInt(end) + 100_000n}:`),
    'a restored database counts lower',
  ).toMatchObject({
    reset: true,
  });
  for (const nonsense of [
    '',
    'x',
    ':',
    '1:-1',
    `${name}:99999999999999999999`,
    `${name}:1;drop`,
    `${name}:5:9:8,7`,
    `${name}:9:5:`,
  ]) {
    expect(await ask(nonsense), nonsense).toMatchObject({ reset: true });
  }
});

test('P1: somebody too far behind, or with a log that is not ours, starts over with the newest page', async () => {
  const conversationId = await startConversation();
  const desks = await Promise.all(Array.from({ length: 6 }, () => agent.connect()));
  // In waves: all at once a busy machine refuses some, and what is said again counts against the socket's limit.
  for (let wave = 0; wave < 10; wave += 1)
    await Promise.all(
      desks.flatMap((desk) =>
        Array.from({ length: 19 }, (_, i) => desk.say({ conversationId, text: `message ${wave} ${i}` })),
      ),
    );
  const { lastSeq } = await agent.read(conversationId);
  expect(lastSeq).toBeGreaterThan(1100);
  const [desk] = desks as [TestSocket];
  const far = await desk.subscribe(conversationId, { seq: 5, version: 1 });
  expect(far).toMatchObject({ reset: true, more: true });
  expect(far.entries.map((e) => e.seq)).toEqual(Array.from({ length: 50 }, (_, i) => lastSeq - 49 + i));
  const beyond = await desk.subscribe(conversationId, { seq: lastSeq + 7, version: 1 });
  expect(beyond).toMatchObject({ reset: true });
  const near = await desk.subscribe(conversationId, { seq: lastSeq - 900, version: 1 });
  expect(near).toMatchObject({ reset: false });
  expect(near.entries.map((e) => e.seq)).toEqual(Array.from({ length: 900 }, (_, i) => lastSeq - 899 + i));
  await Promise.all(desks.map((each) => each.close()));
});

test('history is read backwards without gap or overlap, by the desk and by the contact', async () => {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid() });
  for (let i = 0; i < 60; i += 1) await tab.say({ conversationId, text: `message ${i}` });
  await agent.write(conversationId, 'for us', 'note');
  const desk = await agent.connect();
  for (const socket of [desk, tab]) {
    const seqs: number[] = [];
    for (let before = 64; before > 1; ) {
      const ref = uuid();
      socket.send({ type: 'history', ref, conversationId, before, limit: 7 });
      const page = await socket.waitFor((f) => f.type === 'entries' && f.ref === ref);
      if (page.type !== 'entries') throw new Error('never');
      seqs.unshift(...page.entries.map((e) => e.seq));
      before = page.entries[0]!.seq;
      expect(page.more).toBe(before > 1);
    }
    expect(seqs).toEqual(Array.from({ length: 63 }, (_, i) => i + 1));
  }
  await Promise.all([tab.close(), desk.close()]);
});
