import type {
  AuditEntry,
  EmbeddingSettings,
  EmbeddingSettingsPatch,
  EmbeddingTestResult,
  FaqDecision,
  FaqSuggestions,
  FaqTestResult,
  LanguageModelInfo,
} from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { EmbeddingsServer } from '../src/testing/EmbeddingsServer.ts';
import {
  allTopics,
  answersOf,
  createFaqScene,
  examplesOf,
  type FaqScene,
  type Topic,
  trainNow,
} from '../src/testing/faqScene.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';
import { withoutWatchdog } from '../src/testing/withoutWatchdog.ts';

vi.setConfig({ testTimeout: 240_000 });
const NOISE = 0.1;
const KEY = 'sk-not-for-anybody-else';
let program: TestProgram;
let workspace: TestWorkspace;
let scene: FaqScene;
let endpoint: EmbeddingsServer;
let url: string;

/** What words do not tell and vectors do: words of no language, none of them twice. About refunds, unless it is said otherwise. */
let letters = 0;
const word = () => {
  letters += 1;
  return [7, 11, 13, 17]
    .map((n) => 'bdfgklmnprstvz'[(letters * n) % 14] + 'aeiou'[(letters * n) % 5]!)
    .join('');
};
function riddle(topic: Topic = 'Refund'): string {
  const text = [word(), word(), word()].join(' ');
  topics.set(text, topic);
  return text;
}
const topics = new Map(allTopics.flatMap((topic) => examplesOf(topic).map((text) => [text, topic])));

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, outgoingAllowPrivate: '127.0.0.0/8' });
  workspace = await createTestWorkspace(program);
  endpoint = new EmbeddingsServer();
  endpoint.noise = NOISE;
  endpoint.topicOf = (text) =>
    topics.get(text) ?? allTopics.find((topic) => text === topic || answersOf[topic].startsWith(text));
  url = await endpoint.start();
  scene = await createFaqScene(workspace, { train: false });
  // So that held-out ones tell that vectors may be trusted where no word is known.
  for (const topic of allTopics)
    await workspace.owner.http.post(`/v1/workspaces/${workspace.id}/faqs/${scene.faqs[topic].id}/examples`, {
      items: Array.from({ length: 6 }, () => ({ text: riddle(topic), language: 'en' })),
    });
  await trainNow(workspace);
}, 240_000);
afterAll(async () => {
  endpoint.stop();
  await program.stop();
});

const at = (path: string) => `/v1/workspaces/${workspace.id}${path}`;
const http = () => workspace.owner.http;
const settings = () => http().get<EmbeddingSettings>(at('/embedding-settings'));
const patch = (body: EmbeddingSettingsPatch) =>
  http().patch<EmbeddingSettings>(at('/embedding-settings'), body);
const tryEndpoint = (body: EmbeddingSettingsPatch = {}) =>
  http().post<EmbeddingTestResult>(at('/embedding-settings/test'), body);
const newest = async () =>
  (await http().get<{ items: LanguageModelInfo[] }>(at('/language-models'))).items[0]!;
const trained = () =>
  waitUntil(
    'what was ordered is trained',
    async () => {
      const { items } = await http().get<{ items: LanguageModelInfo[] }>(at('/language-models'));
      return items.every((one) => one.state !== 'queued' && one.state !== 'training') && items[0];
    },
    180_000,
  );
const judge = (text: string) => http().post<FaqTestResult>(at('/faqs/test'), { text });
/** The node may still have the model before for a moment. */
const judgeBy = (version: number, text: string) =>
  waitUntil('the new model decides', async () => {
    const found = await judge(text);
    return found.modelVersion === version && found;
  });

/** The last decision. */
const decided = async () =>
  (await http().get<{ items: FaqDecision[] }>(at('/faq-decisions?limit=1'))).items[0];

async function askBot(text: string): Promise<string[]> {
  const visitor = await TestVisitor.open(program.url, scene.inbox.key);
  const tab = await visitor.connect();
  const id = uuid();
  await tab.say({ conversationId: id, text });
  await waitUntil('it is dealt with', async () => {
    const entries = await workspace.owner.log(id);
    const { status } = await workspace.owner.read(id);
    return entries.some((entry) => entry.author.kind === 'bot') || status === 'open';
  });
  const said = (await workspace.owner.log(id)).filter((entry) => entry.author.kind === 'bot');
  return said.map((entry) => entry.content?.kind ?? '');
}

describe('the settings', () => {
  test('are off by default; to be on they need an address and a model', async () => {
    expect(await settings()).toEqual({
      enabled: false,
      url: '',
      model: '',
      hasKey: false,
      timeoutMs: 400,
      today: { asked: 0, failed: 0 },
      problem: null,
      problemAt: null,
    });
    for (const [body, field] of [
      [{ enabled: true }, '/url'],
      [{ enabled: true, url }, '/model'],
    ] as const) {
      const refused = await http().call('PATCH', at('/embedding-settings'), body);
      expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid_value', field } } });
    }
    expect((await settings()).enabled).toBe(false);
    expect((await judge('where is my parcel')).vector).toBe('off');
    expect(endpoint.asked).toEqual([]);
  });

  test('an address inside a private network is refused unless it is allowed', async () => {
    for (const inside of ['http://10.1.2.3/v1', 'http://[::1]:11434/v1', 'http://169.254.169.254/v1']) {
      const refused = await http().call('PATCH', at('/embedding-settings'), { url: inside });
      expect(refused, inside).toMatchObject({ body: { error: { code: 'address_not_allowed' } } });
      expect(await tryEndpoint({ url: inside, model: 'm' }), inside).toMatchObject({ problem: 'address' });
    }
    expect(await tryEndpoint({ url: 'http://name.invalid/v1', model: 'm' })).toMatchObject({
      problem: 'unreachable',
    });
  });

  test('only who may change them does; the key is told to nobody', async () => {
    const supervisor = await workspace.addAgent('supervisor');
    for (const [method, path] of [
      ['PATCH', '/embedding-settings'],
      ['POST', '/embedding-settings/test'],
    ] as const)
      expect(await supervisor.http.call(method, at(path), { model: 'm' })).toMatchObject({ status: 403 });
    const saved = await patch({ url: `${url}/`, model: 'stand-in', apiKey: KEY });
    expect(saved).toMatchObject({ url, model: 'stand-in', hasKey: true, enabled: false });
    const { items } = await http().get<{ items: AuditEntry[] }>(at('/audit'));
    const entry = items.find((one) => one.action === 'embedding_settings.changed')!;
    expect(entry.after).toMatchObject({ url, model: 'stand-in', hasKey: true });
    const everything = [saved, await settings(), items, await supervisor.http.get(at('/embedding-settings'))];
    expect(JSON.stringify(everything)).not.toContain(KEY);
  });

  test('a test tells how many dimensions, or what is wrong, without the key', async () => {
    expect(await tryEndpoint()).toMatchObject({ dimensions: 32, problem: null });
    expect(endpoint.asked.at(-1)).toMatchObject({
      path: '/v1/embeddings',
      model: 'stand-in',
      headers: { authorization: `Bearer ${KEY}` },
    });
    const vectors = (input: string[]) => endpoint.vectorsOf({ model: '', input }) as { data: object[] };
    for (const [said, problem] of [
      [{ status: 401, body: { error: { message: `Incorrect API key provided: ${KEY}` } } }, 'key'],
      [{ status: 404, body: { error: { message: 'model "stand-in" not found' } } }, 'not_found'],
      [{ status: 429, body: { error: 'slow down' } }, 'busy'],
      [{ status: 500, body: 'not even JSON' }, 'server'],
      [{ status: 400, body: { error: { message: `no ${KEY}` } } }, 'refused'],
      [{ status: 302, body: {} }, 'refused'],
      [{ body: '<html>' }, 'shape'],
      [{ body: [] }, 'shape'],
      [{ body: null }, undefined],
      [{ body: { data: [] } }, 'shape'],
      [{ body: { data: [{ index: 7, embedding: [1, 2] }] } }, 'shape'],
      [{ body: { data: [{ index: 0, embedding: ['1', 2] }] } }, 'shape'],
      [{ body: { data: [{ index: 0, embedding: [1, null] }] } }, 'shape'],
      [{ body: '{"data":[{"index":0,"embedding":[1e999,1]}]}' }, 'shape'],
      [{ body: { data: [{ index: 0, embedding: [0, 0, 0] }] } }, 'shape'],
      [{ body: { data: [{ index: 0, embedding: [] }] } }, 'shape'],
      [{ body: { data: vectors(['a']).data.map(() => 'x') } }, 'shape'],
      [{ body: `{"data":[${'1,'.repeat(200_000)}1]}` }, 'shape'],
    ] as const) {
      endpoint.answer = () => said;
      const found = await tryEndpoint();
      expect(found, JSON.stringify(said).slice(0, 200)).toMatchObject({ problem: problem ?? null });
      expect(JSON.stringify(found)).not.toContain(KEY);
    }
    endpoint.answer = () => undefined;
  });

  test('a key goes to the server that it was given for, and to no other', async () => {
    const other = new EmbeddingsServer();
    const elsewhere = await other.start();
    expect(await tryEndpoint({ url: elsewhere })).toMatchObject({ dimensions: 32 });
    expect(other.asked[0]!.headers.authorization).toBeUndefined();
    expect(await patch({ url: elsewhere })).toMatchObject({ hasKey: false });
    expect(await patch({ url, apiKey: KEY })).toMatchObject({ hasKey: true });
    expect(await patch({ url: `${url}/embeddings` })).toMatchObject({ hasKey: true });
    await patch({ url });
    other.stop();
  });
});

describe('with an endpoint', () => {
  test('what words do not tell is answered, once it is turned on and learnt', async () => {
    await askBot(riddle());
    expect((await decided())!.decision).not.toBe('answer');
    endpoint.asked.length = 0;
    await patch({ enabled: true, timeoutMs: 1500 });
    const model = (await trained())!;
    expect(model.embeddings).toEqual({
      state: 'used',
      model: 'stand-in',
      dimensions: 32,
      texts: endpoint.texts.length,
      asked: endpoint.texts.length,
      problem: null,
    });
    expect(endpoint.asked.every((one) => one.input.length <= 32)).toBe(true);
    expect(model.measures).toMatchObject({ withoutVectors: { accuracy: expect.any(Number) } });
    const found = await judgeBy(model.version, riddle());
    expect(found).toMatchObject({ vector: 'used' });
    expect(found.ranked[0]).toMatchObject({ faqId: scene.faqs.Refund.id });
    expect(found.ranked[0]!.probability).toBeGreaterThan(0.6);
    // The bot says something of it: the answer, or whether it was meant.
    expect(await askBot(riddle())).not.toEqual([]);
    const { mode, faqIds, vector } = (await decided())!;
    expect([mode, faqIds[0], vector]).toEqual(['live', scene.faqs.Refund.id, 'used']);
    expect(await settings()).toMatchObject({ today: { asked: 2, failed: 0 }, problem: null });
  });

  test('a text is asked for once; what names somebody does not leave', async () => {
    endpoint.asked.length = 0;
    const text = 'my order 4711-2209-88 for jane@example.com, see https://example.com/o?id=1 please';
    await judge(text);
    await judge(text);
    expect(endpoint.texts).toEqual(['my order (number) for (e-mail), see (link) please']);
  });

  test('the questions of a message are asked for with it, and told apart by their vectors', async () => {
    endpoint.asked.length = 0;
    const [refund, delivery] = [`${riddle()}?`, `Hello, ${riddle('Delivery')}?`];
    topics.set(refund, 'Refund').set(delivery, 'Delivery');
    const text = `${delivery}\n${refund}`;
    const before = (await settings()).today;
    const found = await judge(text);
    expect(found.questions.map((one) => one.faqId)).toEqual([scene.faqs.Delivery.id, scene.faqs.Refund.id]);
    expect(found).toMatchObject({
      decision: 'answer',
      vector: 'used',
      faqIds: [scene.faqs.Delivery.id, scene.faqs.Refund.id],
    });
    expect(endpoint.asked.map((one) => one.input)).toEqual([[`${delivery} ${refund}`, delivery, refund]]);
    expect((await settings()).today, 'one message').toEqual({ ...before, asked: before.asked + 1 });
    await withoutWatchdog(program.database.pool, async () => {
      expect(await askBot(text)).not.toEqual([]);
    });
    expect(await decided()).toMatchObject({ mode: 'live', vector: 'used', faqIds: found.faqIds });
    endpoint.answer = () => ({ delayMs: 5000 });
    const late = await judge(`${riddle()}? ${riddle('Delivery')}?`);
    expect(late).toMatchObject({ vector: 'missing', questions: [] });
    endpoint.answer = () => undefined;
    expect(await settings()).toMatchObject({ today: { failed: before.failed + 1 }, problem: 'timeout' });
  });

  test('an edit asks for its own words alone, and what is deleted leaves no vector behind', async () => {
    const stored = async () =>
      (
        await program.database.pool.query(
          'select encode(text_hash, $1) as hash from example_vectors where workspace_id = $2',
          ['hex', workspace.id],
        )
      ).rows.map((row) => row.hash as string);
    const before = await stored();
    const faq = scene.faqs.Refund.id;
    endpoint.asked.length = 0;
    topics.set('give me everything back at once', 'Refund');
    const added = await http().post<{ items: { id: string }[] }>(at(`/faqs/${faq}/examples`), {
      items: [{ text: 'give me everything back at once', language: 'en' }],
    });
    await http().post(at('/language-models'), { full: false });
    const model = (await trained())!;
    expect(model).toMatchObject({ kind: 'update', embeddings: { state: 'used', asked: 1 } });
    expect(endpoint.texts).toEqual(['give me everything back at once']);
    expect(await stored()).toHaveLength(before.length + 1);
    await http().call('DELETE', at(`/faqs/${faq}/examples/${added.items[0]!.id}`));
    expect(await stored()).toHaveLength(before.length);
    await trained();
  });
});

describe('an endpoint that fails', () => {
  const decidedWithout = async (text: string) => {
    const { today } = await settings();
    const found = await judge(text);
    expect(found.vector).toBe('missing');
    const now = await settings();
    expect(now.today).toEqual({ asked: today.asked + 1, failed: today.failed + 1 });
    return now;
  };
  /** Each after a change of settings, so that what failed before is not held against it. */
  const anew = (n: number) => patch({ apiKey: `${KEY}-${n}` });

  test.each([
    ['answers too late', { delayMs: 5000 }, 'timeout'],
    ['fails', { status: 500, body: 'oops' }, 'server'],
    ['answers something else', { body: { data: [{ embedding: 'text' }] } }, 'shape'],
    ['has vectors of another size', { body: { data: [{ index: 0, embedding: [1, 2, 3] }] } }, 'dimensions'],
    ['does not know the key any more', { status: 401, body: {} }, 'key'],
  ])('%s: it is decided by the words, in time, and told', async (_, said, problem) => {
    endpoint.answer = () => said;
    expect(await decidedWithout(riddle())).toMatchObject({ problem });
    endpoint.answer = () => undefined;
    expect((await judge(riddle())).vector).toBe('used');
  });

  test('the bot decides by what words tell, and leaves the rest to people, in time', async () => {
    await patch({ timeoutMs: 200 });
    endpoint.answer = () => ({ delayMs: 5000 });
    // What the watchdog gave to people would not be on record.
    await askBot('Hello, where is my parcel please?');
    const found = (await decided())!;
    expect(found.ranked[0]).toMatchObject({ faqId: scene.faqs.Delivery.id });
    expect(found.vector, 'and it is on record that it had no vector').toBe('missing');
    expect(await askBot(riddle())).toEqual([]);
    expect((await decided())!.decision).toMatch(/leave|suggest/);
    endpoint.answer = () => undefined;
    await patch({ timeoutMs: 1500 });
  });

  test('again and again: it is left alone for a while, and messages wait for nothing', async () => {
    endpoint.answer = () => ({ status: 503, body: '' });
    for (const _ of [1, 2, 3, 4]) await judge(riddle());
    endpoint.asked.length = 0;
    for (const _ of [1, 2, 3]) await decidedWithout(riddle());
    expect(endpoint.asked).toEqual([]);
    endpoint.answer = () => undefined;
    await anew(1);
    await trained();
    expect((await judge(riddle())).vector).toBe('used');
  });

  test('suggestions come without it as well', async () => {
    const visitor = await TestVisitor.open(program.url, (await workspace.addInbox()).key);
    const tab = await visitor.connect();
    const id = uuid();
    await tab.say({ conversationId: id, text: riddle() });
    const suggestions = () => http().get<FaqSuggestions>(at(`/conversations/${id}/suggestions`));
    expect((await suggestions()).items[0]?.faqId).toBe(scene.faqs.Refund.id);
    endpoint.answer = () => ({ status: 500 });
    await tab.say({ conversationId: id, text: 'where is my parcel' });
    await waitUntil('the words are there', async () => {
      const { items } = await suggestions();
      return items[0]?.faqId === scene.faqs.Delivery.id;
    });
    endpoint.answer = () => undefined;
  });
});

describe('a training whose endpoint goes away', () => {
  test('is a training without vectors, says so, and is done again when the endpoint is back', async () => {
    await anewModel();
    let answered = 0;
    endpoint.answer = () => (answered++ < 1 ? undefined : { status: 404, body: { error: 'gone' } });
    await patch({ model: 'another' });
    const without = (await trained())!;
    expect(without).toMatchObject({
      state: 'ready',
      embeddings: { state: 'failed', model: 'another', problem: 'not_found' },
    });
    endpoint.asked.length = 0;
    expect(await judgeBy(without.version, riddle())).toMatchObject({ vector: 'off' });
    expect(endpoint.asked, 'who has no use for vectors asks for none').toEqual([]);
    // Not back yet: looked at when it is due, and put off.
    const due = () =>
      program.database.pool.query('update embedding_settings set retry_at = now() where workspace_id = $1', [
        workspace.id,
      ]);
    await due();
    await waitUntil('it is looked at', () => endpoint.asked.length > 0);
    expect((await newest()).id).toBe(without.id);
    endpoint.answer = () => undefined;
    await due();
    await waitUntil('it is ordered', async () => (await newest()).id !== without.id);
    const again = (await trained())!;
    expect(again).toMatchObject({ embeddings: { state: 'used', model: 'another', problem: null } });
    // What came before it went away was kept.
    expect(again.embeddings!.asked).toBe(again.embeddings!.texts - 32);
    expect(await judgeBy(again.version, riddle())).toMatchObject({ vector: 'used' });
  });

  test('of which vectors are of no use does without, and asks for no message', async () => {
    endpoint.noise = 1;
    await patch({ model: 'noise' });
    const model = (await trained())!;
    expect(model.embeddings).toMatchObject({ state: 'unhelpful', problem: null });
    endpoint.asked.length = 0;
    expect(await judgeBy(model.version, riddle())).toMatchObject({ vector: 'off' });
    expect(endpoint.asked).toEqual([]);
    endpoint.noise = NOISE;
  });

  test('turned off, nothing is asked and nothing is kept', async () => {
    await patch({ enabled: false });
    const model = (await trained())!;
    expect(model.embeddings).toBeNull();
    const kept = await program.database.pool.query('select from example_vectors where workspace_id = $1', [
      workspace.id,
    ]);
    expect(kept.rowCount).toBe(0);
    endpoint.asked.length = 0;
    await judge(riddle());
    expect(endpoint.asked).toEqual([]);
  });

  /** A model that uses vectors, whatever was tried before. */
  async function anewModel(): Promise<void> {
    endpoint.answer = () => undefined;
    await patch({ model: 'stand-in', timeoutMs: 1500 });
    await trained();
  }
});
