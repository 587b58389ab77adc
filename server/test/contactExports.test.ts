import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contact, ContactExport } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyOfPart } from '../src/core/exports/exportRow.ts';
import { removeOldExports, runExports } from '../src/core/exports/runExports.ts';
import { readTable } from '../src/engines/tables/readTable.ts';
import { uuid } from '../src/lib/uuid.ts';
import { findEverywhere } from '../src/testing/findEverywhere.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

/** More than two parts. */
const MANY = 4500;

let program: TestProgram;
let company: TestWorkspace;
let boss: TestAgent;
let base: string;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  boss = await company.addAgent('Basile', 'supervisor');
  base = `/v1/workspaces/${company.id}/contact-exports`;
  await program.database.pool.query(
    `insert into contacts (workspace_id, id, name, email) select $1, gen_random_uuid(), 'Person ' || n, 'p' || n || '@example.com'
     from generate_series(1, ${MANY}) n`,
    [company.id],
  );
});
afterAll(() => program.stop());

const step = () => runExports(program.doors.core, program.doors.files);
const sweep = () => removeOldExports(program.doors.core, program.doors.files);
const start = (body: object = {}, who = boss, id = uuid()) =>
  who.http.post<ContactExport>(base, { id, ...body });
const read = (id: string) => boss.http.get<ContactExport>(`${base}/${id}`);
const fetchFile = (id: string, who = boss) => who.http.call('GET', `${base}/${id}/contacts.csv`);
const filesLeft = () => {
  const folder = join(program.doors.config.dataDir, 'files', company.id, 'exports');
  return existsSync(folder) ? readdirSync(folder) : [];
};
async function finish(id: string): Promise<ContactExport> {
  while ((await step()) > 0);
  return read(id);
}

test('is written part by part, tells how far it is, and holds everybody once', async () => {
  const begun = await start();
  expect(begun).toMatchObject({ status: 'running', total: MANY, done: 0, expiresAt: null });
  expect(await fetchFile(begun.id)).toMatchObject({ code: 'conflict' });
  expect(await step()).toBe(1);
  const underWay = await read(begun.id);
  expect(underWay.done).toBeGreaterThan(0);
  expect(underWay.done).toBeLessThan(MANY);
  const done = await finish(begun.id);
  expect(done).toMatchObject({ status: 'done', done: MANY, total: MANY });
  expect(Date.parse(done.expiresAt!) - Date.parse(done.finishedAt!)).toBe(86_400_000);
  const answer = await fetchFile(begun.id);
  expect(answer.headers.get('content-length')).toBe(String(done.bytes));
  const [heading, ...rows] = readTable(String(answer.body));
  const at = heading!.indexOf('email');
  expect(rows).toHaveLength(MANY);
  expect(new Set(rows.map((row) => row[at])).size).toBe(MANY);
});

test('a repeat is the same one; a second beside it is refused; a filter leaves those it is true of', async () => {
  const id = uuid();
  const filter = {
    match: 'all',
    tests: [{ property: 'contact.email', operator: 'is', value: 'p7@example.com' }],
  };
  const first = await start({ filter }, boss, id);
  expect(await start({ filter }, boss, id)).toEqual(first);
  expect(await boss.http.call('POST', base, { id: uuid() })).toMatchObject({ code: 'conflict' });
  const beside = await start({ q: 'person 7' }, company.owner);
  expect(await finish(id)).toMatchObject({ status: 'done', done: 1 });
  const [, ...rows] = readTable(String((await fetchFile(beside.id)).body));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.some((cell) => /^Person 7/.test(cell)))).toBe(true);
  const audit = await program.database.pool.query<{ after: object }>(
    `select after from audit_entries where workspace_id = $1 and action = 'contact.list_exported' order by at`,
    [company.id],
  );
  expect(audit.rows.map((row) => row.after)).toEqual([
    { filtered: false },
    { filtered: true },
    { filtered: true },
  ]);
});

test('a worker that dies, and one that comes late, double nothing', async () => {
  const { id } = await start();
  // It wrote a part and died before it counted it.
  await step();
  await program.database.pool.query(
    `update contact_exports set parts = 0, done = 0, bytes = 0, cursor = null, claimed_until = now() + interval '1 minute' where id = $1`,
    [id],
  );
  expect(await step(), 'the claim holds others off').toBe(0);
  await program.database.pool.query('update contact_exports set claimed_until = now() where id = $1', [id]);
  // Two at once on the same part: one counts.
  await Promise.all([step(), step(), step()]);
  expect(await finish(id)).toMatchObject({ done: MANY });
  const [, ...rows] = readTable(String((await fetchFile(id)).body));
  expect(rows).toHaveLength(MANY);
});

test('is for those who may, also when it is fetched, and gone after a day, when cancelled, and after an erasure', async () => {
  const agent = await company.addAgent('Ada');
  const other = await createTestWorkspace(program);
  const done = await finish((await start()).id);
  expect(await fetchFile(done.id, agent)).toMatchObject({ code: 'forbidden' });
  expect(
    await other.owner.http.call('GET', `/v1/workspaces/${other.id}/contact-exports/${done.id}/contacts.csv`),
  ).toMatchObject({ code: 'export_not_found' });
  await sweep();
  expect((await fetchFile(done.id)).status, 'a day has not passed').toBe(200);
  await program.database.pool.query(
    `update contact_exports set expires_at = now() - interval '1 second' where workspace_id = $1 and status = 'done'`,
    [company.id],
  );
  expect(await fetchFile(done.id), 'before anybody has swept').toMatchObject({ code: 'export_not_found' });
  while ((await sweep()) > 0);
  expect(filesLeft()).toEqual([]);
  expect(await read(done.id)).toMatchObject({ status: 'expired' });

  const begun = await start();
  await step();
  expect(filesLeft()).toHaveLength(1);
  expect(await boss.http.post(`${base}/${begun.id}/cancel`, {})).toMatchObject({ status: 'cancelled' });
  expect(await step()).toBe(0);
  while ((await sweep()) > 0);
  expect(filesLeft()).toEqual([]);

  const marker = `zx${uuid().slice(-12)}`;
  const person = await boss.http.post<Contact>(`/v1/workspaces/${company.id}/contacts`, {
    id: uuid(),
    name: marker,
  });
  const whole = await finish((await start({ q: marker })).id);
  expect(await findEverywhere(program, marker)).toEqual(
    expect.arrayContaining([`file ${keyOfPart(company.id, whole.id, 0)}`, 'contact_exports.choice']),
  );
  await company.owner.http.call('DELETE', `/v1/workspaces/${company.id}/contacts/${person.id}`);
  expect(await fetchFile(whole.id)).toMatchObject({ code: 'export_not_found' });
  while ((await sweep()) > 0);
  expect(await findEverywhere(program, marker)).toEqual([]);
});
