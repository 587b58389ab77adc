import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import type { Contact, FaqExample, FaqTestResult, LanguageModelInfo } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { forgetRemoved } from '../src/core/faqs/training/forgetRemoved.ts';
import { Trainer } from '../src/core/faqs/training/trainModels.ts';
import { runRetention } from '../src/core/privacy/runRetention.ts';
import { decodeModel, isOlderModel } from '../src/engines/language/model/decodeModel.ts';
import { storedModel } from '../src/engines/language/testing/storedModel.ts';
import { uuid } from '../src/lib/uuid.ts';
import { createFaqScene, type FaqScene } from '../src/testing/faqScene.ts';
import { importTurns } from '../src/testing/importTurns.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let program: TestProgram;
let shop: TestWorkspace;
let neighbour: TestWorkspace;
let scene: FaqScene;

/** What customers wrote in words of their own, beside those of the examples. */
function pastOf(courier: string): { conversation: string; at: number; author: 'contact'; text: string }[] {
  const asked = [
    (n: number) => `where is my parcel, the ${courier} of street ${word(n)} did not come`,
    (n: number) => `${courier}: when will my order to ${word(n)} arrive`,
    (n: number) => `track the ${courier} with my package for ${word(n)} please`,
    (n: number) => `I need an invoice for my accounting in ${word(n)}`,
    (n: number) => `it is broken, I want my money back in ${word(n)}`,
  ];
  return Array.from({ length: 300 }, (_, n) => ({
    conversation: `${courier}${n}`,
    at: Date.UTC(2026, 0, 1) + n * 60_000,
    author: 'contact',
    text: asked[n % asked.length]!(n),
  }));
}

/** A word that no other number has. */
const word = (n: number): string =>
  [7, 49, 343]
    .map((unit) => ['ba', 'do', 'ki', 'lu', 'me', 'ra', 'so'][Math.floor((n * 7) / unit) % 7])
    .join('');

beforeAll(async () => {
  // The tests train themselves, so that they can look between.
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  [shop, neighbour] = [await createTestWorkspace(program), await createTestWorkspace(program)];
  // Past conversations of anybody's: where no inbox has the bot, all inboxes count.
  scene = await createFaqScene(shop, { train: false });
  await shop.owner.http.patch(`/v1/workspaces/${shop.id}/faq-settings`, { inboxIds: [] });
  await importTurns(program, shop, pastOf('zebracar'));
  await importTurns(program, neighbour, pastOf('quaggavan'));
  const named = ['a', 'b', 'c', 'd'].map((name) => ({
    conversation: name,
    at: Date.UTC(2026, 1, 1),
    author: 'contact' as const,
    text: `${name} here, Rumpelstilz wants a refund`,
  }));
  await importTurns(program, shop, named);
});
afterAll(() => program.stop());

const db = () => program.database.pool;
async function train(order = true): Promise<{ info: LanguageModelInfo; bytes: Uint8Array }> {
  const path = `/v1/workspaces/${shop.id}/language-models`;
  if (order) await shop.owner.http.post(path, {});
  else await db().query(`update language_models set run_after = now() where state = 'queued'`);
  await new Trainer(program.doors.core).trainNext();
  const { items } = await shop.owner.http.get<{ items: LanguageModelInfo[] }>(path);
  const info = items.find((item) => item.current)!;
  expect(info.id, 'the newest training is the one in use').toBe(items[0]!.id);
  const found = await db().query<{ bytes: Buffer }>('select bytes from language_models where id = $1', [
    info.id,
  ]);
  return { info, bytes: new Uint8Array(found.rows[0]!.bytes) };
}

test('contacts’ past messages teach their words, another workspace’s never; the same ones the same model', async () => {
  const { info, bytes } = await train();
  expect(info).toMatchObject({ state: 'ready', kind: 'full', examples: 100 });
  expect(info.measures!.messages).toBeGreaterThan(0);
  const matcher = decodeModel(bytes).matchers[0]!;
  expect(matcher.plain, 'past messages were learnt from').toBeDefined();
  expect(matcher.words).toContain('zebracar');
  expect(matcher.words).not.toContain('quaggavan');
  const tried = await shop.owner.http.post<FaqTestResult>(`/v1/workspaces/${shop.id}/faqs/test`, {
    text: 'zebracar?',
  });
  expect(tried.ranked[0]!.faqId).toBe(scene.faqs.Delivery.id);
  const again = await train();
  expect(Buffer.from(again.bytes).equals(Buffer.from(bytes))).toBe(true);
});

test('where FAQs answer in some inboxes, what was written elsewhere is not learnt from', async () => {
  await shop.owner.http.patch(`/v1/workspaces/${shop.id}/faq-settings`, { inboxIds: [scene.inbox.id] });
  const { bytes } = await train();
  const matcher = decodeModel(bytes).matchers[0]!;
  expect(matcher.plain).toBeUndefined();
  expect(matcher.words).not.toContain('zebracar');
  await shop.owner.http.patch(`/v1/workspaces/${shop.id}/faq-settings`, { inboxIds: [] });
});

test('who is erased is forgotten: a training without their words is ordered by itself', async () => {
  expect(decodeModel((await train()).bytes).matchers[0]!.words).toContain('rumpelstilz');
  const { items } = await shop.owner.http.get<{ items: Contact[] }>(
    `/v1/workspaces/${shop.id}/contacts?limit=100`,
  );
  const theirs = items.filter(({ email }) => ['a', 'b'].some((name) => email === `${name}@example.com`));
  expect(theirs).toHaveLength(2);
  for (const { id } of theirs)
    expect(await shop.owner.http.call('DELETE', `/v1/workspaces/${shop.id}/contacts/${id}`)).toMatchObject({
      status: 200,
    });
  const { info, bytes } = await train(false);
  expect(info.kind).toBe('full');
  const matcher = decodeModel(bytes).matchers[0]!;
  expect(matcher.words).toContain('zebracar');
  expect(matcher.words).not.toContain('rumpelstilz');
  expect(await keptModels(), 'no older model that learnt from them is left').toEqual([info.version]);
});

const keptModels = async () => {
  const found = await db().query<{ version: number }>(
    `select version from language_models where workspace_id = $1 and bytes is not null order by version`,
    [shop.id],
  );
  return found.rows.map((row) => row.version);
};

test('P23: an erasure while a training is under way: what that one makes goes, too, and an edit does not build on it', async () => {
  const [erased, later] = ['c', 'd'].map((name) => `${name}@example.com`);
  const { items } = await shop.owner.http.get<{ items: Contact[] }>(
    `/v1/workspaces/${shop.id}/contacts?limit=100`,
  );
  const idOf = (email: string | undefined) => items.find((contact) => contact.email === email)!.id;
  const erase = async (id: string) =>
    expect(await shop.owner.http.call('DELETE', `/v1/workspaces/${shop.id}/contacts/${id}`)).toMatchObject({
      status: 200,
    });
  // As another node sees it, in the middle of learning.
  await shop.owner.http.post(`/v1/workspaces/${shop.id}/language-models`, {});
  await db().query(
    `update language_models set state = 'training', heartbeat_at = now() where workspace_id = $1 and state = 'queued'`,
    [shop.id],
  );
  await erase(idOf(erased));
  const meanwhile = await db().query<{ version: number }>(
    `update language_models m set state = 'ready', finished_at = now(), size = 1,
       bytes = (select bytes from language_models b where b.workspace_id = $1 and b.bytes is not null order by version desc limit 1)
     where workspace_id = $1 and state = 'training' returning version`,
    [shop.id],
  );
  expect(await keptModels()).toContain(meanwhile.rows[0]!.version);
  const after = await train(false);
  expect(await keptModels()).toEqual([after.info.version]);

  // Stopped by hand, it is not done with: the next training begins anew, though little was changed.
  await erase(idOf(later));
  const queued = await db().query<{ id: string }>(
    `select id from language_models where workspace_id = $1 and state = 'queued'`,
    [shop.id],
  );
  await shop.owner.http.post(`/v1/workspaces/${shop.id}/language-models/${queued.rows[0]!.id}/cancel`, {});
  await db().query(
    `update language_models set finished_at = now() - interval '1 day' where workspace_id = $1`,
    [shop.id],
  );
  expect(await forgetRemoved(program.doors.core)).toBe(1);
  expect(await forgetRemoved(program.doors.core), 'one is enough').toBe(0);
  const anew = await train(false);
  expect(anew.info.kind).toBe('full');
  expect(await keptModels()).toEqual([anew.info.version]);
});

test('P23: examples that were taken from somebody’s message go with them; what a supervisor wrote stays', async () => {
  const visitor = await TestVisitor.open(program.url, scene.inbox.key);
  const tab = await visitor.connect();
  const said = 'Hello! I am Quibblewick of Elm Street. Where is my zither?';
  const { conversationId } = await tab.say({ conversationId: uuid(), text: said });
  await tab.close();
  const examples = `/v1/workspaces/${shop.id}/faqs/${scene.faqs.Delivery.id}/examples`;
  await shop.owner.http.post(examples, {
    items: [
      { text: said, language: 'en', source: 'feedback' },
      { text: 'where is my zither?', language: 'en', source: 'opportunity' },
      { text: 'where is my zither, please', language: 'en' },
      { text: 'where is my cello', language: 'en', source: 'feedback' },
    ],
  });
  const read = async () =>
    (await shop.owner.http.get<{ items: FaqExample[] }>(`${examples}?limit=200`)).items
      .slice(25)
      .map((one) => one.text);
  expect(await read()).toHaveLength(4);
  const { contact } = await shop.owner.read(conversationId);
  expect(
    await shop.owner.http.call('DELETE', `/v1/workspaces/${shop.id}/contacts/${contact.id}`),
  ).toMatchObject({ status: 200, body: { counts: { faqExamples: 2 } } });
  expect(await read()).toEqual(['where is my zither, please', 'where is my cello']);
});

test('models of the version before are made anew from the start, by the migration and after an edit', async () => {
  const stored = inflateSync(Buffer.from(storedModel, 'base64'));
  const asOlder = async () => {
    await db().query(`update language_models set bytes = $2 where workspace_id = $1 and bytes is not null`, [
      shop.id,
      stored,
    ]);
  };
  await asOlder();
  await db().query(
    readFileSync(new URL('../migrations/0093_language_models_anew.sql', import.meta.url), 'utf8'),
  );
  const queued = await db().query<{ workspace_id: string; kind: string }>(
    `select workspace_id, kind from language_models where state = 'queued'`,
  );
  expect(queued.rows, 'only who has a model').toEqual([{ workspace_id: shop.id, kind: 'full' }]);
  const anew = await train(false);
  expect(anew.info.kind).toBe('full');
  expect(isOlderModel(anew.bytes)).toBe(false);

  await asOlder();
  await shop.owner.http.post(`/v1/workspaces/${shop.id}/faqs/${scene.faqs.Invoice.id}/examples`, {
    items: [{ text: 'a pro forma for the customs', language: 'en' }],
  });
  const edited = await train(false);
  expect(edited.info).toMatchObject({ kind: 'full', examples: anew.info.examples + 1 });
  expect(isOlderModel(edited.bytes)).toBe(false);
});

test('P23: what a retention rule will remove soon is not learnt any more, so that its removal makes no model anew; what was learnt does', async () => {
  const DAY_MS = 24 * 3600_000;
  const say = (word: string, days: number) =>
    importTurns(
      program,
      shop,
      ['x', 'y', 'z'].map((name) => ({
        conversation: `${word}${name}`,
        at: Date.now() - days * DAY_MS,
        author: 'contact' as const,
        text: `${name} asks: does the ${word} come with a bag`,
      })),
    );
  await say('balalaika', 3645);
  await say('mandola', 3600);
  const keep = (resolvedConversations: number | null) =>
    db().query(
      `insert into retention_rules (workspace_id, resolved_conversations) values ($1, $2)
       on conflict (workspace_id) do update set resolved_conversations = excluded.resolved_conversations`,
      [shop.id, resolvedConversations],
    );
  const remove = async (word: string, rule: number) => {
    await keep(rule);
    await db().query(
      `update conversations c set status = 'resolved', resolved_at = (select max(at) from entries e where e.conversation_id = c.id)
       where workspace_id = $1 and exists (select from entries e where e.conversation_id = c.id and e.content->>'text' like '%' || $2 || '%')`,
      [shop.id, word],
    );
    await db().query(
      `update language_models set finished_at = now() - interval '1 day' where workspace_id = $1`,
      [shop.id],
    );
    while ((await runRetention(program.doors.core)) > 0);
  };
  const wordsOf = (bytes: Uint8Array) => decodeModel(bytes).matchers[0]!.words;
  expect(wordsOf((await train()).bytes)).toEqual(expect.arrayContaining(['balalaika', 'mandola']));
  await keep(3650);
  const without = await train();
  expect(wordsOf(without.bytes)).not.toContain('balalaika');
  expect(wordsOf(without.bytes)).toContain('mandola');
  // An edit is learnt on top, and knows no more than what it was learnt on.
  await shop.owner.http.post(`/v1/workspaces/${shop.id}/faqs/${scene.faqs.Invoice.id}/examples`, {
    items: [{ text: 'may I have the bill again', language: 'en' }],
  });
  const edited = await train(false);
  expect(edited.info.kind).toBe('update');
  await remove('balalaika', 3640);
  expect(await forgetRemoved(program.doors.core), 'only the model that learnt from it was marked').toBe(0);
  expect(await keptModels()).toContain(edited.info.version);
  await remove('mandola', 3590);
  expect(await forgetRemoved(program.doors.core)).toBe(1);
  expect(wordsOf((await train(false)).bytes)).not.toContain('mandola');
  await keep(null);
});
