import type { Contact, ContactExport, Import, Inbox } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runExports } from '../src/core/exports/runExports.ts';
import { keyOfImport } from '../src/core/imports/importRow.ts';
import { createReadImport } from '../src/core/imports/readImport.ts';
import { removeOldFiles } from '../src/core/imports/removeOldFiles.ts';
import { runImports } from '../src/core/imports/runImports.ts';
import { readTable } from '../src/engines/tables/readTable.ts';
import { uuid } from '../src/lib/uuid.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let owner: TestAgent;
let inbox: Inbox;
let base: string;

beforeAll(async () => {
  // The test runs the batches itself, so that it can look between them.
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
});
afterAll(() => program.stop());

/** A company of its own for each part: imports count. */
async function newCompany() {
  company = await createTestWorkspace(program);
  owner = company.owner;
  base = `/v1/workspaces/${company.id}`;
  inbox = await company.addInbox();
  await owner.http.patch(base, { defaultCountry: 'FR' });
  await owner.http.post(`${base}/fields`, {
    subject: 'contact',
    key: 'plan',
    type: 'choice',
    label: 'Plan',
    options: ['Free', 'Pro'],
  });
}

const give = (text: string, kind = 'contacts', more = '') =>
  owner.http.post<Import>(`${base}/imports/files?kind=${kind}${more}`, formWithFile(text, `${kind}.csv`));
const start = (id: string, body: object = {}) => owner.http.post<Import>(`${base}/imports/${id}/start`, body);
const read = (id: string) => owner.http.get<Import>(`${base}/imports/${id}`);
const contacts = async () =>
  (await owner.http.get<{ items: Contact[] }>(`${base}/contacts?sort=name&limit=100`)).items;
const step = () => runImports(program.doors.core, createReadImport(program.doors.files));

async function finish(id: string): Promise<Import> {
  for (let i = 0; i < 200 && (await step()) > 0; i += 1);
  return read(id);
}
const runAll = async (text: string, body: object = {}) => {
  const { id } = await give(text);
  await start(id, body);
  return finish(id);
};
const problemsOf = async (id: string) => {
  const answer = await owner.http.call('GET', `${base}/imports/${id}/problems.csv`);
  return readTable(String(answer.body));
};

describe('a table of people', () => {
  beforeAll(newCompany);

  test('is looked into before anything is taken in, and its mapping guessed', async () => {
    const before = await contacts();
    const imported = await give(
      'Full name;E-mail;Mobile;Formule\nLea;lea@example.com;0612345678;Pro\nMarc;marc@example.com;;',
    );
    expect(imported).toMatchObject({
      status: 'ready',
      total: 2,
      columns: [
        { name: 'Full name', samples: ['Lea', 'Marc'] },
        { name: 'E-mail' },
        { name: 'Mobile' },
        { name: 'Formule' },
      ],
      mapping: ['name', 'email', 'phone', null],
    });
    expect(await step()).toBe(0);
    expect(await contacts()).toEqual(before);
  });

  test('becomes contacts: made, brought up to date, left as they are; the rest is named by row and column', async () => {
    const known = await owner.http.post<Contact>(`${base}/contacts`, {
      id: uuid(),
      name: 'Old name',
      email: 'known@example.com',
      city: 'Lyon',
    });
    const same = await owner.http.post<Contact>(`${base}/contacts`, {
      id: uuid(),
      phone: '+33699887766',
      name: 'Same',
    });
    const text = [
      'name,email,phone,plan,external_id',
      'New person,new@example.com,06 11 22 33 44,pro,u-1',
      'New name,KNOWN@example.com,,Free,',
      'Same,,06 99 88 77 66,,',
      'Wrong plan,wrong@example.com,,Gold,',
      ',,,,',
      ',,,Pro,',
      'New person again,,0611223344,Free,',
    ].join('\n');
    const done = await runAll(text);
    // Row 7 is the person of row 1, by another spelling of the number.
    expect(done).toMatchObject({
      status: 'done',
      total: 6,
      done: 6,
      counts: { created: 2, updated: 2, unchanged: 1, failed: 1, partly: 1 },
    });
    const all = await contacts();
    expect(all.find((c) => c.id === known.id)).toMatchObject({
      name: 'New name',
      city: 'Lyon',
      fields: { plan: 'Free' },
    });
    expect(all.find((c) => c.id === same.id)?.version).toBe(same.version);
    expect(all.find((c) => c.email === 'new@example.com')).toMatchObject({
      name: 'New person again',
      phone: '+33611223344',
      fields: { plan: 'Free' },
    });
    expect(await problemsOf(done.id)).toEqual([
      ['row', 'place', 'problem', 'name', 'email', 'phone', 'plan', 'external_id'],
      ['4', 'plan', 'choice', 'Wrong plan', 'wrong@example.com', '', 'Gold', ''],
      ['5', '', 'nobody', '', '', '', 'Pro', ''],
    ]);
  });

  test('read once more changes nothing', async () => {
    const text = 'name,email\nTwice,twice@example.com';
    await runAll(text);
    expect((await runAll(text)).counts).toEqual({ unchanged: 1 });
    expect((await contacts()).filter((c) => c.email === 'twice@example.com')).toHaveLength(1);
  });

  test('what the wrong role, a wrong mapping and a wrong moment do', async () => {
    const agent = await company.addAgent('Plain');
    expect(
      await agent.http.call('POST', `${base}/imports/files?kind=contacts`, formWithFile('name\nx', 'x.csv')),
    ).toMatchObject({ status: 403 });
    const { id } = await give('a,b\n1,2');
    const attempt = (mapping: unknown) => owner.http.call('POST', `${base}/imports/${id}/start`, { mapping });
    for (const mapping of [['name'], ['name', 'name'], ['nope', 'name'], ['city', null]])
      expect(await attempt(mapping)).toMatchObject({ code: 'invalid_value' });
    await start(id, { mapping: ['name', null] });
    expect(await owner.http.call('POST', `${base}/imports/${id}/start`, {})).toMatchObject({
      code: 'import_settled',
    });
    expect(await owner.http.call('POST', `${base}/imports/${id}/undo`, {})).toMatchObject({
      code: 'import_settled',
    });
    await finish(id);
    expect(
      await owner.http.call('POST', `${base}/imports/files?kind=contacts`, formWithFile(' ', 'x.csv')),
    ).toMatchObject({ code: 'file_unreadable' });
    expect(
      await owner.http.call('POST', `${base}/imports/files?kind=chatwoot`, formWithFile('no json', 'x.json')),
    ).toMatchObject({ code: 'file_unreadable' });
  });
});

describe('a long table', () => {
  beforeAll(newCompany);
  const rows = (n: number) =>
    ['name,email', ...Array.from({ length: n }, (_, i) => `Person ${i},p${i}@example.com`)].join('\n');

  test('goes on where it was after a stop between and within batches, each row once', async () => {
    const { id } = await give(rows(250));
    await start(id);
    await step();
    expect(await read(id)).toMatchObject({ status: 'running', done: 200, counts: { created: 200 } });
    // Killed while it holds the claim and after a batch that nobody recorded: the claim runs out, the rows are done once.
    await program.database.pool.query(
      `update imports set claimed_until = now() + interval '1 minute' where id = $1`,
      [id],
    );
    expect(await step()).toBe(0);
    await program.database.pool.query(
      `update imports set claimed_until = now() - interval '1 second' where id = $1`,
      [id],
    );
    expect(await finish(id)).toMatchObject({ status: 'done', done: 250, counts: { created: 250 } });
    const counted = await owner.http.get<{ count: number }>(`${base}/contacts/count`);
    expect(counted.count).toBe(250);
  });

  test('two workers at once take each row once', async () => {
    await newCompany();
    const { id } = await give(rows(220));
    await start(id);
    for (let i = 0; i < 6; i += 1) await Promise.all([step(), step()]);
    expect(await finish(id)).toMatchObject({ status: 'done', done: 220, counts: { created: 220 } });
  });

  test('is cancelled, keeps what was taken, and is undone', async () => {
    await newCompany();
    const { id } = await give(rows(250));
    await start(id);
    await step();
    expect(await owner.http.post<Import>(`${base}/imports/${id}/cancel`)).toMatchObject({
      status: 'cancelled',
      done: 200,
    });
    expect(await step()).toBe(0);
    await owner.http.post(`${base}/imports/${id}/undo`);
    expect(await finish(id)).toMatchObject({ status: 'undone' });
    expect(await contacts()).toEqual([]);
    const kept = () =>
      program.doors.files.get(keyOfImport(company.id, id)).then(
        () => true,
        () => false,
      );
    expect(await kept()).toBe(true);
    await removeOldFiles(program.doors.core, program.doors.files);
    expect(await kept(), 'the bytes go once nothing needs them').toBe(false);
  });
});

test('undo: who was made goes unless they wrote; what was changed is what it was, unless somebody changed it since', async () => {
  await newCompany();
  const known = await owner.http.post<Contact>(`${base}/contacts`, {
    id: uuid(),
    name: 'Before',
    email: 'known@example.com',
    fields: { plan: 'Free' },
  });
  const other = await owner.http.post<Contact>(`${base}/contacts`, {
    id: uuid(),
    name: 'Other',
    email: 'other@example.com',
  });
  const done = await runAll(
    'name,email,plan,city\nAfter,known@example.com,Pro,Paris\nMade,made@example.com,,\nWriter,writer@example.com,,\nOther new,other@example.com,Pro,',
  );
  const writer = (await contacts()).find((c) => c.name === 'Writer')!;
  await owner.http.post(`${base}/conversations`, {
    id: uuid(),
    entryId: uuid(),
    inboxId: inbox.id,
    contactId: writer.id,
    content: { kind: 'text', text: 'Hello' },
  });
  await owner.http.patch(`${base}/contacts/${other.id}`, { name: 'By hand' });
  await owner.http.post(`${base}/imports/${done.id}/undo`);
  expect(await finish(done.id)).toMatchObject({
    status: 'undone',
    counts: { created: 2, updated: 2, kept: 1 },
  });
  const after = await contacts();
  expect(after.map((c) => c.name)).toEqual(['Before', 'By hand', 'Writer']);
  expect(after.find((c) => c.id === known.id)).toMatchObject({ fields: { plan: 'Free' }, city: null });
  expect(after.find((c) => c.id === other.id)?.fields).toEqual({});
});

test('undo finds also whom a merge had taken in between and given back', async () => {
  await newCompany();
  const known = await owner.http.post<Contact>(`${base}/contacts`, {
    id: uuid(),
    name: 'Known',
    email: 'known@example.com',
  });
  const other = await owner.http.post<Contact>(`${base}/contacts`, {
    id: uuid(),
    name: 'Other',
    email: 'other@example.com',
  });
  const done = await runAll(
    'name,email,city\nAfter,known@example.com,Paris\nMade,made@example.com,\nOther,other@example.com,Lyon',
  );
  const made = (await contacts()).find((c) => c.name === 'Made')!;
  for (const fromId of [known.id, made.id]) {
    const { mergeId } = await owner.http.post<{ mergeId: string }>(`${base}/contacts/${other.id}/merges`, {
      fromId,
    });
    await owner.http.post(`${base}/contacts/${other.id}/merges/${mergeId}/undo`, {});
  }
  await owner.http.post(`${base}/imports/${done.id}/undo`);
  expect(await finish(done.id)).toMatchObject({ status: 'undone' });
  expect((await contacts()).map((c) => [c.name, c.city])).toEqual([
    ['Known', null],
    ['Other', null],
  ]);
});

test('an export of a filter is a table that an import reads back, and runs nothing in a spreadsheet', async () => {
  await newCompany();
  const parts = {
    name: '=HYPERLINK("http://evil")',
    email: 'evil@example.com',
    phone: '0612345678',
    fields: { plan: 'Pro' },
    note: 'two\nlines, "quoted"',
  };
  const made = await owner.http.post<Contact>(`${base}/contacts`, { id: uuid(), ...parts });
  await owner.http.post(`${base}/contacts`, { id: uuid(), name: 'Nobody else' });
  const filter = JSON.stringify({
    match: 'all',
    tests: [{ property: 'contact.field.plan', operator: 'is', value: 'Pro' }],
  });
  const agent = await company.addAgent('Plain');
  const exports = `${base}/contact-exports`;
  expect(await agent.http.call('POST', exports, { id: uuid() })).toMatchObject({ status: 403 });
  const { id } = await owner.http.post<ContactExport>(exports, { id: uuid(), filter: JSON.parse(filter) });
  while ((await runExports(program.doors.core, program.doors.files)) > 0);
  const answer = await owner.http.call('GET', `${exports}/${id}/contacts.csv`);
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  const text = String(answer.body);
  expect(text).toContain(`"'=HYPERLINK`);
  const [heading, ...rows] = readTable(text);
  expect(rows).toHaveLength(1);
  expect(Object.fromEntries(heading!.map((name, i) => [name, rows[0]![i]]))).toMatchObject({
    name: parts.name,
    phone: '+33612345678',
    plan: 'Pro',
    note: parts.note,
  });
  const done = await runAll(text.replace('evil@example.com', 'EVIL@example.com'));
  expect(done.counts).toEqual({ unchanged: 1 });
  expect((await contacts()).find((c) => c.id === made.id)).toMatchObject({ name: parts.name });
});

test('a contact who is imported is found when they come with the site’s statement of who they are', async () => {
  await newCompany();
  await runAll('name,external_id\nSite user,site-7');
  const found = (await contacts())[0]!;
  expect(found.identities).toMatchObject([{ kind: 'user', address: 'site-7', verified: true }]);
  const visitor = await TestVisitor.open(program.url, inbox.key);
  expect(visitor.session.contactId).toBeUndefined();
});
