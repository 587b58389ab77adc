import type { Contact, Conversation, Import } from '@causerie/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createReadImport } from '../src/core/imports/readImport.ts';
import { runImports } from '../src/core/imports/runImports.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { expectGapless, textsOf } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let owner: TestAgent;
let base: string;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
});
afterAll(() => program.stop());
beforeEach(async () => {
  company = await createTestWorkspace(program);
  owner = company.owner;
  base = `/v1/workspaces/${company.id}`;
});

async function run(kind: string, contents: unknown): Promise<Import> {
  const text = typeof contents === 'string' ? contents : JSON.stringify(contents);
  const { id } = await owner.http.post<Import>(
    `${base}/imports/files?kind=${kind}`,
    formWithFile(text, 'history.json'),
  );
  await owner.http.post(`${base}/imports/${id}/start`, {});
  const { core, files } = program.doors;
  for (let i = 0; i < 100 && (await runImports(core, createReadImport(files))) > 0; i += 1);
  return owner.http.get<Import>(`${base}/imports/${id}`);
}
const conversations = async (): Promise<Conversation[]> => {
  const lists = await Promise.all(
    ['all', 'resolved'].map((view) =>
      owner.http.get<{ items: Conversation[] }>(`${base}/conversations?view=${view}`),
    ),
  );
  return lists.flatMap((list) => list.items).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
};
const contacts = async () => (await owner.http.get<{ items: Contact[] }>(`${base}/contacts`)).items;

const chatwoot = (extra: object[] = []) => ({
  data: {
    meta: { all_count: 2 },
    payload: [
      {
        id: 12,
        account_id: 1,
        status: 'resolved',
        priority: 'high',
        labels: ['billing', 'vip'],
        created_at: 1_700_000_000,
        meta: {
          sender: {
            id: 5,
            name: 'Lea Martin',
            email: 'Lea@Example.com',
            phone_number: '+33612345678',
            identifier: 'u-5',
            type: 'contact',
            additional_attributes: { city: 'Lyon' },
          },
          assignee: { id: 2, name: 'Tom', email: 'tom@elsewhere.example', role: 'agent' },
        },
        messages: [
          {
            id: 1,
            content: 'Hello?',
            message_type: 0,
            created_at: 1_700_000_001,
            private: false,
            sender: { id: 5, type: 'contact' },
          },
          { id: 2, content: 'Assigned to Tom', message_type: 2, created_at: 1_700_000_002, private: false },
          {
            id: 3,
            content: 'Look at this one',
            message_type: 1,
            created_at: 1_700_000_003,
            private: true,
            sender: { id: 2, name: 'Tom', type: 'user' },
          },
          {
            id: 4,
            content: 'Here you are',
            message_type: 1,
            created_at: 1_700_000_060,
            private: false,
            sender: { id: 2, name: 'Tom', type: 'user' },
            attachments: [{ data_url: 'https://files.example/a.pdf' }],
          },
          ...extra,
        ],
      },
      { id: 13, account_id: 1, status: 'open', created_at: 1_700_000_100, meta: {}, messages: [] },
    ],
  },
});

describe('a history of Chatwoot', () => {
  test('keeps its times, authors, notes and labels; what cannot be read is named', async () => {
    const done = await run('chatwoot', chatwoot());
    const problems = await program.database.pool.query(
      'select place, reason from import_problems where import_id = $1',
      [done.id],
    );
    expect(problems.rows).toEqual([{ place: 'conversation 13', reason: 'no_contact' }]);
    expect(done).toMatchObject({
      status: 'done',
      total: 2,
      counts: { conversations: 1, contacts: 1, messages: 2, notes: 1, failed: 1 },
    });
    const [conversation] = await conversations();
    expect(conversation).toMatchObject({
      status: 'resolved',
      priority: 'high',
      labels: ['billing', 'vip'],
      createdAt: '2023-11-14T22:13:20.000Z',
      activeAt: '2023-11-14T22:14:20.000Z',
      waitingSince: null,
    });
    const log = await owner.log(conversation!.id);
    expectGapless(log);
    expect(log.map((e) => [e.kind, e.author.kind, e.author.name ?? null])).toEqual([
      ['event', 'system', null],
      ['message', 'contact', null],
      ['note', 'agent', 'Tom'],
      ['message', 'agent', 'Tom'],
    ]);
    expect(textsOf(log)).toEqual(['Hello?', 'Look at this one', 'Here you are\nhttps://files.example/a.pdf']);
    expect(log[1]!.at).toBe('2023-11-14T22:13:21.000Z');
    const [lea] = await contacts();
    expect(lea).toMatchObject({
      name: 'Lea Martin',
      email: 'lea@example.com',
      phone: '+33612345678',
      city: 'Lyon',
      firstSeenAt: '2023-11-14T22:13:20.000Z',
    });
    expect(lea!.identities).toContainEqual(
      expect.objectContaining({ kind: 'user', address: 'u-5', verified: true }),
    );
  });

  test('read again adds nothing, read later adds what is new, in its place at the end', async () => {
    await run('chatwoot', chatwoot());
    const before = await conversations();
    expect((await run('chatwoot', chatwoot())).counts).toEqual({ repeated: 1, failed: 1 });
    expect(await conversations()).toEqual(before);
    const more = {
      id: 9,
      content: 'One more thing',
      message_type: 'incoming',
      created_at: 1_700_000_500,
      sender: { id: 5 },
    };
    expect((await run('chatwoot', chatwoot([more]))).counts).toMatchObject({ continued: 1, messages: 1 });
    const [conversation] = await conversations();
    const log = await owner.log(conversation!.id);
    expectGapless(log);
    expect(textsOf(log).at(-1)).toBe('One more thing');
  });

  test('nothing follows from it: no mail, no waiting, no news for whoever follows what is new', async () => {
    await run('chatwoot', chatwoot());
    const { pool } = program.database;
    const rows = await pool.query(
      `select waiting_since, unread_reply_since, source from conversations where workspace_id = $1`,
      [company.id],
    );
    expect(rows.rows).toEqual([
      { waiting_since: null, unread_reply_since: null, source: 'chatwoot/conversation/1/12' },
    ]);
    const news = await pool.query('select from entries where workspace_id = $1 and not imported', [
      company.id,
    ]);
    expect(news.rowCount).toBe(0);
    const jobs = await pool.query('select from deliveries where workspace_id = $1', [company.id]);
    expect(jobs.rowCount).toBe(0);
  });

  test('a member with the same address is the author, and is assigned what is open', async () => {
    const tom = await company.addAgent('Tom Fletcher');
    const { items } = await owner.http.get<{ items: { userId: string; email: string }[] }>(`${base}/members`);
    const email = items.find((m) => m.userId === tom.userId)!.email;
    const file = JSON.parse(
      JSON.stringify(chatwoot()).replaceAll('tom@elsewhere.example', email).replace('"resolved"', '"open"'),
    );
    for (const m of file.data.payload[0].messages) if (m.sender?.id === 2) m.sender.email = email;
    await run('chatwoot', file);
    const [conversation] = await conversations();
    expect(conversation).toMatchObject({ status: 'open', assigneeId: tom.userId });
    expect((await owner.log(conversation!.id)).at(-1)!.author).toMatchObject({
      id: tom.userId,
      name: 'Tom Fletcher',
    });
  });
});

test('Intercom, today’s shape and the old one', async () => {
  const lines = [
    {
      type: 'contact',
      id: 'c1',
      external_id: 'u-1',
      name: 'Ada',
      email: 'ada@example.com',
      location: { city: 'Paris', country_code: 'FR' },
    },
    { type: 'admin', id: '9', name: 'Nadia', email: 'nadia@elsewhere.example' },
    {
      type: 'conversation',
      id: '100',
      created_at: 1_650_000_000,
      state: 'closed',
      priority: 'priority',
      title: '<p>Order &amp; return</p>',
      source: {
        type: 'conversation',
        id: 's1',
        body: '<p>Hello &lt;you&gt;</p><p>second line</p>',
        author: { type: 'user', id: 'c1' },
      },
      contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: 'c1', external_id: 'u-1' }] },
      tags: { type: 'tag.list', tags: [{ type: 'tag', id: 't', name: 'returns' }] },
      conversation_parts: {
        conversation_parts: [
          {
            id: 'p1',
            part_type: 'assignment',
            body: null,
            created_at: 1_650_000_010,
            author: { type: 'admin', id: '9' },
          },
          {
            id: 'p2',
            part_type: 'comment',
            body: '<p>See <a href="https://x.example">this</a></p>',
            created_at: 1_650_000_020,
            author: { type: 'admin', id: '9', name: 'Nadia' },
          },
          {
            id: 'p3',
            part_type: 'note',
            body: '<script>alert(1)</script><p>private</p>',
            created_at: 1_650_000_030,
            author: { type: 'admin', id: '9' },
          },
          {
            id: 'p4',
            part_type: 'comment',
            body: '<p>Fin says hi</p>',
            created_at: 1_650_000_040,
            author: { type: 'bot', id: 'b', name: 'Fin' },
          },
        ],
      },
    },
    {
      type: 'conversation',
      id: '7',
      created_at: 1_400_000_000,
      open: false,
      conversation_message: {
        id: 'm7',
        body: '<p>Old times</p>',
        author: { type: 'user', id: 'old', name: 'Bob', email: 'bob@example.com' },
      },
      user: { type: 'user', id: 'old' },
      conversation_parts: { conversation_parts: [] },
    },
  ];
  const done = await run('intercom', lines.map((line) => JSON.stringify(line)).join('\n'));
  expect(done.counts).toMatchObject({ conversations: 2, contacts: 2 });
  const [old, recent] = await conversations();
  expect(textsOf(await owner.log(old!.id))).toEqual(['Old times']);
  expect(old!.contact).toMatchObject({ name: 'Bob', email: 'bob@example.com' });
  expect(recent).toMatchObject({
    subject: 'Order & return',
    priority: 'high',
    labels: ['returns'],
    status: 'resolved',
    contact: { name: 'Ada' },
  });
  const log = await owner.log(recent!.id);
  expect(textsOf(log)).toEqual([
    'Hello <you>\nsecond line',
    'See this (https://x.example)',
    'private',
    'Fin says hi',
  ]);
  expect(log.map((e) => e.author.kind)).toEqual(['system', 'contact', 'agent', 'agent', 'bot']);
});

test('Zendesk, tickets with people by id and in the ticket', async () => {
  const file = {
    users: [
      { id: 1, name: 'Zoé', email: 'zoe@example.com', role: 'end-user', locale: 'fr-FR' },
      { id: 2, name: 'Agent Smith', email: 'smith@elsewhere.example', role: 'agent' },
    ],
    tickets: [
      {
        id: 55,
        subject: 'Broken lamp',
        status: 'solved',
        priority: 'normal',
        tags: ['lamp'],
        created_at: '2020-05-01T10:00:00Z',
        requester_id: 1,
        assignee_id: 2,
        comments: [
          { id: 501, author_id: 1, body: 'It is broken', public: true, created_at: '2020-05-01T10:00:00Z' },
          {
            id: 502,
            author_id: 2,
            plain_body: 'We send a new one',
            public: true,
            created_at: '2020-05-01T11:00:00Z',
          },
          {
            id: 503,
            author_id: 2,
            body: 'warehouse knows',
            public: false,
            created_at: '2020-05-01T11:05:00Z',
          },
        ],
      },
      {
        id: 56,
        subject: 'Old',
        description: 'Only a description',
        status: 'closed',
        created_at: '2012-01-01T00:00:00Z',
        requester: { id: 77, name: 'Pat', email: 'pat@example.com' },
        requester_id: 77,
      },
    ],
  };
  const done = await run('zendesk', file);
  expect(done.counts).toMatchObject({ conversations: 2, contacts: 2, messages: 3, notes: 1 });
  const [old, lamp] = await conversations();
  expect(textsOf(await owner.log(old!.id))).toEqual(['Only a description']);
  expect(lamp).toMatchObject({
    subject: 'Broken lamp',
    priority: 'medium',
    labels: ['lamp'],
    contact: { name: 'Zoé', language: 'fr-FR' },
  });
  expect((await owner.log(lamp!.id)).slice(1).map((e) => [e.kind, e.author.kind])).toEqual([
    ['message', 'contact'],
    ['message', 'agent'],
    ['note', 'agent'],
  ]);
});

test('our own lines, as JSON lines and as a table', async () => {
  const lines = [
    {
      conversation: 'a',
      id: '1',
      at: '2025-01-01T10:00:00Z',
      author: 'contact',
      text: 'Hi',
      name: 'Noa',
      email: 'noa@example.com',
    },
    {
      conversation: 'a',
      id: '2',
      at: '2025-01-01T10:01:00Z',
      author: 'agent',
      text: 'Hello',
      agent: 'Max',
      labels: 'x;y',
    },
    { conversation: 'a', id: '3', at: 'yesterday', author: 'agent', text: 'lost' },
  ];
  expect((await run('causerie', lines.map((l) => JSON.stringify(l)).join('\n'))).counts).toMatchObject({
    conversations: 1,
    messages: 2,
    failed: 1,
  });
  const table =
    'conversation,id,at,author,text,email\nb,1,2025-02-01 10:00,contact,Bonjour,noa@example.com\n';
  expect((await run('causerie', table)).counts).toEqual({ conversations: 1, messages: 1 });
  expect(await contacts()).toMatchObject([{ name: 'Noa' }]);
  const [first] = await conversations();
  expect(first).toMatchObject({ labels: ['x', 'y'], status: 'resolved' });
});

test('a contact writes on in a history that was taken over', async () => {
  await run('chatwoot', chatwoot());
  const [conversation] = await conversations();
  await owner.write(conversation!.id, 'We found your question again');
  const log = await owner.log(conversation!.id);
  expectGapless(log);
  expect(log.at(-1)!.seq).toBe(5);
});
