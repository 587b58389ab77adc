import type {
  Conversation,
  Entry,
  Faq,
  ImportResult,
  Inbox,
  Macro,
  Snippet,
  SnippetCreate,
  SnippetQuestion,
  SnippetUsage,
  StoredFile,
  Team,
} from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { expectGapless, textsOf } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let supervisor: TestAgent;
let inbox: Inbox;
let at: string;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie Agent');
  supervisor = await company.addAgent('Sophie', 'supervisor');
  inbox = await company.addInbox({ name: 'Boutique' });
  at = `/v1/workspaces/${company.id}`;
});
afterAll(() => program.stop());

async function converse(language = 'en'): Promise<string> {
  const visitor = await TestVisitor.open(program.url, inbox.key, { language });
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello?' });
  await tab.close();
  return conversationId;
}
let names = 0;
const make = (parts: Partial<SnippetCreate> = {}): Promise<Snippet> => {
  names += 1;
  return supervisor.http.post(`${at}/snippets`, {
    name: `Snippet ${names}`,
    texts: [{ language: 'en', text: 'Hello {{contact.first_name|there}}, this is {{agent.first_name}}.' }],
    ...parts,
  });
};
const list = async (who: TestAgent) => (await who.http.get<{ items: Snippet[] }>(`${at}/snippets`)).items;

describe('snippets', () => {
  test('are made, changed and deleted by supervisors, and seen by agents', async () => {
    const file = await supervisor.http.post<StoredFile>(
      `${at}/files`,
      formWithFile('hello', 'price list.txt'),
    );
    const snippet = await make({
      name: 'Prices',
      topic: 'Sales',
      texts: [
        { language: 'en', text: 'Our prices' },
        { language: 'fr', text: 'Nos prix' },
      ],
      fileIds: [file.id],
    });
    expect(snippet).toMatchObject({
      topic: 'Sales',
      teamId: null,
      files: [{ id: file.id, name: 'price list.txt', kind: 'file' }],
    });
    expect((await list(agent)).map((each) => each.id)).toContain(snippet.id);
    const changed = await supervisor.http.patch<Snippet>(`${at}/snippets/${snippet.id}`, {
      topic: null,
      texts: [{ language: 'fr', text: 'Prix' }],
    });
    expect(changed).toMatchObject({
      name: 'Prices',
      topic: null,
      texts: [{ language: 'fr', text: 'Prix' }],
      files: [{ id: file.id }],
    });
    expect(
      await agent.http.call('POST', `${at}/snippets`, { name: 'x', texts: [{ language: 'en', text: 'x' }] }),
    ).toMatchObject({ status: 403 });
    expect(await agent.http.call('PATCH', `${at}/snippets/${snippet.id}`, { name: 'x' })).toMatchObject({
      status: 403,
    });
    expect(
      await supervisor.http.call('POST', `${at}/snippets`, {
        name: 'PRICES',
        texts: [{ language: 'en', text: 'x' }],
      }),
    ).toMatchObject({ code: 'name_taken' });
    expect(
      await supervisor.http.call('POST', `${at}/snippets`, {
        name: 'twice',
        texts: [
          { language: 'en', text: 'x' },
          { language: 'EN', text: 'y' },
        ],
      }),
    ).toMatchObject({ code: 'invalid_value', body: { error: { field: '/texts' } } });
    await supervisor.http.call('DELETE', `${at}/snippets/${snippet.id}`);
    expect(await supervisor.http.call('GET', `${at}/snippets/${snippet.id}`)).toMatchObject({
      code: 'snippet_not_found',
    });
    expect((await make({ name: 'Prices' })).name, 'the name is free again').toBe('Prices');
  });

  test('of a team are for its members and for supervisors', async () => {
    const insider = await company.addAgent('Ines');
    const team = await company.owner.http.post<Team>(`${at}/teams`, {
      name: 'Returns',
      memberIds: [insider.userId],
    });
    const snippet = await make({ teamId: team.id });
    const ids = async (who: TestAgent) => (await list(who)).map((each) => each.id);
    expect(await ids(insider)).toContain(snippet.id);
    expect(await ids(supervisor)).toContain(snippet.id);
    expect(await ids(agent)).not.toContain(snippet.id);
    expect(await agent.http.call('GET', `${at}/snippets/${snippet.id}`)).toMatchObject({
      code: 'snippet_not_found',
    });
  });

  test('others are told that the list changed', async () => {
    const desk = await agent.connect();
    await make();
    await desk.waitFor((f) => f.type === 'changed' && f.what === 'snippets');
    await desk.close();
  });
});

describe('use of a snippet', () => {
  const usage = async (id: string) =>
    (await supervisor.http.get<{ items: SnippetUsage[] }>(`${at}/snippets/usage`)).items.find(
      (each) => each.snippetId === id,
    );

  test('travels with the message over the socket and REST, is recorded once with what was changed, and is hidden from the contact', async () => {
    const snippet = await make();
    const conversationId = await converse();
    const desk = await agent.connect();
    const text = 'one two three four';
    const origin = { snippetId: snippet.id, language: 'en', text };
    const entryId = uuid();
    const frame = {
      type: 'send' as const,
      conversationId,
      entryId,
      kind: 'message' as const,
      content: { kind: 'text' as const, text: 'one two three five' },
      snippets: [origin],
    };
    for (const ref of ['a', 'b', 'c']) desk.send({ ...frame, ref });
    for (const ref of ['a', 'b', 'c']) await desk.waitFor((f) => f.type === 'ack' && f.ref === ref);
    await agent.http.post(agent.path(conversationId, '/entries'), {
      id: uuid(),
      kind: 'message',
      content: { kind: 'text', text },
      snippets: [origin],
    });
    const log = await agent.entries(conversationId);
    expectGapless(log);
    expect(textsOf(log)).toEqual(['Hello?', 'one two three five', text]);
    expect(JSON.stringify(log)).not.toContain(snippet.id);
    expect(await usage(snippet.id)).toMatchObject({ uses: 2, unchanged: 1, changed: 0.125 });
    const rows = await program.database.pool.query(
      'select entry_id, user_id, seq, language from snippet_uses where snippet_id = $1 order by seq',
      [snippet.id],
    );
    expect(rows.rows[0]).toEqual({ entry_id: entryId, user_id: agent.userId, seq: 4, language: 'en' });
    await desk.close();
  });

  test('a snippet that does not exist, or is another company’s, loses no message and records nothing', async () => {
    const conversationId = await converse();
    const theirs = await createTestWorkspace(program, 'Other');
    const foreign = await theirs.owner.http.post<Snippet>(`/v1/workspaces/${theirs.id}/snippets`, {
      name: 'x',
      texts: [{ language: 'en', text: 'x' }],
    });
    const snippets = [uuid(), foreign.id].map((snippetId) => ({ snippetId, language: 'en', text: 'x' }));
    await agent.http.post(agent.path(conversationId, '/entries'), {
      id: uuid(),
      kind: 'message',
      content: { kind: 'text', text: 'kept' },
      snippets,
    });
    expect(textsOf(await agent.entries(conversationId))).toContain('kept');
    const rows = await program.database.pool.query('select from snippet_uses where conversation_id = $1', [
      conversationId,
    ]);
    expect(rows.rowCount).toBe(0);
  });

  test('a visitor’s claim of one is not believed', async () => {
    const snippet = await make();
    const visitor = await TestVisitor.open(program.url, inbox.key);
    const tab = await visitor.connect();
    tab.send({
      type: 'send',
      ref: 'x',
      conversationId: uuid(),
      entryId: uuid(),
      kind: 'message',
      content: { kind: 'text', text: 'mine' },
      snippets: [{ snippetId: snippet.id, language: 'en', text: 'x' }],
    });
    await tab.waitFor((f) => f.type === 'ack');
    expect(await usage(snippet.id)).toBeUndefined();
    await tab.close();
  });
});

describe('the life of a snippet', () => {
  const usage = async (id: string) =>
    (await supervisor.http.get<{ items: SnippetUsage[] }>(`${at}/snippets/usage`)).items.find(
      (each) => each.snippetId === id,
    );
  const questions = async (id: string, who = supervisor) =>
    (await who.http.get<{ items: SnippetQuestion[] }>(`${at}/snippets/${id}/questions`)).items;
  /** A visitor asks, the agent answers with the snippet, changed or not; and the visitor rates it. */
  async function answer(snippet: Snippet, question: string, said = 'Two days.', score?: number) {
    const visitor = await TestVisitor.open(program.url, inbox.key);
    const tab = await visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid(), text: question });
    await agent.http.post(agent.path(conversationId, '/entries'), {
      id: uuid(),
      kind: 'message',
      content: { kind: 'text', text: said },
      snippets: [{ snippetId: snippet.id, language: 'en', text: 'Two days.' }],
    });
    if (score !== undefined) {
      const asked = await agent.http.post<Entry>(agent.path(conversationId, '/entries'), {
        id: uuid(),
        kind: 'message',
        content: { kind: 'rating', question: 'How was it?', scale: 5 },
      });
      await tab.say({ conversationId, content: { kind: 'rating_answer', entryId: asked.id, score } });
    }
    await tab.close();
    return conversationId;
  }

  test('ready: ten different questions, hardly ever changed; an FAQ is made of what was asked', async () => {
    const snippet = await make({ name: 'Delivery time', texts: [{ language: 'en', text: 'Two days.' }] });
    for (let i = 0; i < 9; i += 1) await answer(snippet, `How long does delivery take to place ${i}?`);
    await answer(snippet, 'HOW LONG does delivery take to place 1?');
    expect(await usage(snippet.id)).toMatchObject({
      uses: 10,
      unchanged: 10,
      questions: 9,
      rated: 0,
      rating: null,
      faqId: null,
      ready: false,
    });
    await answer(snippet, 'When will it be here?', 'Two days.', 5);
    expect(await usage(snippet.id)).toMatchObject({ questions: 10, rated: 1, rating: 5, ready: true });
    const asked = await questions(snippet.id);
    expect(asked).toHaveLength(10);
    expect(asked[0]).toMatchObject({ text: 'When will it be here?', seq: 2 });
    expect(new Set(asked.map((one) => one.text.toLowerCase())).size).toBe(10);
    const faq = await supervisor.http.post<Faq>(`${at}/faqs`, {
      snippetId: snippet.id,
      stage: 'shadow',
      examples: asked.map(({ text }) => ({ text, source: 'feedback' })),
    });
    expect(faq).toMatchObject({ title: 'Delivery time', examples: 10, stage: 'shadow' });
    expect(await usage(snippet.id)).toMatchObject({ faqId: faq.id, ready: false });
  });

  test('what is changed before sending is not ready, and its questions are none of it', async () => {
    const snippet = await make({ texts: [{ language: 'en', text: 'Two days.' }] });
    for (let i = 0; i < 10; i += 1)
      await answer(snippet, `May I come on day ${i}?`, 'Something else altogether, dear customer.');
    expect(await usage(snippet.id)).toMatchObject({ uses: 10, unchanged: 0, questions: 10, ready: false });
    expect(await questions(snippet.id)).toEqual([]);
  });

  test('questions of conversations that one may not see are not shown', async () => {
    const snippet = await make({ texts: [{ language: 'en', text: 'Two days.' }] });
    await answer(snippet, 'A question in confidence');
    const role = await company.owner.http.post<{ id: string }>(`${at}/roles`, {
      name: uuid(),
      permissions: [],
    });
    const outsider = await company.addAgent('Outsider', role.id as never);
    expect(await questions(snippet.id)).toHaveLength(1);
    expect(await questions(snippet.id, outsider)).toEqual([]);
  });
});

describe('macros', () => {
  const macro = (actions: Macro['actions'], name = `Macro ${uuid()}`) =>
    supervisor.http.post<Macro>(`${at}/macros`, { name, actions });
  const run = (conversationId: string, id: string, runId = uuid(), who = agent) =>
    who.http.call('POST', agent.path(conversationId, `/macros/${id}/run`), { id: runId });

  test('do everything in one: reply in the contact’s language, note, people, labels, priority, end', async () => {
    const team = await company.owner.http.post<Team>(`${at}/teams`, { name: `Team ${uuid()}` });
    const snippet = await make({
      texts: [
        { language: 'en', text: 'Thank you {{contact.first_name|dear customer}}' },
        { language: 'fr', text: 'Merci {{contact.first_name|cher client}}, {{agent.first_name}}' },
      ],
    });
    const conversationId = await converse('fr-CA');
    await agent.patch(conversationId, { labels: ['new', 'kept'] });
    const { id } = await macro([
      { type: 'snippet', snippetId: snippet.id },
      { type: 'note', text: 'Closed from {{inbox.name}}' },
      { type: 'assign', to: supervisor.userId },
      { type: 'team', teamId: team.id },
      { type: 'add_labels', labels: ['done'] },
      { type: 'remove_labels', labels: ['new'] },
      { type: 'priority', priority: 'high' },
      { type: 'status', status: 'resolved' },
    ]);
    const runId = uuid();
    const answers = await Promise.all([1, 2, 3].map(() => run(conversationId, id, runId)));
    expect(answers.map((each) => each.status)).toEqual([200, 200, 200]);
    expect(await agent.read(conversationId)).toMatchObject({
      status: 'resolved',
      assigneeId: supervisor.userId,
      teamId: team.id,
      labels: ['done', 'kept'],
      priority: 'high',
    } satisfies Partial<Conversation>);
    const log = await agent.entries(conversationId);
    expectGapless(log);
    expect(textsOf(log)).toEqual(['Hello?', 'Merci cher client, Amélie', 'Closed from Boutique']);
    expect(
      log.filter((entry) => entry.event?.type === 'assigned'),
      'the reply did not take it back',
    ).toHaveLength(1);
    const uses = await program.database.pool.query('select changed from snippet_uses where snippet_id = $1', [
      snippet.id,
    ]);
    expect(uses.rows).toEqual([{ changed: 0 }]);
  });

  test('do nothing at all where one action cannot be done', async () => {
    const gone = await company.addAgent('Gone');
    const { id } = await macro([
      { type: 'reply', text: 'You should never read this' },
      { type: 'add_labels', labels: ['half'] },
      { type: 'assign', to: gone.userId },
    ]);
    const conversationId = await converse();
    await company.owner.http.call('DELETE', `${at}/members/${gone.userId}`);
    const before = await agent.entries(conversationId);
    expect(await run(conversationId, id)).toMatchObject({ status: 404, code: 'member_not_found' });
    const empty = await macro([
      { type: 'priority', priority: 'low' },
      { type: 'reply', text: '{{contact.phone}}' },
    ]);
    expect(await run(conversationId, empty.id)).toMatchObject({
      code: 'invalid_value',
      body: { error: { field: '/actions' } },
    });
    expect(await agent.entries(conversationId)).toEqual(before);
    expect(await agent.read(conversationId)).toMatchObject({ labels: [], priority: 'none' });
  });

  test('give to me, to nobody, and to sleep', async () => {
    const conversationId = await converse();
    const mine = await macro([
      { type: 'assign', to: 'me' },
      { type: 'snooze', minutes: 60 },
    ]);
    await run(conversationId, mine.id);
    const row = await agent.read(conversationId);
    expect(row).toMatchObject({ assigneeId: agent.userId, status: 'snoozed' });
    expect(Date.parse(row.snoozedUntil!) - Date.now()).toBeGreaterThan(55 * 60_000);
    const nobody = await macro([
      { type: 'assign', to: 'nobody' },
      { type: 'reply', text: 'Somebody will answer' },
    ]);
    const other = await converse();
    await run(other, nobody.id);
    expect(await agent.read(other)).toMatchObject({ assigneeId: null });
  });

  test('are made by supervisors, of things that exist', async () => {
    const body = { name: 'x', actions: [{ type: 'priority', priority: 'low' }] };
    expect(await agent.http.call('POST', `${at}/macros`, body)).toMatchObject({ status: 403 });
    for (const [action, code] of [
      [{ type: 'snippet', snippetId: uuid() }, 'snippet_not_found'],
      [{ type: 'team', teamId: uuid() }, 'team_not_found'],
      [{ type: 'assign', to: uuid() }, 'member_not_found'],
    ] as const)
      expect(
        await supervisor.http.call('POST', `${at}/macros`, { name: 'y', actions: [action] }),
      ).toMatchObject({ status: 404, code });
    const made = await macro([{ type: 'priority', priority: 'low' }], 'Low');
    expect(await supervisor.http.call('POST', `${at}/macros`, { ...body, name: 'LOW' })).toMatchObject({
      code: 'name_taken',
    });
    expect(await supervisor.http.patch<Macro>(`${at}/macros/${made.id}`, { name: 'Lower' })).toMatchObject({
      name: 'Lower',
      actions: made.actions,
    });
    await supervisor.http.call('DELETE', `${at}/macros/${made.id}`);
    expect(await run(await converse(), made.id)).toMatchObject({ code: 'macro_not_found' });
  });
});

describe('import and export', () => {
  const imported = (text: string, format: 'csv' | 'json', apply: boolean, who = supervisor) =>
    who.http.post<ImportResult>(`/v1/workspaces/${who.workspaceId}/snippets/import`, { text, format, apply });
  const actionsOf = (result: ImportResult) =>
    result.rows.map((row) => `${row.line} ${row.name} ${row.action}`);

  test('CSV: a preview changes nothing; applying makes and changes; the same again changes nothing; errors are told by line', async () => {
    const csv = [
      'name,topic,team,language,text',
      'Imported one,Topic,,en,"Hello, you"',
      'Imported one,Topic,,fr,"Bonjour\nà vous"',
      'No team,,Nowhere,en,x',
      ',,,en,no name',
      "Formula,,,en,'=1+1",
    ].join('\n');
    const expected = ['2 Imported one create', '5 No team error', '6  error', '7 Formula create'];
    expect(actionsOf(await imported(csv, 'csv', false))).toEqual(expected);
    expect((await list(agent)).some((each) => each.name === 'Imported one')).toBe(false);
    expect(actionsOf(await imported(csv, 'csv', true))).toEqual(expected);
    const made = (await list(agent)).filter((each) => ['Imported one', 'Formula'].includes(each.name));
    expect(made.map((each) => each.texts)).toEqual([
      [
        { language: 'en', text: 'Hello, you' },
        { language: 'fr', text: 'Bonjour\nà vous' },
      ],
      [{ language: 'en', text: '=1+1' }],
    ]);
    expect(actionsOf(await imported(csv, 'csv', true))).toEqual([
      '2 Imported one same',
      '5 No team error',
      '6  error',
      '7 Formula same',
    ]);
    expect(actionsOf(await imported(csv.replace('Hello, you', 'Hi'), 'csv', true))[0]).toBe(
      '2 Imported one update',
    );
  });

  test('what is exported is imported elsewhere, macros with it, and back without a change', async () => {
    const theirs = await createTestWorkspace(program, 'Copy');
    await company.owner.http.call('POST', `${at}/macros`, {
      name: 'Carried over',
      actions: [
        { type: 'snippet', snippetId: (await make({ name: 'Carried' })).id },
        { type: 'assign', to: 'me' },
      ],
    });
    const answer = await company.owner.http.call('GET', `${at}/snippets/export.json`);
    const file = answer.body as { snippets: object[]; macros: object[] };
    const text = JSON.stringify({ snippets: file.snippets, macros: file.macros });
    const own = await imported(text, 'json', false);
    expect(own.rows.filter((row) => row.action !== 'same' && row.action !== 'error')).toEqual([]);
    const only = JSON.stringify({
      snippets: file.snippets.filter((each) => (each as { name: string }).name === 'Carried'),
      macros: file.macros.filter((each) => (each as { name: string }).name === 'Carried over'),
    });
    expect(actionsOf(await imported(only, 'json', false, theirs.owner))).toEqual([
      '1 Carried create',
      '2 Carried over create',
    ]);
    expect(actionsOf(await imported(only, 'json', true, theirs.owner))).toEqual([
      '1 Carried create',
      '2 Carried over create',
    ]);
    expect(actionsOf(await imported(only, 'json', true, theirs.owner))).toEqual([
      '1 Carried same',
      '2 Carried over same',
    ]);
  });

  test('files go along, byte for byte; what is there already is not stored again', async () => {
    const theirs = await createTestWorkspace(program, 'Copy of files');
    const files: StoredFile[] = [];
    for (const [text, name] of [
      ['terms of sale', 'terms.txt'],
      ['a price list', 'prices.csv'],
    ] as const)
      files.push(await supervisor.http.post<StoredFile>(`${at}/files`, formWithFile(text, name)));
    const name = `With files ${uuid()}`;
    await make({ name, fileIds: files.map((file) => file.id) });
    type Exported = { snippets: { name: string; files: { name: string; data: string | null }[] }[] };
    const exported = (await supervisor.http.call('GET', `${at}/snippets/export.json`)).body as Exported;
    const mine = exported.snippets.filter((each) => each.name === name);
    expect(mine[0]!.files.map((file) => [file.name, Buffer.from(file.data!, 'base64').toString()])).toEqual([
      ['terms.txt', 'terms of sale'],
      ['prices.csv', 'a price list'],
    ]);
    const text = (change: (file: Exported['snippets'][0]['files']) => object) =>
      JSON.stringify({ snippets: mine.map((each) => ({ ...each, files: change(each.files) })) });
    const asIs = text((all) => all);
    const filesOf = async () => {
      const found = (
        await theirs.owner.http.get<{ items: Snippet[] }>(`/v1/workspaces/${theirs.id}/snippets`)
      ).items;
      return found.find((each) => each.name === name)!.files;
    };
    expect(actionsOf(await imported(asIs, 'json', true, theirs.owner))).toEqual([`1 ${name} create`]);
    const first = await filesOf();
    expect(first.map((file) => file.name)).toEqual(['terms.txt', 'prices.csv']);
    const got = await fetch(new URL(first[0]!.url, program.url));
    expect(await got.text()).toBe('terms of sale');
    expect(actionsOf(await imported(asIs, 'json', true, theirs.owner))).toEqual([`1 ${name} same`]);
    expect(await filesOf()).toMatchObject(first.map(({ id }) => ({ id })));
    // One of the same name and length, and one taken away.
    const changed = text(([one]) => [{ ...one, data: Buffer.from('TERMS of sale').toString('base64') }]);
    expect(actionsOf(await imported(changed, 'json', true, theirs.owner))).toEqual([`1 ${name} update`]);
    const second = await filesOf();
    expect(second).toHaveLength(1);
    expect(second[0]!.id).not.toBe(first[0]!.id);
    // Nothing said of files: they stay. Named without bytes: what is there is meant.
    const silent = JSON.stringify({ snippets: [{ ...mine[0], files: undefined }] });
    expect(actionsOf(await imported(silent, 'json', true, theirs.owner))).toEqual([`1 ${name} same`]);
    expect(
      actionsOf(
        await imported(
          text(([one]) => [{ ...one, data: null }]),
          'json',
          true,
          theirs.owner,
        ),
      ),
    ).toEqual([`1 ${name} same`]);
    // Left out with the reason: neither here nor there; what no upload may be.
    const absent = await imported(
      text(() => [{ name: 'gone.txt', data: null }]),
      'json',
      true,
      theirs.owner,
    );
    expect(absent.rows[0]).toMatchObject({ action: 'error', problem: expect.stringContaining('gone.txt') });
    const page = { name: 'x.html', data: Buffer.from('<html><script></script>').toString('base64') };
    for (const apply of [false, true])
      expect(
        actionsOf(
          await imported(
            text(() => [page]),
            'json',
            apply,
            theirs.owner,
          ),
        ),
      ).toEqual([`1 ${name} error`]);
    expect(await filesOf()).toMatchObject(second.map(({ id }) => ({ id })));
    // Two of one name are two, with their bytes and without.
    const twins = (carried: boolean) =>
      text(() =>
        ['one', 'two'].map((words) => ({
          name: 'twin.txt',
          data: carried ? Buffer.from(words).toString('base64') : null,
        })),
      );
    expect(actionsOf(await imported(twins(true), 'json', true, theirs.owner))).toEqual([`1 ${name} update`]);
    expect(await filesOf()).toHaveLength(2);
    for (const carried of [true, false])
      expect(actionsOf(await imported(twins(carried), 'json', true, theirs.owner))).toEqual([
        `1 ${name} same`,
      ]);
  });

  test('CSV comes out as it went in', async () => {
    const response = await fetch(`${program.url}${at}/snippets/export.csv`, {
      headers: { cookie: supervisor.cookie },
    });
    expect(response.headers.get('content-type')).toContain('text/csv');
    const result = await imported(await response.text(), 'csv', false);
    expect(result.rows.length).toBeGreaterThan(3);
    expect(result.rows.filter((row) => row.action !== 'same')).toEqual([]);
  });

  test('a file that is none is refused as a whole', async () => {
    for (const [format, text] of [
      ['json', '{'],
      ['json', '{}'],
      ['csv', 'a,b\n1,2'],
    ] as const)
      expect(await supervisor.http.call('POST', `${at}/snippets/import`, { format, text })).toMatchObject({
        code: 'invalid_value',
        body: { error: { field: '/text' } },
      });
    expect(
      await agent.http.call('POST', `${at}/snippets/import`, { format: 'csv', text: 'x' }),
    ).toMatchObject({ status: 403 });
  });
});
