import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Contact,
  Inbox,
  RemovalCheck,
  RemovalRecord,
  RetentionPreview,
  RetentionRules,
  StoredFile,
} from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeBytes } from '../src/core/privacy/deleteFiles.ts';
import { hashOfRecord } from '../src/core/privacy/recordRemoval.ts';
import { runRetention } from '../src/core/privacy/runRetention.ts';
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
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  owner = company.owner;
  base = `/v1/workspaces/${company.id}`;
  inbox = await company.addInbox();
});
afterAll(() => program.stop());

const db = () => program.database.pool;
const forever: RetentionRules = {
  resolvedConversations: null,
  inactiveContacts: null,
  pageViews: null,
  files: null,
  inboundPayloads: null,
  auditEntries: null,
};
const setRules = (rules: Partial<RetentionRules>) =>
  owner.http.put<RetentionRules>(`${base}/retention`, { ...forever, ...rules });
const runAll = async () => {
  while ((await runRetention(program.doors.core)) > 0);
  while ((await removeBytes(program.doors.core, program.doors.files)) > 0);
};
const proofs = async () =>
  (await owner.http.get<{ items: RemovalRecord[] }>(`${base}/removals?limit=200`)).items;
const check = () => owner.http.get<RemovalCheck>(`${base}/removals/check`);

/** Every row of every table in which a text stands, also inside JSON, arrays and bytes. */
async function findEverywhere(marker: string): Promise<string[]> {
  const tables = await db().query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
  );
  expect(tables.rows.length).toBeGreaterThan(25);
  const found = await Promise.all(
    tables.rows.map(async ({ name }) => {
      const rows = await db().query(
        `select 1 from ${name} t where lower(to_jsonb(t)::text) like $1 or to_jsonb(t)::text like $2 limit 1`,
        [`%${marker.toLowerCase()}%`, `%${Buffer.from(marker).toString('hex')}%`],
      );
      return rows.rowCount ? [name] : [];
    }),
  );
  return found.flat().toSorted();
}

/** A contact whose every part carries the marker: profile, addresses, pages, messages, a file, mails, jobs, a webhook. */
async function plant(marker: string) {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text: `I am ${marker}` });
  const form = formWithFile(`bytes of ${marker}`, `${marker}.txt`);
  const file = await visitor.http.post<StoredFile>('/widget/v1/files', form);
  await tab.say({ conversationId, content: { kind: 'file', fileId: file.id } as never });
  const unsent = await visitor.http.post<StoredFile>(
    '/widget/v1/files',
    formWithFile(`${marker} unsent`, `${marker}-2.txt`),
  );
  await visitor.http.patch('/widget/v1/visitor', { name: marker, email: `${marker}@example.com` });
  await owner.write(conversationId, `Hello ${marker}`);
  await owner.write(conversationId, `About ${marker}`, 'note');
  await owner.patch(conversationId, { labels: [marker] });
  const { contact } = await owner.read(conversationId);
  await owner.http.patch(`${base}/contacts/${contact.id}`, {
    phone: '+33 1 23 45 67 89',
    note: `Note on ${marker}`,
    company: marker,
  });
  await owner.http.post(owner.path(conversationId, '/transcript'), {});
  const pool = db();
  await pool.query(`update contacts set fields = $2 where id = $1`, [contact.id, { shoe: marker }]);
  await pool.query(`update conversations set fields = $2, subject = $3 where id = $1`, [
    conversationId,
    { order: marker },
    marker,
  ]);
  await pool.query(
    `insert into page_views (workspace_id, id, contact_id, at, url, title) values ($1, $2, $3, now(), $4, $4)`,
    [company.id, uuid(), contact.id, `https://x/${marker}`],
  );
  await pool.query(
    `insert into deliveries (workspace_id, id, conversation_id, first_seq, last_seq, channel, address, version, status, reason)
     values ($1, $2, $3, 1, 1, 'email', $4, 1, 'failed', $4)`,
    [company.id, uuid(), conversationId, `${marker}@example.com`],
  );
  await pool.query(
    `select graphile_worker.add_job('send-mail', json_build_object('mail', 'x', 'address', $1::text))`,
    [`${marker}@example.com`],
  );
  for (const [raw, of] of [
    [`Subject: ${marker}`, conversationId],
    [`From: ${marker}@example.com`, null],
  ])
    await pool.query(
      `insert into inbound_payloads (workspace_id, id, channel, recipient, raw, status, conversation_id) values ($1, $2, 'email', 'x', $3, 'handled', $4)`,
      [company.id, uuid(), Buffer.from(raw!), of],
    );
  const webhook = await owner.http.post<{ webhook: { id: string } }>(`${base}/webhooks`, {
    name: `w${uuid()}`,
    url: 'https://example.com/',
  });
  await pool.query(
    `insert into webhook_deliveries (workspace_id, id, webhook_id, event_id, event_type, conversation_id, contact_id, lane, body)
     values ($1, $2, $3, $4, 'message.created', $5, $6, 'x', $7)`,
    [company.id, uuid(), webhook.webhook.id, uuid(), conversationId, contact.id, JSON.stringify({ marker })],
  );
  return { visitor, tab, conversationId, contactId: contact.id, files: [file.id, unsent.id] };
}

const bytesOf = (id: string) => existsSync(join(program.doors.config.dataDir, 'files', company.id, id));

/** As the search knows them once it has walked the log. */
async function indexWords(conversationId: string, marker: string): Promise<void> {
  await db().query(
    `insert into search_entries (workspace_id, conversation_id, seq, at, words)
     select workspace_id, conversation_id, seq, at, to_tsvector('simple', $2) from entries where conversation_id = $1 limit 1`,
    [conversationId, `hello ${marker}`],
  );
  await db().query(
    `insert into search_words (workspace_id, word, uses) values ($1, $2, 2), ($1, 'hello', 2) on conflict do nothing`,
    [company.id, marker],
  );
}

describe('erasure', () => {
  test('P23: leaves nothing of the contact in any table or file, and a proof', async () => {
    const marker = `zq${uuid().slice(-12)}`;
    const other = await plant(`keep${uuid().slice(-12)}`);
    const planted = await plant(marker);
    await indexWords(planted.conversationId, marker);
    await indexWords(other.conversationId, 'kept');
    const found = await findEverywhere(marker);
    for (const table of [
      'contacts',
      'identities',
      'page_views',
      'conversations',
      'entries',
      'deliveries',
      'files',
      'inbound_payloads',
      'webhook_deliveries',
    ])
      expect(found, `the marker was in ${table}`).toContain(`public.${table}`);
    expect(found, 'and in a job').toContain('graphile_worker._private_jobs');
    expect(planted.files.every(bytesOf)).toBe(true);
    const { counts } = (await owner.http.call('DELETE', `${base}/contacts/${planted.contactId}`)).body as {
      counts: Record<string, number>;
    };
    while ((await removeBytes(program.doors.core, program.doors.files)) > 0);
    expect(await findEverywhere(marker)).toEqual([]);
    expect(planted.files.some(bytesOf)).toBe(false);
    expect(readdirSync(join(program.doors.config.dataDir, 'files', company.id)).length).toBe(
      other.files.length,
    );
    expect(counts).toMatchObject({
      contacts: 1,
      conversations: 1,
      files: 2,
      inboundPayloads: 2,
      webhookDeliveries: expect.any(Number),
    });
    const [proof] = await proofs();
    expect(proof).toMatchObject({ kind: 'erasure', counts, actorKind: 'agent', actorId: owner.userId });
    expect(await check()).toMatchObject({ intact: true, brokenAt: null });
    const words = await db().query('select word from search_words where workspace_id = $1', [company.id]);
    expect(words.rows.map((row) => row.word)).toEqual(expect.arrayContaining(['hello', 'kept']));
    // The neighbour has everything still.
    expect((await owner.entries(other.conversationId)).length).toBeGreaterThan(3);
    expect(other.files.every(bytesOf)).toBe(true);
    expect((await owner.http.call('DELETE', `${base}/contacts/${planted.contactId}`)).code).toBe(
      'contact_not_found',
    );
    await Promise.all([planted, other].map(({ tab }) => tab.close().catch(() => {})));
  });

  test('is seen at once by those who look, and the visitor begins anew', async () => {
    const planted = await plant(`zv${uuid().slice(-12)}`);
    const desk = await owner.connect();
    await desk.followRows();
    await desk.subscribe(planted.conversationId);
    desk.send({ type: 'subscribe', topic: 'contact', contactId: planted.contactId });
    await desk.waitFor((f) => f.type === 'contact');
    await owner.http.call('DELETE', `${base}/contacts/${planted.contactId}`);
    await desk.waitFor((f) => f.type === 'rows' && f.removed?.includes(planted.conversationId) === true);
    await desk.waitFor((f) => f.type === 'unsubscribed' && f.id === planted.conversationId);
    await desk.waitFor((f) => f.type === 'unsubscribed' && f.id === planted.contactId);
    await planted.tab.closed;
    expect((await planted.visitor.reload(inbox.key)).conversations).toEqual([]);
    const tab = await planted.visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello again' });
    expect((await owner.read(conversationId)).contact.name).toBeNull();
    await Promise.all([desk.close(), tab.close()]);
  });

  test('is for those who may, and so is the export', async () => {
    const planted = await plant(`zr${uuid().slice(-12)}`);
    const agent = await company.addAgent('Ada');
    const path = `${base}/contacts/${planted.contactId}`;
    expect(await agent.http.call('DELETE', path)).toMatchObject({ code: 'forbidden' });
    expect(await agent.http.call('GET', `${path}/export`)).toMatchObject({ code: 'forbidden' });
    const supervisor = await company.addAgent('Sue', 'supervisor');
    expect((await supervisor.http.call('GET', `${path}/export`)).status).toBe(200);
    expect(await supervisor.http.call('DELETE', path)).toMatchObject({ code: 'forbidden' });
    await planted.tab.close();
  });
});

test('P23: an export holds everything the contact gave, with links to the files, and no private note', async () => {
  const marker = `ze${uuid().slice(-12)}`;
  const planted = await plant(marker);
  type Export = {
    contact: Contact & { fields: object };
    conversations: { id: string; log: { kind: string; content?: { text?: string }; file?: string }[] }[];
  };
  const { contact, conversations } = await owner.http.get<Export>(
    `${base}/contacts/${planted.contactId}/export`,
  );
  expect(contact).toMatchObject({
    name: marker,
    email: `${marker}@example.com`,
    company: marker,
    fields: { shoe: marker },
  });
  expect(contact.pages.length).toBeGreaterThan(0);
  const log = conversations[0]!.log;
  expect(log.some((entry) => entry.content?.text === `I am ${marker}`)).toBe(true);
  expect(log.some((entry) => entry.kind === 'note')).toBe(false);
  const link = new URL(log.find((entry) => entry.file)!.file!);
  expect(await (await fetch(program.url + link.pathname + link.search)).text()).toBe(`bytes of ${marker}`);
  // The same as an archive, with the files in it.
  const answer = await fetch(`${program.url}${base}/contacts/${planted.contactId}/export?format=zip`, {
    headers: { cookie: owner.cookie },
  });
  expect(answer.headers.get('content-type')).toBe('application/zip');
  const archive = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  expect(archive.startsWith('PK')).toBe(true);
  expect(archive).toContain('data.json');
  expect(archive).toContain(`I am ${marker}`);
  expect(archive, 'the file itself').toContain(`bytes of ${marker}`);
  expect(archive, 'where the JSON names it').toMatch(new RegExp(`"file":"files/[0-9a-f]{12} ${marker}.txt"`));
  expect(archive).not.toContain(`About ${marker}`);
  await planted.tab.close();
});

describe('retention', () => {
  test('P23: removes by rule what is due and nothing else, as the preview said, with a proof for each', async () => {
    const [old, young, open] = [
      await plant(`zo${uuid().slice(-9)}`),
      await plant(`zy${uuid().slice(-9)}`),
      await plant(`zx${uuid().slice(-9)}`),
    ];
    for (const { conversationId } of [old, young]) await owner.patch(conversationId, { status: 'resolved' });
    await db().query(`update conversations set resolved_at = now() - interval '91 days' where id = $1`, [
      old.conversationId,
    ]);
    await db().query(`update conversations set created_at = now() - interval '1 year' where id = $1`, [
      open.conversationId,
    ]);
    await db().query(`update page_views set at = now() - interval '31 days' where contact_id = $1`, [
      young.contactId,
    ]);
    await db().query(`update files set created_at = now() - interval '61 days' where id = any ($1)`, [
      young.files,
    ]);
    await db().query(
      `update inbound_payloads set received_at = now() - interval '8 days' where conversation_id = $1`,
      [open.conversationId],
    );
    const rules = { resolvedConversations: 90, pageViews: 30, files: 60, inboundPayloads: 7 };
    const preview = await owner.http.post<RetentionPreview>(`${base}/retention/preview`, {
      ...forever,
      ...rules,
    });
    expect(preview).toMatchObject({
      resolvedConversations: 1,
      files: 2,
      inboundPayloads: 1,
      inactiveContacts: 0,
      auditEntries: 0,
    });
    expect(preview.pageViews).toBeGreaterThan(0);
    const before = (await proofs()).length;
    await runAll();
    expect((await proofs()).length, 'a preview removes nothing, nor does a workspace without rules').toBe(
      before,
    );
    await setRules(rules);
    await runAll();
    expect((await owner.http.call('GET', owner.path(old.conversationId))).code).toBe(
      'conversation_not_found',
    );
    expect((await owner.entries(young.conversationId)).length).toBeGreaterThan(3);
    expect((await owner.entries(open.conversationId)).length).toBeGreaterThan(3);
    expect(young.files.some(bytesOf)).toBe(false);
    expect(open.files.every(bytesOf)).toBe(true);
    const made = (await proofs()).slice(0, -before || undefined);
    expect(made.map((p) => p.reason.rule).toSorted()).toEqual([
      'files',
      'inboundPayloads',
      'pageViews',
      'resolvedConversations',
    ]);
    expect(made.find((p) => p.reason.rule === 'resolvedConversations')).toMatchObject({
      reason: { days: 90 },
      counts: { conversations: 1 },
      actorKind: 'system',
    });
    expect(await owner.http.post(`${base}/retention/preview`, { ...forever, ...rules })).toEqual({
      resolvedConversations: 0,
      pageViews: 0,
      files: 0,
      inboundPayloads: 0,
      inactiveContacts: 0,
      auditEntries: 0,
    });
    await Promise.all([old, young, open].map(({ tab }) => tab.close().catch(() => {})));
  });

  test('P23: takes their name from contacts who are long gone, and leaves what was said', async () => {
    await setRules({ inactiveContacts: 365 });
    const gone = await plant(`zn${uuid().slice(-9)}`);
    const waiting = await plant(`zw${uuid().slice(-9)}`);
    await owner.patch(gone.conversationId, { status: 'resolved' });
    await db().query(`update conversations set active_at = now() - interval '2 years' where id = any ($1)`, [
      [gone.conversationId, waiting.conversationId],
    ]);
    await db().query(`update contacts set last_seen_at = now() - interval '2 years' where id = any ($1)`, [
      [gone.contactId, waiting.contactId],
    ]);
    await runAll();
    const contact = await owner.http.get<Contact>(`${base}/contacts/${gone.contactId}`);
    expect(contact).toMatchObject({
      name: null,
      email: null,
      phone: null,
      note: null,
      identities: [],
      pages: [],
    });
    expect(
      (await owner.entries(gone.conversationId)).filter((e) => e.kind === 'message').length,
    ).toBeGreaterThan(1);
    const addresses = await db().query('select address from deliveries where conversation_id = $1', [
      gone.conversationId,
    ]);
    expect(new Set(addresses.rows.map((row) => row.address))).toEqual(new Set(['']));
    expect(
      (await owner.http.get<Contact>(`${base}/contacts/${waiting.contactId}`)).email,
      'an open conversation keeps its contact',
    ).not.toBeNull();
    await Promise.all([gone, waiting].map(({ tab }) => tab.close().catch(() => {})));
  });

  test('removes from the audit log by age, the only thing that may', async () => {
    await db().query(
      `insert into audit_entries (workspace_id, id, at, actor_kind, action) values ($1, $2, now() - interval '400 days', 'system', 'team.changed')`,
      [company.id, uuid()],
    );
    expect((await owner.http.call('PUT', `${base}/retention`, { ...forever, auditEntries: 30 })).code).toBe(
      'bad_request',
    );
    await setRules({ auditEntries: 365 });
    await runAll();
    const old = await db().query(`select 1 from audit_entries where at < now() - interval '365 days'`);
    expect(old.rowCount).toBe(0);
    expect((await db().query('select 1 from audit_entries')).rowCount).toBeGreaterThan(5);
    await expect(db().query('delete from audit_entries')).rejects.toThrow('append-only');
  });

  test('two workers at once remove each thing once', async () => {
    await setRules({ pageViews: 1 });
    const { contactId, tab } = await plant(`zt${uuid().slice(-9)}`);
    await db().query(
      `insert into page_views (workspace_id, id, contact_id, at, url, title)
       select $1, gen_random_uuid(), $2, now() - interval '3 days', 'https://x/', 'x' from generate_series(1, 1000)`,
      [company.id, contactId],
    );
    const before = (await proofs()).length;
    await Promise.all([runAll(), runAll(), runAll()]);
    const made = (await proofs()).slice(0, -before);
    expect(made.reduce((sum, proof) => sum + proof.counts.pageViews!, 0)).toBe(1000);
    expect(await check()).toMatchObject({ intact: true });
    await tab.close();
  });

  test('is an admin’s affair, and a change is in the audit log', async () => {
    const agent = await company.addAgent('Sol', 'supervisor');
    expect(await agent.http.call('GET', `${base}/retention`)).toMatchObject({ code: 'forbidden' });
    expect(await agent.http.call('PUT', `${base}/retention`, forever)).toMatchObject({ code: 'forbidden' });
    await setRules({ pageViews: 5 });
    const { items } = await owner.http.get<{ items: { before: object; after: object }[] }>(
      `${base}/audit?action=retention.changed&limit=1`,
    );
    expect(items[0]).toMatchObject({ before: { pageViews: 1 }, after: { pageViews: 5 } });
  });
});

test('a proof that was changed or taken out is found', async () => {
  const records = await proofs();
  const { hash, ...rest } = records[0]!;
  expect(hashOfRecord(company.id, rest)).toBe(hash);
  await expect(db().query("update removal_records set counts = '{}'")).rejects.toThrow('kept as they are');
  await db().query('alter table removal_records disable trigger user');
  await db().query(
    `update removal_records set counts = '{"contacts": 0}' where workspace_id = $1 and number = 2`,
    [company.id],
  );
  expect(await check()).toMatchObject({ intact: false, brokenAt: 2 });
  await db().query('delete from removal_records where workspace_id = $1 and number = 1', [company.id]);
  expect(await check()).toMatchObject({ intact: false, brokenAt: 1 });
});
