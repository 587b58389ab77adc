import type { Contact, ContactBulkResult, ContactExport } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runExports } from '../src/core/exports/runExports.ts';
import { readTable } from '../src/engines/tables/readTable.ts';
import { uuid } from '../src/lib/uuid.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

/** Many contacts at once: fields set, blocked, exported; and put back. */
let program: TestProgram;
let company: TestWorkspace;
let boss: TestAgent;
let agent: TestAgent;
let base: string;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  boss = await company.addAgent('Basile', 'supervisor');
  agent = await company.addAgent('Bruno');
  base = `/v1/workspaces/${company.id}`;
  for (const field of [
    { key: 'plan', type: 'choice', label: 'Plan', options: ['Free', 'Pro'] },
    { key: 'seats', type: 'number', label: 'Seats' },
  ])
    await company.owner.http.post(`${base}/fields`, { subject: 'contact', ...field });
});
afterAll(() => program.stop());

const add = (name: string, fields: object = {}) =>
  boss.http.post<Contact>(`${base}/contacts`, { id: uuid(), name, fields });
const read = (id: string) => boss.http.get<Contact>(`${base}/contacts/${id}`);
const bulk = (ids: string[], patch: object, who = boss) =>
  who.http.post<ContactBulkResult>(`${base}/contact-bulk-changes`, { ids, patch });
const undo = (id: string, who = boss) => who.http.call('POST', `${base}/contact-bulk-changes/${id}/undo`, {});

test('each on its own; what cannot be changed says why; undo puts back what was', async () => {
  const [a, b] = [await add('A', { plan: 'Free', seats: 3 }), await add('B')];
  const missing = uuid();
  const result = await bulk([a.id, b.id, missing], { fields: { plan: 'Pro' }, blocked: true });
  expect(result.changed.map((c) => [c.name, c.fields, c.blockedAt !== null])).toEqual([
    ['A', { plan: 'Pro', seats: 3 }, true],
    ['B', { plan: 'Pro' }, true],
  ]);
  expect(result.failed).toMatchObject([{ id: missing, code: 'contact_not_found' }]);
  expect((await bulk([a.id, b.id], { fields: { plan: 'Pro' }, blocked: true })).bulkId).toBeUndefined();
  expect((await undo(result.bulkId!, agent)).code, 'somebody else’s').toBe('bulk_not_found');
  const undone = (await undo(result.bulkId!)).body as ContactBulkResult;
  expect(undone.failed).toEqual([]);
  expect([await read(a.id), await read(b.id)]).toMatchObject([
    { fields: { plan: 'Free', seats: 3 }, blockedAt: null },
    { fields: {}, blockedAt: null },
  ]);
  expect((await undo(result.bulkId!)).code, 'once').toBe('bulk_not_found');
});

test('undo leaves what somebody has changed since, and what they set beside it', async () => {
  const [a, b] = [await add('A'), await add('B')];
  const { bulkId } = await bulk([a.id, b.id], { fields: { plan: 'Pro' } });
  await agent.http.patch(`${base}/contacts/${a.id}`, { fields: { plan: 'Free' } });
  await agent.http.patch(`${base}/contacts/${b.id}`, { fields: { seats: 5 } });
  const undone = (await undo(bulkId!)).body as ContactBulkResult;
  expect(undone.failed).toMatchObject([{ id: a.id, code: 'conflict' }]);
  expect((await read(a.id)).fields).toEqual({ plan: 'Free' });
  expect((await read(b.id)).fields).toEqual({ seats: 5 });
});

test('a value of another sort changes nobody; undo is there for half a minute', async () => {
  const a = await add('A');
  const refused = await bulk([a.id], { fields: { seats: 'many' } });
  expect(refused).toMatchObject({ changed: [], failed: [{ id: a.id, code: 'invalid_value' }] });
  const { bulkId } = await bulk([a.id], { fields: { seats: 2 } });
  await program.database.pool.query(
    `update contact_bulk_items set created_at = now() - interval '31 s' where bulk_id = $1`,
    [bulkId],
  );
  expect((await undo(bulkId!)).code).toBe('undo_expired');
  expect((await read(a.id)).fields).toEqual({ seats: 2 });
});

test('those that are chosen are exported, and nobody else', async () => {
  const [a, b] = [await add('Chosen one'), await add('Chosen two')];
  await add('Not chosen');
  const { id, total } = await boss.http.post<ContactExport>(`${base}/contact-exports`, {
    id: uuid(),
    ids: [a.id, b.id],
  });
  expect(total).toBe(2);
  while ((await runExports(program.doors.core, program.doors.files)) > 0);
  const answer = await boss.http.call('GET', `${base}/contact-exports/${id}/contacts.csv`);
  const [heading, ...rows] = readTable(String(answer.body));
  const at = heading!.indexOf('name');
  expect(rows.map((row) => row[at]).sort()).toEqual(['Chosen one', 'Chosen two']);
});

test('a role that may not change contacts changes none', async () => {
  const role = await company.owner.http.post<{ id: string }>(`${base}/roles`, {
    name: 'Reads',
    permissions: ['contacts.read'],
  });
  const reader = await company.addAgent('Rita');
  await company.owner.http.patch(`${base}/members/${reader.userId}`, { role: role.id });
  const a = await add('A');
  const answer = await reader.http.call('POST', `${base}/contact-bulk-changes`, {
    ids: [a.id],
    patch: { blocked: true },
  });
  expect(answer.code).toBe('forbidden');
});
