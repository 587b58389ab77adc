import type { Contact, Conversation, Import } from '@causerie/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openImportFile } from '../src/core/imports/openImportFile.ts';
import { createReadImport } from '../src/core/imports/readImport.ts';
import { runImports } from '../src/core/imports/runImports.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { expectGapless, textsOf } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { createTestWorkspace } from '../src/testing/testWorkspace.ts';

/** Files as these systems' APIs document them, with what is odd in real ones. */
let program: TestProgram;
let owner: TestAgent;
let base: string;
beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
});
afterAll(() => program.stop());
beforeEach(async () => {
  const company = await createTestWorkspace(program);
  owner = company.owner;
  base = `/v1/workspaces/${company.id}`;
});

const give = (kind: string, text: string) =>
  owner.http.call('POST', `${base}/imports/files?kind=${kind}`, formWithFile(text, 'export.json'));
async function run(kind: string, text: string): Promise<Import> {
  const { id } = (await give(kind, text)).body as Import;
  await owner.http.post(`${base}/imports/${id}/start`, {});
  const read = createReadImport(program.doors.files);
  while ((await runImports(program.doors.core, read)) > 0);
  read.close();
  return owner.http.get<Import>(`${base}/imports/${id}`);
}
async function conversation(subject?: string): Promise<Conversation> {
  const lists = await Promise.all(
    ['all', 'resolved'].map((view) =>
      owner.http.get<{ items: Conversation[] }>(`${base}/conversations?view=${view}`),
    ),
  );
  const all = lists.flatMap((list) => list.items);
  return all.find((one) => subject === undefined || one.subject === subject)!;
}
async function said(id: string) {
  const log = await owner.log(id);
  expectGapless(log);
  const texts = textsOf(log);
  const spoken = log.filter((entry) => entry.kind !== 'event');
  return spoken.map((entry, i) => [entry.kind, entry.author.kind, entry.author.name ?? null, texts[i]]);
}
const problems = async (id: string) =>
  String((await owner.http.call('GET', `${base}/imports/${id}/problems.csv`)).body);
const jsonLines = (objects: object[]) => objects.map((each) => JSON.stringify(each)).join('\n');

test('Zendesk: the full export, of organisations, users and tickets, one line each', async () => {
  const url = 'https://lumen.zendesk.com/api/v2';
  const lines = [
    {
      url: `${url}/organizations/361.json`,
      id: 361,
      name: 'Hôtel du Lac',
      shared_tickets: false,
      domain_names: ['hoteldulac.example'],
      created_at: '2019-02-01T09:00:00Z',
      tags: [],
      organization_fields: {},
    },
    {
      url: `${url}/users/9001.json`,
      id: 9001,
      name: 'Siobhán O’Neill 🌻',
      email: 'Siobhan@HotelDuLac.example',
      phone: '+353 1 234 5678',
      role: 'end-user',
      locale: 'en-GB',
      organization_id: 361,
      active: true,
      suspended: false,
      photo: null,
      tags: ['vip'],
      user_fields: { plan: 'gold' },
      created_at: '2019-02-01T10:00:00Z',
    },
    { id: 9002, name: 'Tom Agent', email: 'tom@elsewhere.example', role: 'agent', active: true },
    {
      id: 9003,
      name: 'Permanently Deleted User',
      email: null,
      role: 'end-user',
      active: false,
      permanently_deleted: true,
    },
    {
      url: `${url}/tickets/1204.json`,
      id: 1204,
      external_id: null,
      via: {
        channel: 'email',
        source: { from: { address: 'siobhan@hoteldulac.example' }, to: {}, rel: null },
      },
      created_at: '2022-11-24T15:04:12Z',
      updated_at: '2022-11-26T08:00:00Z',
      type: 'incident',
      subject: 'Rücksendung / 退货',
      raw_subject: 'Rücksendung / 退货',
      description: 'Hello, the lamp flickers.',
      priority: 'urgent',
      status: 'hold',
      requester_id: 9001,
      submitter_id: 9001,
      assignee_id: 9002,
      organization_id: 361,
      group_id: 3,
      collaborator_ids: [9003],
      tags: ['flicker', 'hotel'],
      custom_fields: [{ id: 1, value: null }],
      satisfaction_rating: { score: 'good' },
      comments: [
        {
          id: 1,
          type: 'Comment',
          author_id: 9001,
          body: 'Hello,\n\nthe lamp flickers.',
          html_body: '<div class="zd-comment" dir="auto">Hello,<br>&nbsp;<br>the lamp flickers.<br></div>',
          plain_body: 'Hello,\n&nbsp;\nthe lamp flickers &amp; hums.',
          public: true,
          attachments: [
            {
              id: 77,
              file_name: 'IMG_0001.HEIC',
              content_url: 'https://lumen.zendesk.com/attachments/token/abc/?name=IMG_0001.HEIC',
              content_type: 'image/heic',
              size: 2_532_012,
              inline: false,
              thumbnails: [],
            },
          ],
          audit_id: 5,
          via: { channel: 'email' },
          created_at: '2022-11-24T15:04:12Z',
          metadata: { system: { ip_address: '203.0.113.4' } },
        },
        {
          id: 2,
          author_id: 9003,
          html_body: '<p>Me too: <a href="https://x.example/a?b=1&amp;c=2">proof</a></p>',
          public: true,
          created_at: '2022-11-24T16:00:00Z',
        },
        {
          id: 3,
          author_id: -1,
          plain_body: 'Ticket escalated by a trigger',
          public: false,
          created_at: '2022-11-24T16:00:01Z',
        },
        {
          id: 4,
          type: 'VoiceComment',
          author_id: 9002,
          body: '',
          html_body: '',
          plain_body: '',
          public: true,
          created_at: '2022-11-24T17:00:00Z',
          attachments: [],
        },
        {
          id: 5,
          author_id: 9002,
          plain_body: 'We send you a new one.',
          public: true,
          created_at: '2022-11-25T09:00:00Z',
        },
      ],
    },
  ];
  const done = await run('zendesk', `\ufeff${jsonLines(lines)}\r\n`);
  expect(done).toMatchObject({ status: 'done', counts: { conversations: 1, messages: 3, notes: 1 } });
  const ticket = await conversation();
  expect(ticket).toMatchObject({
    subject: 'Rücksendung / 退货',
    status: 'open',
    priority: 'urgent',
    labels: ['flicker', 'hotel'],
  });
  const contact = await owner.http.get<Contact>(`${base}/contacts/${ticket.contact.id}`);
  expect(contact).toMatchObject({
    name: 'Siobhán O’Neill 🌻',
    email: 'siobhan@hotelduLac.example'.toLowerCase(),
    company: 'Hôtel du Lac',
    language: 'en-GB',
  });
  expect(await said(ticket.id)).toEqual([
    [
      'message',
      'contact',
      null,
      'Hello,\n \nthe lamp flickers & hums.\nhttps://lumen.zendesk.com/attachments/token/abc/?name=IMG_0001.HEIC',
    ],
    ['message', 'contact', null, 'Me too: proof (https://x.example/a?b=1&c=2)'],
    ['note', 'agent', null, 'Ticket escalated by a trigger'],
    ['message', 'agent', 'Tom Agent', 'We send you a new one.'],
  ]);
  const names = (await owner.http.get<{ items: Contact[] }>(`${base}/contacts`)).items.map((one) => one.name);
  expect(names.toSorted(), 'neither the organisation nor an agent is a contact').toEqual([
    'Permanently Deleted User',
    'Siobhán O’Neill 🌻',
  ]);
});

describe('Intercom', () => {
  const part = (id: string, body: string | null, more: object = {}) => ({
    type: 'conversation_part',
    id,
    part_type: 'comment',
    body,
    created_at: 1_663_597_223 + Number(id),
    updated_at: 1_663_597_260,
    notified_at: 1_663_597_260,
    assigned_to: null,
    author: { type: 'admin', id: '274', name: 'Nadia', email: 'nadia@elsewhere.example' },
    attachments: [],
    external_id: null,
    redacted: false,
    ...more,
  });
  const talk = (id: string, contacts: object[], more: object = {}) => ({
    type: 'conversation',
    id,
    title: null,
    created_at: 1_663_597_223,
    updated_at: 1_663_597_260,
    waiting_since: null,
    snoozed_until: null,
    source: {
      type: 'conversation',
      id: `s${id}`,
      delivered_as: 'customer_initiated',
      subject: '',
      body: '<p>Bonjour&nbsp;! Où est ma commande&nbsp;?</p>',
      author: { type: 'user', id: '6762f0', name: 'Léa', email: 'lea@example.com' },
      attachments: [],
      url: 'https://shop.example/lamps',
      redacted: false,
    },
    contacts: { type: 'contact.list', contacts },
    first_contact_reply: null,
    admin_assignee_id: 274,
    team_assignee_id: null,
    open: false,
    state: 'closed',
    read: true,
    tags: { type: 'tag.list', tags: [] },
    priority: 'not_priority',
    statistics: { type: 'conversation_statistics', time_to_assignment: 0 },
    conversation_rating: null,
    teammates: { type: 'admin.list', admins: [] },
    conversation_parts: { type: 'conversation_part.list', conversation_parts: [], total_count: 0 },
    ...more,
  });
  const lea = { type: 'contact', id: '6762f0', external_id: 'u-70' };

  test('a list as its API pages it, with what agents leave behind', async () => {
    const parts = [
      part('1', null, {
        part_type: 'assignment',
        assigned_to: { type: 'admin', id: '274' },
        author: { type: 'bot', id: '0', name: 'Operator' },
      }),
      part('2', '<p class="no-margin">Elle part <b>demain</b>.</p>\n<ul><li>lampe</li><li>câble</li></ul>'),
      part('3', '<p>see the <em>warehouse</em> list</p>', { part_type: 'note' }),
      part('4', '<p>forget this</p>', { redacted: true }),
      part(
        '5',
        '<div class="intercom-container"><img src="https://downloads.intercomcdn.example/i/o/1/lamp.png"></div>',
        {
          author: { type: 'user', id: '6762f0', name: 'Léa', email: 'lea@example.com' },
          attachments: [
            {
              type: 'upload',
              name: 'facture.pdf',
              url: 'https://downloads.intercomcdn.example/i/o/2/facture.pdf',
              content_type: 'application/pdf',
              filesize: 311,
              width: null,
              height: null,
            },
          ],
        },
      ),
      part('6', '<p>Glad to help!</p>', {
        part_type: 'close',
        author: { type: 'bot', id: '0', name: 'Fin', from_ai_agent: true },
      }),
    ];
    const list = {
      type: 'conversation.list',
      pages: { type: 'pages', page: 1, per_page: 20, total_pages: 1 },
      total_count: 1,
      conversations: [
        talk('90', [lea], {
          title: 'Où est ma commande',
          conversation_parts: { type: 'conversation_part.list', conversation_parts: parts, total_count: 6 },
        }),
      ],
    };
    expect(await run('intercom', JSON.stringify(list))).toMatchObject({
      status: 'done',
      counts: { conversations: 1, contacts: 1, messages: 4, notes: 1 },
    });
    const one = await conversation();
    expect(one).toMatchObject({
      subject: 'Où est ma commande',
      status: 'resolved',
      contact: { name: 'Léa' },
    });
    expect(await said(one.id)).toEqual([
      ['message', 'contact', null, 'Bonjour ! Où est ma commande ?'],
      ['message', 'agent', 'Nadia', 'Elle part demain.\n\n- lampe\n- câble'],
      ['note', 'agent', 'Nadia', 'see the warehouse list'],
      [
        'message',
        'contact',
        null,
        'https://downloads.intercomcdn.example/i/o/1/lamp.png\nhttps://downloads.intercomcdn.example/i/o/2/facture.pdf',
      ],
      ['message', 'bot', expect.anything(), 'Glad to help!'],
    ]);
  });

  test('somebody who was deleted there leaves what was said, without a name; each is a contact of their own', async () => {
    const outbound = (id: string) =>
      talk(id, [], {
        title: `Deleted ${id}`,
        source: {
          type: 'email',
          id: `s${id}`,
          body: '<p>News!</p>',
          author: { type: 'admin', id: '274', name: 'Nadia' },
        },
      });
    const done = await run('intercom', jsonLines([outbound('1'), outbound('2')]));
    expect(done.counts).toEqual({ conversations: 2, contacts: 2, messages: 2 });
    expect((await conversation('Deleted 1')).contact.id).not.toBe(
      (await conversation('Deleted 2')).contact.id,
    );
  });
});

test('Chatwoot: pages of conversations and of their messages, deleted ones, captain, files without words', async () => {
  const sender = {
    additional_attributes: { city: 'Lyon', country: 'France', country_code: 'FR', company_name: 'Lac SA' },
    availability_status: 'offline',
    custom_attributes: { plan: 'gold' },
    email: null,
    id: 51,
    identifier: null,
    last_activity_at: 1_700_000_000,
    name: 'دانيال',
    phone_number: '+33 6 12 34 56 78',
    thumbnail: '',
    blocked: false,
    type: 'contact',
  };
  const agent = { id: 2, name: 'Tom', available_name: 'Tommy', type: 'user', availability_status: null };
  const message = (id: number, content: string | null, more: object = {}) => ({
    id,
    content,
    inbox_id: 7,
    conversation_id: 40,
    message_type: 1,
    content_type: 'text',
    status: 'sent',
    content_attributes: {},
    created_at: 1_700_000_000 + id,
    private: false,
    source_id: null,
    sender: agent,
    ...more,
  });
  const list = {
    data: {
      meta: { mine_count: 0, unassigned_count: 1, assigned_count: 0, all_count: 1 },
      payload: [
        {
          meta: { sender, channel: 'Channel::WebWidget', assignee: null, hmac_verified: false },
          id: 40,
          uuid: 'a7c2d0c5-0000-4000-8000-000000000000',
          account_id: 3,
          additional_attributes: { mail_subject: 'مرحبا', referer: 'https://shop.example/' },
          agent_last_seen_at: 1_700_000_500,
          can_reply: true,
          custom_attributes: {},
          inbox_id: 7,
          labels: ['vip'],
          muted: false,
          snoozed_until: null,
          status: 'pending',
          created_at: 1_700_000_000,
          timestamp: 1_700_000_004,
          priority: null,
          messages: [message(4, 'Here it is')],
          last_non_activity_message: message(4, 'Here it is'),
        },
      ],
    },
  };
  const page = {
    meta: { labels: ['vip'], additional_attributes: {}, contact: sender, assignee: agent },
    payload: [
      message(1, 'مرحبا 👋', { message_type: 0, sender }),
      message(2, 'This message was deleted', { content_attributes: { deleted: true } }),
      message(3, 'Let me look', { sender: { id: 9, name: 'Captain', type: 'captain_assistant' } }),
      message(4, 'Here it is'),
      message(5, null, {
        message_type: 0,
        sender,
        attachments: [
          {
            id: 1,
            message_id: 5,
            file_type: 'image',
            account_id: 3,
            data_url: 'https://cw.example/rails/a.jpg',
            thumb_url: '',
            file_size: 5,
          },
        ],
      }),
      message(6, 'Tom resolved the conversation', { message_type: 2, sender: null }),
    ],
  };
  const astray = { meta: {}, payload: [message(99, 'whose?', { conversation_id: 41 })] };
  const done = await run('chatwoot', jsonLines([list, page, astray]));
  expect(done).toMatchObject({
    status: 'done',
    counts: { conversations: 1, contacts: 1, messages: 4, failed: 1 },
  });
  expect(await problems(done.id)).toContain('messages of conversation 41,no_conversation');
  const one = await conversation();
  expect(one).toMatchObject({
    subject: 'مرحبا',
    status: 'open',
    labels: ['vip'],
    contact: { name: 'دانيال' },
  });
  expect(await said(one.id)).toEqual([
    ['message', 'contact', null, 'مرحبا 👋'],
    ['message', 'bot', expect.anything(), 'Let me look'],
    ['message', 'agent', 'Tom', 'Here it is'],
    ['message', 'contact', null, 'https://cw.example/rails/a.jpg'],
  ]);
});

describe('a file that is not whole', () => {
  const line = (id: number, text: string) =>
    JSON.stringify({
      conversation: 'a',
      id: String(id),
      at: `2025-01-01T10:0${id}:00Z`,
      author: 'contact',
      text,
      name: 'Noa',
    });

  test('gives what can be read, and names the lines that cannot', async () => {
    const text = [
      line(1, 'one'),
      '{"conversation": "a", "id"',
      line(2, 'two'),
      'null',
      line(3, 'three').slice(0, 30),
    ].join('\n');
    const done = await run('causerie', text);
    expect(done).toMatchObject({ status: 'done', counts: { conversations: 1, messages: 2, failed: 2 } });
    const told = await problems(done.id);
    for (const place of ['line 2,not_json', 'line 5,not_json']) expect(told).toContain(place);
  });

  test('of which nothing can be read is refused before anything is kept', async () => {
    for (const text of [
      'PK\u0003\u0004 a zip',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
      '{"a":',
      '',
    ])
      expect(await give('zendesk', text)).toMatchObject({ status: 422, code: 'file_unreadable' });
  });

  test('that is nested without end is refused, and harms nobody', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const answer = await give('intercom', deep);
    expect([200, 422]).toContain(answer.status);
    const evil =
      '{"__proto__": {"role": "admin"}, "constructor": {"prototype": {"x": 1}}, "id": 1, "requester_id": 2}';
    expect((await run('zendesk', evil)).status).toBe('done');
    expect(({} as { role?: string; x?: number }).role ?? ({} as { x?: number }).x).toBeUndefined();
  });
});

test('while a large file is read, the server goes on with everything else', async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) =>
    JSON.stringify({
      id: i,
      requester_id: i % 500,
      created_at: '2024-01-01T00:00:00Z',
      status: 'closed',
      comments: [
        {
          id: i,
          author_id: i % 500,
          created_at: '2024-01-01T00:00:00Z',
          html_body: `<p>${'word '.repeat(60)}</p>`,
        },
      ],
    }),
  );
  const bytes = new TextEncoder().encode(lines.join('\n'));
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  const file = await openImportFile('zendesk', bytes);
  clearInterval(counting);
  expect(file.contents.total).toBe(20_000);
  expect(turns, 'other work had its turns').toBeGreaterThan(5);
  const [first] = (await file.slice(19_999, 20)) as { kind: string }[];
  expect(first).toMatchObject({ kind: 'conversation' });
  expect(await file.slice(20_000, 20)).toEqual([]);
  file.close();
});
