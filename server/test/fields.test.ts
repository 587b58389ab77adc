import type { Contact, Conversation, Field, FieldCreate, Inbox } from '@causerie/protocol';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;
let base: string;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
  inbox = await company.addInbox();
  base = `/v1/workspaces/${company.id}`;
  await company.owner.http.patch(base, { defaultCountry: 'FR' });
  for (const [type, options] of types)
    await make({ subject: 'contact', key: `a_${type}`, type, label: type, options });
  await make({ subject: 'conversation', key: 'order', type: 'text', label: 'Order' });
  await make({
    subject: 'conversation',
    key: 'reason',
    type: 'choice',
    label: 'Why',
    options: ['Return', 'Bill'],
  });
});
afterAll(() => program.stop());

const types: [FieldCreate['type'], string[]?][] = [
  ['text'],
  ['number'],
  ['date'],
  ['choice', ['Free', 'Pro']],
  ['choices', ['Arc', 'Galet', 'Nuage']],
  ['boolean'],
  ['url'],
  ['email'],
  ['phone'],
];

const make = ({ options, ...field }: FieldCreate) =>
  company.owner.http.post<Field>(`${base}/fields`, { ...field, ...(options && { options }) });

async function startConversation(identityToken?: string) {
  const visitor = await TestVisitor.open(program.url, inbox.key, identityToken ? { identityToken } : {});
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid() });
  await tab.close();
  const { contact } = await agent.read(conversationId);
  return { conversationId, contactId: contact.id, visitor };
}
const patch = (contactId: string, fields: object) =>
  agent.http.call('PATCH', `${base}/contacts/${contactId}`, { fields });

describe('definitions', () => {
  test('admins make, rename, order and archive them; agents only read them', async () => {
    expect(
      await agent.http.call('POST', `${base}/fields`, {
        subject: 'contact',
        key: 'x',
        type: 'text',
        label: 'X',
      }),
    ).toMatchObject({
      status: 403,
    });
    const field = await make({
      subject: 'contact',
      key: 'tier',
      type: 'choice',
      label: 'Tier',
      options: ['A', 'B', 'A'],
    });
    expect(field).toMatchObject({ options: ['A', 'B'], required: false, archivedAt: null });
    const changed = await company.owner.http.patch<Field>(`${base}/fields/${field.id}`, {
      label: 'Level',
      labels: { fr: 'Niveau' },
      options: ['B', 'C'],
      position: 0,
    });
    expect(changed).toMatchObject({
      key: 'tier',
      type: 'choice',
      label: 'Level',
      labels: { fr: 'Niveau' },
      options: ['B', 'C'],
    });
    const { items } = await agent.http.get<{ items: Field[] }>(`${base}/fields`);
    expect(items.filter((f) => f.subject === 'contact')[0]!.key).toBe('tier');
    const archived = await company.owner.http.patch<Field>(`${base}/fields/${field.id}`, { archived: true });
    expect(archived.archivedAt).not.toBeNull();
    expect(
      (await company.owner.http.patch<Field>(`${base}/fields/${field.id}`, { archived: false })).archivedAt,
    ).toBeNull();
  });

  test('the type never changes, a key is there once, a choice has options', async () => {
    const [first] = (await agent.http.get<{ items: Field[] }>(`${base}/fields`)).items;
    const refused: [string, string, object, string][] = [
      ['PATCH', `${base}/fields/${first!.id}`, { type: 'number' }, 'bad_request'],
      [
        'POST',
        `${base}/fields`,
        { subject: 'contact', key: 'a_text', type: 'text', label: 'Again' },
        'name_taken',
      ],
      [
        'POST',
        `${base}/fields`,
        { subject: 'contact', key: 'Bad Key', type: 'text', label: 'Bad' },
        'bad_request',
      ],
      [
        'POST',
        `${base}/fields`,
        { subject: 'contact', key: 'c', type: 'choice', label: 'C' },
        'invalid_value',
      ],
      [
        'POST',
        `${base}/fields`,
        { subject: 'contact', key: 't', type: 'text', label: 'T', options: ['A'] },
        'invalid_value',
      ],
    ];
    for (const [method, path, body, code] of refused)
      expect(await company.owner.http.call(method, path, body)).toMatchObject({ code });
  });

  test('another open console hears that they changed', async () => {
    const desk = await agent.connect();
    await make({ subject: 'contact', key: 'heard', type: 'text', label: 'Heard' });
    await desk.waitFor((f) => f.type === 'changed' && f.what === 'fields');
    await desk.close();
  });
});

describe('values', () => {
  test.each<[string, unknown, unknown]>([
    ['a_text', '  Maison  ', 'Maison'],
    ['a_number', 12.5, 12.5],
    ['a_date', '2026-02-28', '2026-02-28'],
    ['a_choice', 'Pro', 'Pro'],
    ['a_choices', ['Nuage', 'Arc'], ['Arc', 'Nuage']],
    ['a_boolean', false, false],
    ['a_url', 'https://example.com/a?b=c', 'https://example.com/a?b=c'],
    ['a_email', 'Lea@Example.COM', 'lea@example.com'],
    ['a_phone', '06 12 34 56 78', '+33612345678'],
  ])('%s takes %j', async (key, given, kept) => {
    const { contactId } = await startConversation();
    expect(await patch(contactId, { [key]: given })).toMatchObject({
      status: 200,
      body: { fields: { [key]: kept } },
    });
    expect(await patch(contactId, { [key]: null })).toMatchObject({ status: 200, body: { fields: {} } });
  });

  test.each<[string, unknown]>([
    ['a_text', 7],
    ['a_text', 'x'.repeat(2001)],
    ['a_number', '12'],
    ['a_date', '2026-02-30'],
    ['a_date', 'tomorrow'],
    ['a_choice', 'Gold'],
    ['a_choices', ['Arc', 'Soleil']],
    ['a_choices', 'Arc'],
    ['a_boolean', 'yes'],
    ['a_url', 'javascript:alert(1)'],
    ['a_email', 'nobody'],
    ['a_phone', '12'],
    ['nothing', 'x'],
  ])('%s refuses %j and writes nothing', async (key, given) => {
    const { contactId } = await startConversation();
    const answer = await patch(contactId, { a_boolean: true, [key]: given });
    expect(answer.status).toBe(400);
    const contact = await agent.http.get<Contact>(`${base}/contacts/${contactId}`);
    expect(contact.fields).toEqual({});
  });

  test('a required one cannot be emptied, an archived one cannot be set', async () => {
    const required = await make({
      subject: 'contact',
      key: 'must',
      type: 'text',
      label: 'Must',
      required: true,
    });
    const { contactId } = await startConversation();
    await patch(contactId, { must: 'there' });
    expect(await patch(contactId, { must: null })).toMatchObject({
      code: 'invalid_value',
      body: { error: { field: '/fields/must' } },
    });
    await company.owner.http.patch(`${base}/fields/${required.id}`, { archived: true });
    expect(await patch(contactId, { must: 'other' })).toMatchObject({ code: 'invalid_value' });
    const contact = await agent.http.get<Contact>(`${base}/contacts/${contactId}`);
    expect(contact.fields, 'the value is kept').toEqual({ must: 'there' });
  });

  test('of a conversation are an event of its log, once for each real change, and reach who follows it', async () => {
    const { conversationId } = await startConversation();
    const desk = await agent.connect();
    await desk.subscribe(conversationId);
    await agent.patch(conversationId, { fields: { order: 'A-17', reason: 'Bill' } });
    await agent.patch(conversationId, { fields: { order: 'A-17' } });
    const after = await agent.patch(conversationId, { fields: { reason: null } });
    expect(after.fields).toEqual({ order: 'A-17' });
    const events = (await agent.log(conversationId)).flatMap((e) =>
      e.event?.type === 'fields_changed' ? [e.event.fields] : [],
    );
    expect(events).toEqual([{ order: 'A-17', reason: 'Bill' }, { reason: null }]);
    await desk.waitFor(
      (f) => f.type === 'entry' && 'fields' in f.conversation && !('reason' in f.conversation.fields),
    );
    await desk.close();
    expect(
      await agent.http.call('PATCH', agent.path(conversationId), { fields: { reason: 'Rain' } }),
    ).toMatchObject({
      code: 'invalid_value',
    });
    expect(await agent.http.get<Conversation>(agent.path(conversationId))).toEqual(after);
  });

  test('come with the site’s signed statement: what fits is taken, the rest is left', async () => {
    const { secret } = await company.owner.http.put<{ secret: string }>(
      `${base}/inboxes/${inbox.id}/identity-keys`,
      {
        rotateSecret: true,
      },
    );
    const token = await new SignJWT({
      phone: '0612345678',
      fields: { a_choice: 'Pro', a_number: 'many', unknown: 1, a_boolean: true },
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('user-1')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(secret));
    const { contactId } = await startConversation(token);
    const contact = await agent.http.get<Contact>(`${base}/contacts/${contactId}`);
    expect(contact.fields).toEqual({ a_choice: 'Pro', a_boolean: true });
    expect(contact.phone).toBe('+33612345678');
  });
});
