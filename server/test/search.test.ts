import type { Contact, Inbox, SearchPage, StoredFile } from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advanceSearch } from '../src/core/search/advanceSearch.ts';
import { uuid } from '../src/lib/uuid.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie Agent');
  inbox = await company.addInbox({ name: 'Boutique' });
});
afterAll(() => program.stop());

const search = (q: string, more = '', who = agent): Promise<SearchPage> =>
  who.http.get(`/v1/workspaces/${who.workspaceId}/search?q=${encodeURIComponent(q)}${more}`);
const textOf = (hit: SearchPage['items'][number]) => hit.excerpt.map((part) => part.text).join('');
const textsOf = async (q: string) => (await search(q)).items.map(textOf);
const hitsOf = async (q: string) =>
  (await search(q)).items.flatMap((hit) => hit.excerpt.filter((part) => part.hit).map((part) => part.text));

/** A conversation of a new visitor with these messages of theirs. */
async function converse(texts: string[], key = inbox.key): Promise<string> {
  const visitor = await TestVisitor.open(program.url, key);
  const tab = await visitor.connect();
  const conversationId = uuid();
  for (const text of texts) await tab.say({ conversationId, text });
  await tab.close();
  return conversationId;
}
const found = (q: string, n = 1) =>
  waitUntil(`${q} is found`, async () => (await search(q)).items.length >= n);

test('P14: what was just said is found, by whole words, beginnings, without accents and in any case', async () => {
  const conversationId = await converse(['Bonjour, ma théière Élise est arrivée ébréchée']);
  await found('theiere');
  for (const q of ['théière', 'THEIERE', 'theie', 'elise ebrechee', '"est arrivée"'])
    expect((await search(q)).items.map((hit) => hit.conversationId)).toEqual([conversationId]);
  expect(await hitsOf('ébré')).toEqual(['ébréchée']);
  for (const q of ['theiereX', '"arrivée est"', 'th', 'théière -élise', '-théière'])
    expect(await textsOf(q)).toEqual([]);
  const [hit] = (await search('théière')).items;
  expect(hit).toMatchObject({
    seq: 2,
    kind: 'message',
    author: { kind: 'contact' },
    inboxId: inbox.id,
    status: 'open',
  });
});

test.each([
  ['Chinese', '你好，我想退货，昨天买的台灯坏了', '退货', '台灯坏'],
  ['Chinese, one character', '订单编号在哪里', '编', '编'],
  ['Japanese', '注文した商品を返品したいです', '返品', '商品を返品'],
  ['Thai', 'ฉันต้องการขอคืนเงินครับ', 'คืนเงิน', 'คืนเงิน'],
  ['Korean', '환불을 받고 싶습니다', '환불', '환불'],
  ['Arabic', 'أُريدُ استرجاع المبلغ', 'اريد', 'استرجاع'],
  ['Russian', 'Где моё возмещение?', 'мое', 'возмещ'],
  ['German', 'Die Größe passt nicht', 'grosse', 'GRÖSSE'],
  ['an order number', 'It is about CMD-2024-00118.', 'cmd-2024-00118', 'CMD-2024-001'],
  ['an address', 'Write to lea.martin@example.net', 'lea.martin@example.net', 'martin@exam'],
])('%s is found', async (_, text, ...queries) => {
  const conversationId = await converse([text]);
  for (const q of queries) {
    await found(q);
    expect((await search(q)).items.map((hit) => hit.conversationId)).toContain(conversationId);
    expect(await hitsOf(q), 'what was found is marked').not.toEqual([]);
  }
});

describe('filters', () => {
  let vip: string;
  let plain: string;
  let other: Inbox;
  beforeAll(async () => {
    other = await company.addInbox({ name: 'Second shop' });
    vip = await converse(['pineapple one', 'pineapple two']);
    plain = await converse(['pineapple three'], other.key);
    await agent.patch(vip, { labels: ['VIP'] });
    await agent.write(vip, 'pineapple answer');
    await agent.write(vip, 'pineapple between us', 'note');
    await agent.patch(plain, { status: 'resolved' });
    const file = await agent.http.post<StoredFile>(
      `/v1/workspaces/${company.id}/files`,
      formWithFile('hello', 'pineapple-invoice.txt'),
    );
    await agent.http.post(agent.path(vip, '/entries'), {
      id: uuid(),
      kind: 'message',
      content: { kind: 'file', fileId: file.id },
    });
    await found('pineapple', 6);
  });

  test.each([
    ['pineapple', 6],
    ['pineapple from:customer', 3],
    ['pineapple from:me', 3],
    ['pineapple from:amelie', 3],
    ['pineapple de:Amélie', 3],
    ['pineapple -from:amelie', 3],
    ['pineapple in:"second shop"', 1],
    ['pineapple in:second in:boutique', 6],
    ['pineapple label:vip', 5],
    ['pineapple -label:vip', 1],
    ['pineapple assignee:me', 5],
    ['pineapple assignee:none', 1],
    ['pineapple is:note', 1],
    ['pineapple -is:note', 5],
    ['pineapple is:resolved', 1],
    ['pineapple has:file', 1],
    ['invoice', 1],
    ['pineapple before:2020-01-01', 0],
    ['pineapple after:2020', 6],
    ['pineapple after:2020 before:2021', 0],
    ['has:file label:vip', 1],
    ['pineapple in:nowhere', 0],
  ])('%s finds %i', async (q, many) => {
    expect((await search(q)).items).toHaveLength(many);
  });

  test('are told as they were understood', async () => {
    expect((await search('x de:amelie has:nonsense')).filters).toEqual([
      { name: 'from', value: 'amelie', excluded: false, known: true, meaning: 'Amélie Agent' },
      { name: 'has', value: 'nonsense', excluded: false, known: false },
    ]);
  });

  test('days are those of the asker’s zone', async () => {
    await program.database.pool.query(
      `update search_entries set at = '2026-03-01T23:30:00Z' where conversation_id = $1 and seq = 2`,
      [vip],
    );
    await program.database.pool.query(
      `update search_entries set words = (words::text || ' ''=' || right($2::text, 12) || 'd' || floor(extract(epoch from at) / 86400)::int || '''')::tsvector where conversation_id = $1 and seq = 2`,
      [vip, company.id],
    );
    await program.database.pool.query(
      `update search_progress set oldest = '2026-03-01T23:30:00Z' where workspace_id = $1 and what = 'entries'`,
      [company.id],
    );
    expect((await search('pineapple on:2026-03-01')).items).toHaveLength(1);
    expect((await search('pineapple on:2026-03-01', '&timeZone=Europe/Paris')).items).toHaveLength(0);
    expect((await search('pineapple on:2026-03-02', '&timeZone=Europe/Paris')).items).toHaveLength(1);
  });
});

test('pages walk through everything found, newest first, once each', async () => {
  await converse(Array.from({ length: 23 }, (_, i) => `walkword number ${i}`));
  await found('walkword', 20);
  await waitUntil('all are indexed', async () => (await search('walkword 22')).items.length === 1);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await search('walkword', `&limit=5${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...page.items.map(textOf));
    cursor = page.next;
  } while (cursor);
  expect(seen).toEqual(Array.from({ length: 23 }, (_, i) => `walkword number ${22 - i}`));
});

test('a search that a label or a contact narrows walks through the same hits, page by page, and follows changes', async () => {
  const word = `w${uuid().slice(-12)}`;
  const ids = await Promise.all([1, 2, 3].map((n) => converse([1, 2, 3, 4].map((m) => `${word} ${n} ${m}`))));
  await found(word, 12);
  const label = `Rare ${word}`;
  for (const id of ids.slice(0, 2)) await agent.patch(id, { labels: [label] });
  const walk = async (q: string) => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await search(q, `&limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.items.map((hit) => `${hit.conversationId} ${textOf(hit)}`));
      if (!page.next) return seen;
      cursor = page.next;
    }
  };
  const whole = await walk(word);
  const of = (...chosen: string[]) => whole.filter((hit) => chosen.some((id) => hit.startsWith(id)));
  const labelled = `label:"${label.toLowerCase()}"`;
  expect(await walk(`${word} ${labelled}`)).toEqual(of(ids[0]!, ids[1]!));
  expect((await walk(labelled)).toSorted(), 'also without words').toEqual(
    expect.arrayContaining(of(ids[0]!, ids[1]!).toSorted()),
  );
  const { contact } = await agent.read(ids[2]!);
  await agent.http.patch(`/v1/workspaces/${company.id}/contacts/${contact.id}`, { name: `Narrow ${word}` });
  await waitUntil('the contact is known', async () => (await walk(`${word} contact:narrow`)).length > 0);
  expect(await walk(`${word} contact:narrow`)).toEqual(of(ids[2]!));
  expect(await walk(`${word} contact:narrow ${labelled}`)).toEqual([]);
  await agent.patch(ids[0]!, { labels: [] });
  await agent.patch(ids[2]!, { labels: [label, 'another'] });
  expect(await walk(`${word} ${labelled}`)).toEqual(of(ids[1]!, ids[2]!));
  expect(await walk(`${word} ${labelled} label:another`)).toEqual(of(ids[2]!));
  expect(await walk(`${word} -${labelled}`)).toEqual(of(ids[0]!));
});

test('what leaves the log is not found any more, nor are its words kept', async () => {
  const conversationId = await converse(['a secretword to be forgotten']);
  await found('secretword');
  const { pool } = program.database;
  await pool.query(
    `update entries set content = '{"kind":"text","text":"emptied"}' where conversation_id = $1 and seq = 2`,
    [conversationId],
  );
  expect(await textsOf('secretword')).toEqual([]);
  await found('emptied');
  await pool.query('delete from conversations where id = $1', [conversationId]);
  const left = await pool.query('select from search_entries where conversation_id = $1', [conversationId]);
  expect(left.rowCount).toBe(0);
});

test('a missed announcement, a late commit and several indexers at once lose nothing and double nothing', async () => {
  const { pool } = program.database;
  const conversationId = await converse(['anchor']);
  const client = await pool.connect();
  const insert = (seq: number) =>
    `insert into entries (workspace_id, conversation_id, seq, id, kind, author_kind, content)
     values ('${company.id}', '${conversationId}', ${seq}, '${uuid()}', 'message', 'bot', '{"kind":"text","text":"silentword ${seq}"}')`;
  await client.query('begin');
  await client.query(insert(1000));
  await pool.query(insert(1001));
  const advance = () => advanceSearch(program.doors.core, company.id, 'entries');
  await Promise.all([advance(), advance(), advance(), advance()]);
  await waitUntil('the one that is committed is found', async () => {
    await advance();
    return (await search('silentword')).items.length === 1;
  });
  await client.query('commit');
  client.release();
  await waitUntil('the late one is found', async () => {
    await advance();
    return (await search('silentword')).items.length === 2;
  });
});

test('any mix of transactions that commit in any order is indexed in the end', async () => {
  const { pool } = program.database;
  const conversationId = await converse(['mixture']);
  let seq = 2000;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('open', 'commit', 'rollback', 'index'), { minLength: 4, maxLength: 14 }),
      async (steps) => {
        const word = `mix${uuid().replaceAll('-', '')}`;
        const open: { commit(): Promise<void>; rollback(): Promise<void> }[] = [];
        let expected = 0;
        for (const step of steps) {
          if (step === 'index') await advanceSearch(program.doors.core, company.id, 'entries');
          else if (step === 'open') {
            if (open.length > 4) continue;
            const client = await pool.connect();
            await client.query('begin');
            seq += 1;
            await client.query(
              `insert into entries (workspace_id, conversation_id, seq, id, kind, author_kind, content) values ($1, $2, $3, $4, 'message', 'bot', $5)`,
              [company.id, conversationId, seq, uuid(), { kind: 'text', text: word }],
            );
            const end = (how: string) => async () => {
              await client.query(how);
              client.release();
            };
            open.push({ commit: end('commit'), rollback: end('rollback') });
          } else {
            const one = open.shift();
            if (one && step === 'commit') expected += 1;
            await one?.[step]();
          }
        }
        for (const one of open) {
          await one.commit();
          expected += 1;
        }
        for (let i = 0; i < 200; i += 1) {
          const result = await advanceSearch(program.doors.core, company.id, 'entries');
          if (result === 'finished' && (await search(word)).items.length === expected) return;
        }
        expect((await search(word)).items).toHaveLength(expected);
      },
    ),
    { numRuns: 12 },
  );
}, 180_000);

test('a database restored from a dump, where transactions count anew, is indexed once more', async () => {
  const conversationId = await converse(['restoredword']);
  await found('restoredword');
  const { pool } = program.database;
  await pool.query(`delete from search_entries where conversation_id = $1`, [conversationId]);
  await pool.query(
    `update search_progress set cluster = 'elsewhere', done = '900000000:900000000:' where workspace_id = $1`,
    [company.id],
  );
  for (let i = 0; i < 200; i += 1)
    if ((await advanceSearch(program.doors.core, company.id, 'entries')) === 'finished') break;
  await found('restoredword');
});

test('nothing of another company is found, whatever is asked for', async () => {
  const theirs = await createTestWorkspace(program, 'Other company');
  const theirInbox = await theirs.addInbox({ name: 'Theirs' });
  const conversationId = await converse(['borderword of theirs'], theirInbox.key);
  await waitUntil(
    'they find it',
    async () => (await search('borderword', '', theirs.owner)).items.length === 1,
  );
  for (const q of [
    'borderword',
    'border',
    `in:${theirInbox.id} borderword`,
    'has:file',
    `contact:${conversationId}`,
  ])
    expect((await search(q)).items.map((hit) => hit.conversationId)).not.toContain(conversationId);
});

describe('contacts', () => {
  const contacts = async (q: string) =>
    (
      await agent.http.get<{ items: Contact[] }>(
        `/v1/workspaces/${company.id}/contacts?q=${encodeURIComponent(q)}`,
      )
    ).items;
  test('are found by name, address, company and telephone number, by beginnings and without accents', async () => {
    const conversationId = await converse(['hello']);
    const { contact } = await agent.read(conversationId);
    await agent.http.patch(`/v1/workspaces/${company.id}/contacts/${contact.id}`, {
      name: 'Éloïse Dupont-Moreau',
      email: 'eloise.dm@example.org',
      phone: '+33 6 12 34 56 78',
      company: 'Fleurs & Cie',
    });
    for (const q of [
      'eloise',
      'ÉLOÏ',
      'moreau',
      'elo dup',
      'eloise.dm@example.org',
      'dm@exa',
      'fleurs',
      '+33612345678',
      '06 12 34 56',
      '0033612',
    ])
      await waitUntil(q, async () => (await contacts(q)).some((each) => each.id === contact.id));
    expect(await contacts('eloise fleurs nobody')).toEqual([]);
    expect(await contacts('!?')).toEqual([]);
    await agent.http.patch(`/v1/workspaces/${company.id}/contacts/${contact.id}`, { name: 'Zora' });
    await waitUntil('the new name is found', async () => (await contacts('zora')).length === 1);
    await waitUntil('the old one is not', async () => (await contacts('moreau')).length === 0);
    await waitUntil('as a filter', async () => (await search('hello contact:zora')).items.length === 1);
  });
});

test.each(['', 'q='])('nothing typed is refused: %s', async (query) => {
  const answer = await agent.http.call('GET', `/v1/workspaces/${company.id}/search?${query}`);
  expect(answer).toMatchObject({ status: 400, code: 'bad_request' });
});

test.each([
  "'; drop table entries; --",
  '\\',
  "a' | 'b",
  '(((',
  '!!!',
  '\u{10FFFF}',
  'a:*b',
  'x'.repeat(500),
  '<->',
  '"',
  '-"',
  'from:"',
])('hostile text is only text: %s', async (q) => {
  expect(
    (await agent.http.call('GET', `/v1/workspaces/${company.id}/search?q=${encodeURIComponent(q)}`)).status,
  ).toBe(200);
});
