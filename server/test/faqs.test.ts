import type {
  Faq,
  FaqExample,
  FaqExamplesAdded,
  FaqImportResult,
  FaqSettings,
  FaqTestResult,
  LanguageModelInfo,
  Snippet,
} from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { claimTraining } from '../src/core/faqs/training/claimTraining.ts';
import { ModelCache } from '../src/core/faqs/training/modelCache.ts';
import { readTrainInput } from '../src/core/faqs/training/readTrainInput.ts';
import { uuid } from '../src/lib/uuid.ts';
import { createFaqScene, examplesOf, trainNow } from '../src/testing/faqScene.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

vi.setConfig({ testTimeout: 120_000 });
let program: TestProgram;
let workspace: TestWorkspace;
let base: string;
beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  workspace = await createTestWorkspace(program);
  base = `/v1/workspaces/${workspace.id}`;
});
afterAll(() => program.stop());

const makeSnippet = (name: string, of = workspace) =>
  of.owner.http.post<Snippet>(`/v1/workspaces/${of.id}/snippets`, {
    name,
    texts: [
      { language: 'en', text: `About ${name}` },
      { language: 'fr', text: `Sur ${name}` },
    ],
  });
const makeFaq = async (name: string, texts: string[] = []) =>
  workspace.owner.http.post<Faq>(`${base}/faqs`, {
    snippetId: (await makeSnippet(name)).id,
    examples: texts.map((text) => ({ text })),
  });
const modelsOf = async (of = workspace) =>
  (await of.owner.http.get<{ items: LanguageModelInfo[] }>(`/v1/workspaces/${of.id}/language-models`)).items;

describe('FAQs and their examples', () => {
  test('an FAQ is made of a snippet, once; it has the snippet’s name and languages', async () => {
    const { http } = workspace.owner;
    const faq = await makeFaq('Opening hours', ['When are you open?', 'Quels sont vos horaires ?']);
    expect(faq).toMatchObject({
      title: 'Opening hours',
      answerLanguages: ['en', 'fr'],
      exampleLanguages: ['en', 'fr'],
      examples: 2,
      cost: 'medium',
      stage: 'off',
      steppedBackAt: null,
    });
    const again = await http.call('POST', `${base}/faqs`, { snippetId: faq.snippetId });
    expect(again).toMatchObject({ status: 409, code: 'faq_exists' });
    const kept = await http.call('DELETE', `${base}/snippets/${faq.snippetId}`);
    expect(kept).toMatchObject({ status: 409, code: 'snippet_in_use' });
    const { items } = await http.get<{ items: Faq[] }>(`${base}/faqs?q=opening`);
    expect(items).toEqual([faq]);
    const idsBy = async (filter: string) =>
      (await http.get<{ items: Faq[] }>(`${base}/faqs?q=opening&${filter}`)).items.map((item) => item.id);
    expect(await idsBy('cost=medium&language=fr')).toEqual([faq.id]);
    expect(await idsBy('cost=high')).toEqual([]);
    expect(await idsBy('language=de')).toEqual([]);
    await http.call('DELETE', `${base}/faqs/${faq.id}`);
    expect(await http.call('GET', `${base}/faqs/${faq.id}`)).toMatchObject({ code: 'faq_not_found' });
    expect((await http.call('DELETE', `${base}/snippets/${faq.snippetId}`)).status).toBe(200);
  });

  test('the same words are one example; changes carry a version that refuses what is old', async () => {
    const { http } = workspace.owner;
    const faq = await makeFaq('Prices', ['How much is it?']);
    const added = await http.post<FaqExamplesAdded>(`${base}/faqs/${faq.id}/examples`, {
      items: [{ text: '  HOW much   is it? ' }, { text: 'What does the lamp cost?', source: 'opportunity' }],
    });
    expect(added).toMatchObject({
      skipped: 1,
      items: [{ text: 'What does the lamp cost?', source: 'opportunity', language: 'en' }],
    });
    const example = added.items[0]!;
    const path = `${base}/faqs/${faq.id}/examples/${example.id}`;
    expect(await http.call('PATCH', path, { text: 'how MUCH is it?' })).toMatchObject({
      code: 'example_exists',
    });
    const changed = await http.patch<FaqExample>(path, { text: 'Price of the lamp', language: 'fr' });
    expect(changed).toMatchObject({ text: 'Price of the lamp', language: 'fr' });
    const now = await http.get<Faq>(`${base}/faqs/${faq.id}`);
    expect(now.examples).toBe(2);
    expect(now.version).toBeGreaterThan(faq.version);
    const late = await http.call('PATCH', `${base}/faqs/${faq.id}`, { cost: 'high', version: faq.version });
    expect(late).toMatchObject({ status: 409, code: 'conflict' });
    await http.patch(`${base}/faqs/${faq.id}`, { cost: 'high', version: now.version });
    await http.call('DELETE', path);
    expect((await http.get<Faq>(`${base}/faqs/${faq.id}`)).examples).toBe(1);
    expect(await http.call('DELETE', path)).toMatchObject({ code: 'faq_example_not_found' });
  });

  test('the same question as an example of two FAQs is told at both, until one lets it go', async () => {
    const { http } = workspace.owner;
    const one = await makeFaq('Twice A', ['Where do I find it?', 'Only here']);
    const other = await makeFaq('Twice B', ['where do I  FIND it?']);
    const of = async (faq: Faq) =>
      (await http.get<{ items: FaqExample[] }>(`${base}/faqs/${faq.id}/examples`)).items;
    expect((await of(one)).map((example) => example.alsoIn)).toEqual([
      { faqId: other.id, title: 'Twice B' },
      null,
    ]);
    const [twice] = await of(other);
    expect(twice!.alsoIn).toEqual({ faqId: one.id, title: 'Twice A' });
    const changed = await http.patch<FaqExample>(`${base}/faqs/${other.id}/examples/${twice!.id}`, {
      text: 'Where do you keep it?',
    });
    expect(changed.alsoIn).toBeNull();
    expect((await of(one)).every((example) => example.alsoIn === null)).toBe(true);
  });

  test('the database holds the limits, and nothing of what goes beyond is written', async () => {
    const { http } = workspace.owner;
    const faq = await makeFaq('Limits');
    const items = (from: number, n: number) =>
      Array.from({ length: n }, (_, i) => ({ text: `question number ${from + i} of many`, language: 'en' }));
    await http.post(`${base}/faqs/${faq.id}/examples`, { items: items(0, 999) });
    const beyond = await http.call('POST', `${base}/faqs/${faq.id}/examples`, { items: items(2000, 2) });
    expect(beyond).toMatchObject({ status: 400, code: 'invalid_value' });
    expect((await http.get<Faq>(`${base}/faqs/${faq.id}`)).examples).toBe(999);
    const other = await createTestWorkspace(program);
    await program.database.pool.query(
      `insert into faq_settings (workspace_id, faqs) values ($1, 2000) on conflict (workspace_id) do update set faqs = 2000`,
      [other.id],
    );
    const snippet = await makeSnippet('One too many', other);
    const refused = await other.owner.http.call('POST', `/v1/workspaces/${other.id}/faqs`, {
      snippetId: snippet.id,
    });
    expect(refused).toMatchObject({ status: 400, code: 'invalid_value' });
    await http.call('DELETE', `${base}/faqs/${faq.id}`);
  });

  test('agents read, supervisors change; settings and stages are in the audit log', async () => {
    const { http } = workspace.owner;
    const agent = await workspace.addAgent('Agent');
    const supervisor = await workspace.addAgent('Supervisor', 'supervisor');
    const faq = await makeFaq('Permissions', ['May I?']);
    expect((await agent.http.call('GET', `${base}/faqs`)).status).toBe(200);
    for (const [method, path, body] of [
      ['PATCH', `/faqs/${faq.id}`, { stage: 'all' }],
      ['POST', `/faqs/${faq.id}/examples`, { items: [{ text: 'x' }] }],
      ['DELETE', `/faqs/${faq.id}`, undefined],
      ['PATCH', '/faq-settings', { promise: 0.95 }],
      ['POST', '/language-models', {}],
      ['GET', '/faq-decisions', undefined],
      ['GET', '/faq-reports/live', undefined],
    ] as const)
      expect(await agent.http.call(method, base + path, body)).toMatchObject({ code: 'forbidden' });
    await supervisor.http.patch(`${base}/faqs/${faq.id}`, { stage: 'shadow' });
    const settings = await supervisor.http.patch<FaqSettings>(`${base}/faq-settings`, {
      promise: 0.95,
      wrongMinutes: { low: 1, medium: 2, high: 3 },
    });
    expect(settings).toMatchObject({ promise: 0.95, savedMinutes: 3, wrongMinutes: { medium: 2 } });
    // One of the costs leaves the others as they are.
    const path = `${base}/faq-settings`;
    expect(await supervisor.http.patch(path, { wrongMinutes: { high: 9 } })).toMatchObject({
      promise: 0.95,
      wrongMinutes: { low: 1, medium: 2, high: 9 },
    });
    const log = await http.get<{ items: { action: string; after: object }[] }>(`${base}/audit?limit=20`);
    expect(log.items.map((item) => item.action)).toEqual(
      expect.arrayContaining(['faq.created', 'faq.changed', 'faq_settings.changed']),
    );
    expect(log.items.find((item) => item.action === 'faq.changed')!.after).toEqual({ stage: 'shadow' });
    const foreign = await http.call('PATCH', `${base}/faq-settings`, { inboxIds: [uuid()] });
    expect(foreign).toMatchObject({ status: 404, code: 'inbox_not_found' });
  });

  test('a file of examples is shown, applied, exported, and applied again without effect', async () => {
    const other = await createTestWorkspace(program);
    const { http } = other.owner;
    const at = `/v1/workspaces/${other.id}/faqs`;
    await makeSnippet('Returns', other);
    const text =
      'faq\tlanguage\texample\nReturns\ten\tHow do I send it back?\nreturns\ten\thow do i send it BACK?\nReturns\tfr\tComment renvoyer ?\nNobody\ten\tWhat?\nReturns\tnot a tag\tx\n';
    const look = await http.post<FaqImportResult>(`${at}/import`, { text });
    expect(look.applied).toBe(false);
    expect(look.rows.map((row) => row.action)).toEqual(['faq', 'same', 'example', 'error', 'error']);
    expect((await http.get<{ items: Faq[] }>(at)).items).toEqual([]);
    await http.post(`${at}/import`, { text, apply: true });
    const { items } = await http.get<{ items: Faq[] }>(at);
    expect(items).toMatchObject([{ title: 'Returns', examples: 2, exampleLanguages: ['en', 'fr'] }]);
    const exported = (await http.call('GET', `${at}/export.tsv`)).body as string;
    expect(exported).toBe(
      'faq\tlanguage\texample\ttitle\nReturns\ten\tHow do I send it back?\t\nReturns\tfr\tComment renvoyer ?\t\n',
    );
    const again = await http.post<FaqImportResult>(`${at}/import`, { text: exported, apply: true });
    expect(again.rows.every((row) => row.action === 'same')).toBe(true);
    expect(await http.call('POST', `${at}/import`, { text: 'no tabs' })).toMatchObject({
      code: 'invalid_value',
    });
  });

  test('a file may have titles for customers beside the examples, or by themselves; those not in it stay', async () => {
    const other = await createTestWorkspace(program);
    const { http } = other.owner;
    const at = `/v1/workspaces/${other.id}/faqs`;
    const snippet = await makeSnippet('Returns', other);
    const kept = { language: 'nl', title: 'Terugsturen' };
    await http.post<Faq>(at, { snippetId: snippet.id, titles: [kept, { language: 'de', title: 'Alt' }] });
    const lines = [
      'FAQ\tLanguage\tExample\tTitle',
      'Returns\ten\tHow do I send it back?\tSend it back',
      'Returns\ten\tMay I return it?\tSend it back',
      'Returns\ten\tMay I return it?\tAnother',
      'Returns\tDE\t\tZurücksenden',
      'Returns\t\t\tNowhere',
      `Returns\tfr\t\t${'x'.repeat(81)}`,
      'Returns\tnl\t\tTerugsturen',
    ];
    const { rows } = await http.post<FaqImportResult>(`${at}/import`, {
      text: lines.join('\n'),
      apply: true,
    });
    expect(rows.map((row) => row.action)).toEqual([
      'example',
      'example',
      'error',
      'title',
      'error',
      'error',
      'same',
    ]);
    const { items } = await http.get<{ items: Faq[] }>(at);
    expect(items[0]).toMatchObject({ examples: 2 });
    expect(items[0]!.titles).toEqual(
      expect.arrayContaining([
        { language: 'en', title: 'Send it back' },
        { language: 'DE', title: 'Zurücksenden' },
        kept,
      ]),
    );
    expect(items[0]!.titles).toHaveLength(3);
    for (const q of ['ZURÜCK', 'may i', 'returns'])
      expect((await http.get<{ items: Faq[] }>(`${at}?q=${encodeURIComponent(q)}`)).items, q).toHaveLength(1);
    expect((await http.get<{ items: Faq[] }>(`${at}?q=nowhere`)).items).toEqual([]);
    const exported = (await http.call('GET', `${at}/export.tsv`)).body as string;
    expect(exported.split('\n').slice(1, 3)).toEqual([
      'Returns\ten\tHow do I send it back?\tSend it back',
      'Returns\ten\tMay I return it?\t',
    ]);
    expect(exported).toContain('\nReturns\tnl\t\tTerugsturen\n');
    const again = await http.post<FaqImportResult>(`${at}/import`, { text: exported, apply: true });
    expect(again.rows.map((row) => row.action)).toEqual(['same', 'same', 'same', 'same']);
    // Without a heading a further tab is a blank of the example.
    const bare = await http.post<FaqImportResult>(`${at}/import`, {
      text: 'Returns\ten\tSend\tback',
      apply: true,
    });
    expect(bare.rows).toMatchObject([{ action: 'example' }]);
  });
});

test('an FAQ has a title for customers in each language; it is learnt from, as the snippet is when it changes', async () => {
  const own = await createTestWorkspace(program);
  const { http } = own.owner;
  const path = `/v1/workspaces/${own.id}`;
  const snippet = await makeSnippet('Returns v2', own);
  const faq = await http.post<Faq>(`${path}/faqs`, {
    snippetId: snippet.id,
    titles: [{ language: 'fr', title: 'Renvoyer un article' }],
    examples: [
      { text: 'How do I send it back?', language: 'en' },
      { text: 'Comment le renvoyer ?', language: 'fr' },
    ],
  });
  expect(faq.titles).toEqual([{ language: 'fr', title: 'Renvoyer un article' }]);
  const learnt = async () =>
    (await readTrainInput(program.doors.core.db, own.id)).faqs.map(({ language, title }) => [
      language,
      title,
    ]);
  expect(await learnt()).toEqual([
    ['en', 'Returns v2'],
    ['fr', 'Renvoyer un article'],
  ]);
  const one = `${path}/faqs/${faq.id}`;
  const twice = [
    { language: 'fr', title: 'A' },
    { language: 'FR', title: 'B' },
  ];
  expect(await http.call('PATCH', one, { titles: twice })).toMatchObject({
    status: 400,
    code: 'invalid_value',
  });
  expect((await http.get<Faq>(one)).titles).toEqual(faq.titles);
  const titles = [{ language: 'en-GB', title: 'Sending something back' }];
  expect(await http.patch<Faq>(one, { titles, version: faq.version })).toMatchObject({
    titles,
    version: faq.version + 1,
  });
  expect((await learnt())[0]).toEqual(['en', 'Sending something back']);
  // Nothing waits any more: what the snippet says anew is learnt anew.
  const settled = () =>
    waitUntil('nothing waits to be learnt', async () =>
      (await modelsOf(own)).every((m) => m.state === 'ready'),
    );
  await settled();
  const before = (await modelsOf(own))[0]!.version;
  await http.patch(`${path}/snippets/${snippet.id}`, {
    texts: [{ language: 'en', text: 'Print the label.' }],
  });
  expect((await modelsOf(own))[0]!.version).toBe(before + 1);
  await http.patch(`${path}/snippets/${snippet.id}`, { topic: 'Shop' });
  await settled();
  expect((await modelsOf(own))[0]!.version, 'a topic is not learnt from').toBe(before + 1);
});

describe('training', () => {
  test('tells its progress and measures; the test box says what would be done and why', async () => {
    const own = await createTestWorkspace(program);
    const scene = await createFaqScene(own);
    const at = `/v1/workspaces/${own.id}`;
    const [model] = await modelsOf(own);
    expect(model).toMatchObject({
      state: 'ready',
      kind: 'full',
      current: true,
      faqs: 4,
      examples: 100,
      progress: 1,
    });
    expect(model!.measures!.messages).toBe(100);
    expect(model!.measures!.accuracy).toBeGreaterThan(0.9);
    expect(model!.measures!.curve[0]).toMatchObject({ probability: 0, coverage: 1 });
    const tried = await own.owner.http.post<FaqTestResult>(`${at}/faqs/test`, {
      text: 'Hello, where is my parcel please?',
    });
    expect(tried).toMatchObject({
      language: 'en',
      decision: 'answer',
      faqIds: [scene.faqs.Delivery.id],
      answer: expect.stringContaining('tracking link'),
      modelVersion: model!.version,
    });
    expect(tried.ranked[0]).toMatchObject({ title: 'Delivery', cost: 'low', stage: 'all' });
    expect(tried.reason).toBe('sure');
    expect(tried.answerFrom).toBeGreaterThan(0.8);
    expect(tried.ranked[0]!.probability).toBeGreaterThanOrEqual(tried.answerFrom - 0.001);
    expect(tried.words.map((one) => one.word)).toContain('parcel');
    expect(examplesOf('Delivery')).toContain(tried.examples[0]!.text);
    const foreign = await own.owner.http.post<FaqTestResult>(`${at}/faqs/test`, { text: 'zzz qqq' });
    expect(foreign.decision).not.toBe('answer');
    expect(['nothing_fits', 'unsure', 'close']).toContain(foreign.reason);
    await own.owner.http.patch(`${at}/faqs/${scene.faqs.Delivery.id}`, { cost: 'never' });
    const never = await own.owner.http.post<FaqTestResult>(`${at}/faqs/test`, { text: 'where is my parcel' });
    expect(never).toMatchObject({ decision: 'suggest', reason: 'never_alone' });
    expect(never.answerFrom).toBeGreaterThan(1);
    await own.owner.http.patch(`${at}/faqs/${scene.faqs.Delivery.id}`, { stage: 'off' });
    const off = await own.owner.http.post<FaqTestResult>(`${at}/faqs/test`, { text: 'where is my parcel' });
    expect(off).toMatchObject({ decision: 'leave', reason: 'off' });
  });

  test('an edit is learnt by itself, on top of the last model, which answers meanwhile', async () => {
    const own = await createTestWorkspace(program);
    const scene = await createFaqScene(own);
    const at = `/v1/workspaces/${own.id}`;
    const before = (await modelsOf(own)).find((model) => model.current)!;
    await own.owner.http.post(`${at}/faqs/${scene.faqs.Dimming.id}/examples`, {
      items: [{ text: 'Will the zigzag thing glow softly?', language: 'en' }],
    });
    const meanwhile = await own.owner.http.post<FaqTestResult>(`${at}/faqs/test`, {
      text: 'where is my parcel',
    });
    expect(meanwhile.modelVersion).toBe(before.version);
    const after = await waitUntil('the new model', async () =>
      (await modelsOf(own)).find((model) => model.current && model.version > before.version && model),
    );
    expect(after).toMatchObject({ kind: 'update', examples: 101, measures: before.measures });
    // Who sees that it is trained and asks is not answered by the one before.
    const tried = await own.owner.http.post<FaqTestResult>(`${at}/faqs/test`, {
      text: 'will the zigzag thing glow softly',
    });
    expect(tried.modelVersion).toBe(after.version);
    expect(tried.ranked[0]!.title).toBe('Dimming');
  });

  test('one that is over cannot be stopped; one that waits can, and it is not done', async () => {
    const { id } = await program.database.pool
      .query<{ id: string }>(
        `insert into language_models (workspace_id, id, version, state, kind, run_after)
         values ($1, $2, 900, 'queued', 'full', now() + interval '1 hour') on conflict (workspace_id) where state = 'queued'
         do update set run_after = now() + interval '1 hour' returning id`,
        [workspace.id, uuid()],
      )
      .then((found) => found.rows[0]!);
    const path = `${base}/language-models/${id}/cancel`;
    expect(await workspace.owner.http.post<LanguageModelInfo>(path)).toMatchObject({ state: 'cancelled' });
    expect(await workspace.owner.http.call('POST', path, {})).toMatchObject({ code: 'training_settled' });
  });

  test('one node trains at a time; where it falls silent another takes it up, three times at most', async () => {
    // A program without a worker, so that nobody else trains.
    const quiet = await startTestProgram({ roles: { web: true, worker: false } });
    try {
      const { core } = quiet.doors;
      const own = await createTestWorkspace(quiet);
      await createFaqScene(own, { train: false });
      await own.owner.http.post(`/v1/workspaces/${own.id}/language-models`, {});
      const both = await Promise.all([claimTraining(core, uuid()), claimTraining(core, uuid())]);
      expect(both.filter(Boolean)).toHaveLength(1);
      const age = () =>
        core.db.query(
          `update language_models set heartbeat_at = now() - interval '1 minute' where state = 'training'`,
        );
      for (const _ of [2, 3]) {
        expect(await claimTraining(core, uuid()), 'it is being trained').toBeUndefined();
        await age();
        expect(await claimTraining(core, uuid())).toMatchObject({ workspaceId: own.id });
      }
      await age();
      expect(await claimTraining(core, uuid())).toBeUndefined();
      expect((await modelsOf(own))[0]).toMatchObject({ state: 'failed', problem: expect.any(String) });
    } finally {
      await quiet.stop();
    }
  });

  test('models are kept by a node as far as there is room', async () => {
    const [one, two] = [await createTestWorkspace(program), await createTestWorkspace(program)];
    await createFaqScene(one);
    await createFaqScene(two);
    const size = (await modelsOf(one)).find((model) => model.current)!.bytes!;
    const cache = new ModelCache(program.doors.core.db, Math.round(size * 1.5));
    expect((await cache.get(one.id))!.model.matchers).toHaveLength(1);
    expect(cache.bytes).toBe(size);
    await cache.get(two.id);
    expect(cache.bytes).toBeLessThan(size * 1.5);
    expect(await cache.get(uuid())).toBeUndefined();
    const model = await cache.get(one.id);
    expect(model!.version).toBeGreaterThan(0);
    expect((await trainNow(two)).state).toBe('ready');
  });
});
