import type { BulkResult, Field, Macro } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endSession } from '../src/core/conversations/endSession.ts';
import { patchConversation } from '../src/core/conversations/patchConversation.ts';
import { uuid } from '../src/lib/uuid.ts';
import { DeskScene } from '../src/testing/deskScene.ts';

/** What must be known before a conversation is resolved. */
let scene: DeskScene;
let reason: Field;

beforeAll(async () => {
  scene = await DeskScene.open();
  reason = await makeField({
    key: 'reason',
    label: 'Reason',
    type: 'choice',
    options: ['Return', 'Question'],
  });
});
afterAll(() => scene.close());

const makeField = (parts: object): Promise<Field> =>
  scene.company.owner.http.post<Field>(scene.at('/fields'), {
    subject: 'conversation',
    type: 'text',
    requiredToResolve: true,
    ...parts,
  });
const patchField = (id: string, patch: object) =>
  scene.company.owner.http.patch<Field>(scene.at(`/fields/${id}`), patch);
const tryPatch = (id: string, patch: object) =>
  scene.amelie.http.call('PATCH', scene.at(`/conversations/${id}`), patch);

test('a person resolves only with it, by the same request if they like', async () => {
  expect(reason).toMatchObject({ requiredToResolve: true, resolveInboxIds: [] });
  const { id } = await scene.begin();
  const refused = await tryPatch(id, { status: 'resolved' });
  expect(refused).toMatchObject({ status: 409, code: 'fields_required' });
  expect(refused.body).toMatchObject({ error: { field: '/fields/reason' } });
  expect(JSON.stringify(refused.body)).toContain('Reason');
  expect((await scene.amelie.read(id)).status, 'nothing by half').toBe('open');
  const resolved = await scene.amelie.patch(id, { status: 'resolved', fields: { reason: 'Return' } });
  expect(resolved).toMatchObject({ status: 'resolved', fields: { reason: 'Return' } });
  // What is resolved already is not asked again, and other changes are free.
  await patchField(reason.id, { label: 'Why' });
  await scene.amelie.patch(id, { status: 'resolved', priority: 'high' });
  const other = await scene.begin();
  await scene.amelie.patch(other.id, { status: 'snoozed', snoozedUntil: '2099-01-01T10:00:00.000Z' });
});

test('taking the value away with the same request is refused', async () => {
  const { id } = await scene.begin();
  await scene.amelie.patch(id, { fields: { reason: 'Question' } });
  expect((await tryPatch(id, { status: 'resolved', fields: { reason: null } })).code).toBe('fields_required');
  expect((await scene.amelie.read(id)).fields).toEqual({ reason: 'Question' });
  await scene.amelie.patch(id, { status: 'resolved' });
});

test('many at once: each on its own', async () => {
  const [a, b] = [(await scene.begin('a')).id, (await scene.begin('b')).id];
  await scene.amelie.patch(a, { fields: { reason: 'Return' } });
  const bulk = (patch: object) =>
    scene.amelie.http.post<BulkResult>(scene.at('/bulk-changes'), { ids: [a, b], patch });
  const result = await bulk({ status: 'resolved' });
  expect(result.changed.map((row) => row.id)).toEqual([a]);
  expect(result.failed).toMatchObject([{ id: b, code: 'fields_required' }]);
  expect((await bulk({ status: 'resolved', fields: { reason: 'Return' } })).failed).toEqual([]);
});

test('a macro does nothing of what it would', async () => {
  const macro = await scene.boss.http.post<Macro>(scene.at('/macros'), {
    name: `Close ${uuid()}`,
    actions: [
      { type: 'reply', text: 'Goodbye' },
      { type: 'add_labels', labels: ['closed'] },
      { type: 'status', status: 'resolved' },
    ],
  });
  const { id } = await scene.begin();
  const path = scene.at(`/conversations/${id}/macros/${macro.id}/run`);
  const run = () => scene.amelie.http.call('POST', path, { id: uuid() });
  expect((await run()).code).toBe('fields_required');
  expect(await scene.amelie.read(id)).toMatchObject({ status: 'open', labels: [] });
  expect(JSON.stringify(await scene.amelie.entries(id))).not.toContain('Goodbye');
  await scene.amelie.patch(id, { fields: { reason: 'Return' } });
  expect((await run()).status).toBe(200);
  expect(await scene.amelie.read(id)).toMatchObject({ status: 'resolved', labels: ['closed'] });
});

test('a program is refused too; what Causerie resolves by itself is not', async () => {
  const { key } = await scene.company.owner.http.post<{ key: string }>(scene.at('/api-keys'), {
    name: 'Robot',
    role: 'agent',
  });
  const { id, visitor } = await scene.begin();
  const answer = await fetch(`${scene.program.url}${scene.at(`/conversations/${id}`)}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'resolved' }),
  });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ error: { code: 'fields_required' } });
  const { core } = scene.program.doors;
  const system = { kind: 'system', workspaceId: scene.company.id } as const;
  await patchConversation(core, system, id, { status: 'resolved' });
  expect((await scene.amelie.read(id)).status).toBe('resolved');
  // The visitor ends their own chat.
  const mine = await scene.begin('bye', visitor);
  await visitor.http.post(`/widget/v1/conversations/${mine.id}/close`, {});
  expect((await scene.amelie.read(mine.id)).status).toBe('resolved');
  await endSession(core, system, mine.id, 'lost');
});

test('only in the inboxes that are named, and only what is in use', async () => {
  const elsewhere = await scene.company.addInbox();
  await patchField(reason.id, { resolveInboxIds: [elsewhere.id] });
  const free = await scene.begin();
  await scene.amelie.patch(free.id, { status: 'resolved' });
  await patchField(reason.id, { resolveInboxIds: [elsewhere.id, scene.inbox.id] });
  const asked = await scene.begin();
  expect((await tryPatch(asked.id, { status: 'resolved' })).code).toBe('fields_required');
  await patchField(reason.id, { archived: true });
  await scene.amelie.patch(asked.id, { status: 'resolved' });
  await patchField(reason.id, { archived: false, resolveInboxIds: [] });
});

test('no and 0 are answers', async () => {
  const paid = await makeField({ key: 'paid', label: 'Paid', type: 'boolean' });
  const many = await makeField({ key: 'many', label: 'How many', type: 'number' });
  const { id } = await scene.begin();
  await scene.amelie.patch(id, { status: 'resolved', fields: { reason: 'Return', paid: false, many: 0 } });
  for (const { id: field } of [paid, many]) await patchField(field, { requiredToResolve: false });
});

test('a field of contacts, and another workspace’s inbox, cannot be asked for', async () => {
  const call = (body: object) => scene.company.owner.http.call('POST', scene.at('/fields'), body);
  const common = { key: 'vip', label: 'VIP', type: 'text', requiredToResolve: true };
  expect((await call({ ...common, subject: 'contact' })).code).toBe('invalid_value');
  expect((await call({ ...common, subject: 'conversation', resolveInboxIds: [uuid()] })).code).toBe(
    'inbox_not_found',
  );
});

test('undoing a reopen resolves again without being asked', async () => {
  const { id } = await scene.begin();
  await scene.amelie.patch(id, { status: 'resolved', fields: { reason: 'Return' } });
  await scene.amelie.patch(id, { fields: { reason: null } });
  const { bulkId } = await scene.amelie.http.post<BulkResult>(scene.at('/bulk-changes'), {
    ids: [id],
    patch: { status: 'open' },
  });
  const undone = await scene.amelie.http.post<BulkResult>(scene.at(`/bulk-changes/${bulkId}/undo`), {});
  expect(undone.failed).toEqual([]);
  expect((await scene.amelie.read(id)).status).toBe('resolved');
});
