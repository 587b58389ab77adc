import type { Contact, Conversation, Import, Inbox, Merged, StoredFile } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBulk } from '../src/core/bulkRuns/runBulk.ts';
import { createReadImport } from '../src/core/imports/readImport.ts';
import { removeOldFiles } from '../src/core/imports/removeOldFiles.ts';
import { runImports } from '../src/core/imports/runImports.ts';
import { removeBytes } from '../src/core/privacy/deleteFiles.ts';
import { runRetention } from '../src/core/privacy/runRetention.ts';
import { advanceSearch } from '../src/core/search/advanceSearch.ts';
import { queueEvents } from '../src/core/webhooks/queueEvents.ts';
import { uuid } from '../src/lib/uuid.ts';
import { findEverywhere } from '../src/testing/findEverywhere.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let owner: TestAgent;
let ada: TestAgent;
let inbox: Inbox;
let base: string;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  owner = company.owner;
  ada = await company.addAgent('Ada');
  base = `/v1/workspaces/${company.id}`;
  inbox = await company.addInbox();
  await owner.http.post(`${base}/webhooks`, { name: 'W', url: 'https://example.com/' });
  for (const [subject, key, type] of [
    ['contact', 'shoe', 'text'],
    ['contact', 'seats', 'number'],
    ['conversation', 'order', 'text'],
  ])
    await owner.http.post(`${base}/fields`, { subject, key, type, label: key });
});
afterAll(() => program.stop());

const db = () => program.database.pool;
const core = () => program.doors.core;
const merge = (into: string, from: string) =>
  owner.http.post<Merged>(`${base}/contacts/${into}/merges`, { fromId: from });
const join = (target: string, source: string) =>
  owner.http.post<Conversation>(owner.path(target, '/merge'), { sourceId: source });
const erase = async (contactId: string) => {
  const answer = await owner.http.call('DELETE', `${base}/contacts/${contactId}`);
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
};
const add = (contact: object) => owner.http.post<Contact>(`${base}/contacts`, { id: uuid(), ...contact });
const give = (text: string, name: string) =>
  owner.http.post<Import>(`${base}/imports/files?kind=contacts`, formWithFile(text, name));

/** Everything that works behind the scenes, until nothing is left to do. */
async function work(): Promise<void> {
  const read = createReadImport(program.doors.files);
  while ((await runImports(core(), read)) > 0);
  for (const what of ['entries', 'contacts'] as const)
    while ((await advanceSearch(core(), company.id, what)) !== 'finished');
  const written = async (_: string, events: { id: string }[]) =>
    Promise.all(events.map((event) => JSON.stringify(event)));
  while ((await queueEvents(core(), written as never)) > 0);
  while ((await removeBytes(core(), program.doors.files)) > 0);
  while ((await removeOldFiles(core(), program.doors.files)) > 0);
}

/** Somebody whose words and name, the marker, are wherever they can be, by what people do. */
async function plant(marker: string) {
  await work();
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const say = async (conversationId: string, text: string) =>
    (await tab.say({ conversationId, text })).conversationId;
  const [first, second] = [await say(uuid(), `I am ${marker}`), await say(uuid(), `${marker} again`)];
  const email = `${marker}@example.com`;
  await visitor.http.patch('/widget/v1/visitor', { name: `${marker} Martin`, email });
  const upload = (name: string) =>
    visitor.http.post<StoredFile>('/widget/v1/files', formWithFile(`bytes of ${marker}`, `${name}.txt`));
  const file = await upload(marker);
  await tab.say({ conversationId: first, content: { kind: 'file', fileId: file.id } as never });
  await upload(`${marker}-unsent`);
  const { contact } = await owner.read(first);
  await owner.http.patch(`${base}/contacts/${contact.id}`, {
    phone: '+33612345678',
    note: `About ${marker}`,
    company: marker,
    fields: { shoe: marker },
  });
  await owner.http.patch(owner.path(first), { fields: { order: marker }, labels: [marker] });
  // Of many at once: what they found and left is kept for an undo.
  const labelled = { addLabels: [`${marker} too`] };
  await owner.http.post(`${base}/bulk-changes`, { ids: [first], patch: labelled });
  await owner.http.post(`${base}/bulk-runs`, {
    id: uuid(),
    choice: {
      filter: { match: 'all', tests: [{ property: 'contact.name', operator: 'contains', value: marker }] },
    },
    patch: { removeLabels: [`${marker} too`] },
  });
  while ((await runBulk(core())) > 0);
  await owner.write(first, `Hello ${marker}`);
  await owner.http.post(owner.path(first, '/entries'), {
    id: uuid(),
    kind: 'note',
    content: {
      kind: 'text',
      text: `@Ada ${marker}`,
      mentions: [{ kind: 'user', id: ada.userId, offset: 0, length: 4 }],
    },
  });
  await owner.http.put(owner.path(first, '/draft'), {
    kind: 'reply',
    text: `Dear ${marker}`,
    writtenAt: new Date().toISOString(),
  });
  await owner.http.post(owner.path(first, '/transcript'), {});
  // Merges, some taken back: of contacts, and of conversations.
  const double = await add({ name: `${marker} double`, email: `2${email}` });
  await merge(contact.id, double.id);
  const other = await add({ name: 'Other' });
  const undone = await merge(other.id, contact.id);
  await owner.http.post(`${base}/contacts/${other.id}/merges/${undone.mergeId}/undo`, {});
  const apart = await join(first, second);
  await say(apart.id, `${marker} since`);
  await owner.http.post(owner.path(apart.id, '/unmerge'), {});
  const together = await join(first, second);
  // A merge forgets it, so after those.
  for (const shoe of [`${marker} left`, marker])
    await owner.http.post(`${base}/contact-bulk-changes`, { ids: [contact.id], patch: { fields: { shoe } } });
  // Imports: one that changed them and could not take a cell, one under way, one that nobody has started.
  const { id: ran } = await give(`name,email,seats\n${marker} M.,${email},many`, 'people.csv');
  await owner.http.post(`${base}/imports/${ran}/start`, { mapping: ['name', 'email', 'field.seats'] });
  await work();
  const rest = Array.from({ length: 250 }, (_, i) => `x,x${i}@example.com`).join('\n');
  const { id: running } = await give(`name,email\n${rest}\n${marker},${email}`, `${email}.csv`);
  await owner.http.post(`${base}/imports/${running}/start`, { mapping: ['name', 'email'] });
  await runImports(core(), createReadImport(program.doors.files));
  const { id: ready } = await give(`name,phone\n${marker},06 12 34 56 78`, 'later.csv');
  await db().query(
    `insert into page_views (workspace_id, id, contact_id, at, url, title) values ($1, $2, $3, now(), $4, $4)`,
    [company.id, uuid(), contact.id, `https://x/${marker}`],
  );
  await db().query(
    `insert into inbound_payloads (workspace_id, id, channel, recipient, raw, status, conversation_id)
     values ($1, $2, 'email', 'x', $4, 'handled', $3), ($1, $5, 'email', 'x', $6, 'failed', null)`,
    [company.id, uuid(), first, Buffer.from(`Subject: ${marker}`), uuid(), Buffer.from(`From: ${email}`)],
  );
  await db().query(`select graphile_worker.add_job('send-mail', json_build_object('address', $1::text))`, [
    email,
  ]);
  await indexAndTell();
  return {
    contactId: contact.id,
    first,
    second,
    together: together.id,
    tab,
    other,
    imports: { running, ready },
  };
}

/** Search, webhooks; not the imports, which are to be caught under way. */
async function indexAndTell(): Promise<void> {
  for (const what of ['entries', 'contacts'] as const)
    while ((await advanceSearch(core(), company.id, what)) !== 'finished');
  const written = async (_: string, events: object[]) => events.map((event) => JSON.stringify(event));
  while ((await queueEvents(core(), written)) > 0);
}

/** Where people's words and names were found before: a list, so that a plant that has withered is noticed. */
const places = [
  'bulk_changes.items',
  'bulk_run_items.after',
  'bulk_run_items.before',
  'contact_bulk_items.after',
  'contact_bulk_items.before',
  'contact_events.event',
  'contact_merges.from_name',
  'contact_merges.moved',
  'contacts.company',
  'contacts.email',
  'contacts.fields',
  'contacts.name',
  'contacts.note',
  'conversation_labels.label',
  'conversations.fields',
  'conversations.labels',
  'conversations.last_message',
  'deliveries.address',
  'drafts.text',
  'entries.content',
  'entries.event',
  'files.name',
  'graphile_worker._private_jobs.payload',
  'identities.address',
  'import_changes.after',
  'import_changes.before',
  'import_problems.data',
  'imports.contents',
  'imports.file_name',
  'inbound_payloads.raw',
  'notifications.preview',
  'page_views.title',
  'page_views.url',
  'search_contacts.words',
  'search_entries.words',
  'search_words.word',
  'webhook_deliveries.body',
];

test('P23: an erasure reaches every column and every file in which a contact’s words or name can be', async () => {
  const marker = `zq${uuid().slice(-12)}`;
  const planted = await plant(marker);
  const found = await findEverywhere(program, marker);
  expect(found.filter((place) => !place.startsWith('file '))).toEqual(places);
  expect(found.filter((place) => place.startsWith('file ')).length, 'two uploads, two files of imports').toBe(
    4,
  );
  await erase(planted.contactId);
  await work();
  expect(await findEverywhere(program, marker)).toEqual([]);
  const { imports } = planted;
  for (const id of [imports.running, imports.ready])
    expect(await owner.http.get(`${base}/imports/${id}`)).toMatchObject({ status: 'cancelled' });
  expect(await findEverywhere(program, 'x1@example.com'), 'who else was taken in stays').not.toEqual([]);
  expect((await owner.http.get<Contact>(`${base}/contacts/${planted.other.id}`)).name).toBe('Other');
  await planted.tab.close();
});

test('P23: retention leaves of a forgotten contact what was said, and nothing that tells who they are', async () => {
  const marker = `zr${uuid().slice(-12)}`;
  const planted = await plant(marker);
  await owner.patch(planted.together, { status: 'resolved' });
  await db().query(`update contacts set last_seen_at = now() - interval '1 year' where id = $1`, [
    planted.contactId,
  ]);
  await db().query(`update conversations set active_at = now() - interval '1 year' where contact_id = $1`, [
    planted.contactId,
  ]);
  await indexAndTell();
  await owner.http.put(`${base}/retention`, {
    resolvedConversations: null,
    inactiveContacts: 90,
    pageViews: null,
    files: null,
    inboundPayloads: null,
    auditEntries: null,
  });
  while ((await runRetention(core())) > 0);
  await indexAndTell();
  const said = [
    // Labels, as a change of many found them: for two days.
    'bulk_changes.items',
    'bulk_run_items.after',
    'bulk_run_items.before',
    'conversation_labels.label',
    'conversations.fields',
    'conversations.labels',
    'conversations.last_message',
    'drafts.text',
    'entries.content',
    'files.name',
    'notifications.preview',
    'search_entries.words',
    'search_words.word',
  ];
  // Told of since: that labels and fields were set is in the log.
  const told = ['entries.event', 'webhook_deliveries.body'];
  // A mail in no conversation, and files not taken in, go by rules of their own.
  const apart = ['inbound_payloads.raw'];
  const left = (await findEverywhere(program, marker)).filter((place) => !place.startsWith('file '));
  expect(left.filter((place) => ![...said, ...told, ...apart].includes(place))).toEqual([]);
  expect(await findEverywhere(program, `${marker}@example.com`)).toEqual(
    expect.not.arrayContaining(['entries.event', 'deliveries.address', 'webhook_deliveries.body']),
  );
  await planted.tab.close();
});

test('P23: what was copied into another person’s conversation, by merges that were taken back, is emptied', async () => {
  const marker = `zc${uuid().slice(-12)}`;
  const [one, two] = [
    await TestVisitor.open(program.url, inbox.key),
    await TestVisitor.open(program.url, inbox.key),
  ];
  const begin = async (visitor: TestVisitor, text: string) => {
    const tab = await visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid(), text });
    await tab.close();
    return { id: conversationId, contactId: (await owner.read(conversationId)).contact.id };
  };
  const theirs = await begin(one, 'mine stays');
  const gone = await begin(two, marker);
  const { mergeId } = await merge(theirs.contactId, gone.contactId);
  const both = await join(theirs.id, gone.id);
  await owner.http.post(`${base}/contacts/${theirs.contactId}/merges/${mergeId}/undo`, {});
  await erase(gone.contactId);
  await work();
  expect(await findEverywhere(program, marker)).toEqual([]);
  const log = await owner.log(both.id);
  expect(log.map((e) => e.seq)).toEqual(log.map((_, i) => i + 1));
  expect(JSON.stringify(log)).toContain('mine stays');
});
