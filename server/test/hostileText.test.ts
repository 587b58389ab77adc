import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { createFullWorkspace, type FullWorkspace } from '../src/testing/fullWorkspace.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { fingerprintOf } from '../src/testing/storedState.ts';

let program: TestProgram;
let company: FullWorkspace;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createFullWorkspace(program, 'Maison Lumen');
});
afterAll(() => program.stop());

test('script in every text field is stored and given back as text', async () => {
  const script = `<script>alert("1")</script><img src=x onerror='alert(2)'>`;
  const base = `/v1/workspaces/${company.id}`;
  const { http } = company.owner;
  const contact = {
    name: script,
    company: script,
    city: script,
    country: script,
    note: `${script}\n${script}`,
  };
  expect(await http.patch(`${base}/contacts/${company.ids.contactId}`, contact)).toMatchObject(contact);
  expect(await http.patch(base, { name: script })).toMatchObject({ name: script });
  expect(await http.patch('/v1/me', { name: script })).toMatchObject({ name: script });
  expect(
    await http.patch(`${base}/inboxes/${company.ids.inboxId}`, {
      name: script,
      settings: { greeting: { en: script } },
    }),
  ).toMatchObject({ name: script, settings: { greeting: { en: script } } });
  expect(
    await http.patch(`${base}/teams/${company.ids.teamId}`, { name: script.slice(0, 80) }),
  ).toMatchObject({ name: script.slice(0, 80) });
  const conversation = `${base}/conversations/${company.ids.conversationId}`;
  expect(await http.patch(conversation, { labels: ['<b>x</b>'] })).toMatchObject({ labels: ['<b>x</b>'] });
  const contents = [
    { kind: 'text', text: script },
    { kind: 'quick_replies', text: script, options: [{ id: script, label: script }] },
    { kind: 'form', title: script, fields: [{ id: 'f', label: script, type: 'text' }] },
    { kind: 'card', card: { title: script, text: script } },
  ];
  for (const content of contents) {
    const entry = await http.post<{ content: object }>(`${conversation}/entries`, {
      id: uuid(),
      kind: 'message',
      content,
    });
    expect(entry.content).toEqual(content);
  }
  const links = [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'https://x"onclick=alert(1)',
  ];
  for (const url of links) {
    const content = { kind: 'buttons', text: 'x', buttons: [{ kind: 'link', label: 'x', url }] };
    const answer = await http.call('POST', `${conversation}/entries`, {
      id: uuid(),
      kind: 'message',
      content,
    });
    expect(answer, url).toMatchObject({ status: 400, code: 'bad_request' });
  }
});

test('NUL and half characters are refused in every text field with a clear error, and nothing is stored', async () => {
  const base = `/v1/workspaces/${company.id}`;
  const { conversationId, contactId, inboxId, teamId } = company.ids;
  const fields: [string, string, (bad: string) => object][] = [
    ['PATCH', base, (name) => ({ name })],
    ['PATCH', '/v1/me', (name) => ({ name })],
    ['PATCH', `${base}/inboxes/${inboxId}`, (name) => ({ name })],
    ['PATCH', `${base}/inboxes/${inboxId}`, (en) => ({ settings: { greeting: { en } } })],
    ['POST', `${base}/teams`, (name) => ({ name })],
    ['PATCH', `${base}/teams/${teamId}`, (name) => ({ name })],
    ['POST', `${base}/api-keys`, (name) => ({ name, role: 'agent' })],
    ['PATCH', `${base}/contacts/${contactId}`, (name) => ({ name })],
    ['PATCH', `${base}/contacts/${contactId}`, (note) => ({ note })],
    ['PATCH', `${base}/contacts/${contactId}`, (email) => ({ email: `${email}@example.com` })],
    ['PATCH', `${base}/conversations/${conversationId}`, (label) => ({ labels: [label] })],
    [
      'POST',
      `${base}/conversations/${conversationId}/entries`,
      (text) => ({ id: uuid(), kind: 'message', content: { kind: 'text', text } }),
    ],
    [
      'POST',
      `${base}/conversations/${conversationId}/entries`,
      (id) => ({
        id: uuid(),
        kind: 'message',
        content: { kind: 'quick_replies', text: 'x', options: [{ id, label: 'x' }] },
      }),
    ],
    ['PATCH', '/widget/v1/visitor', (name) => ({ name })],
    ['POST', '/widget/v1/session', (timeZone) => ({ inboxKey: company.inboxKey, timeZone })],
  ];
  const before = await fingerprintOf(program.database.pool);
  for (const bad of ['a\u0000b', 'a\ud800b', 'a\udc00b', '\ud83d']) {
    for (const [method, path, body] of fields) {
      const client = path.startsWith('/widget') ? company.visitor.http : company.owner.http;
      const answer = await client.call(method, path, body(bad));
      const what = `${method} ${path} ${JSON.stringify(body(bad))}`;
      if (path === '/widget/v1/session') expect(answer.status, what).toBeLessThan(500);
      else
        expect({ what, status: answer.status, code: answer.code }).toEqual({
          what,
          status: 400,
          code: expect.stringMatching(/^(bad_request|invalid_value)$/),
        });
    }
  }
  expect(await fingerprintOf(program.database.pool)).toBe(before);
  const tab = await company.visitor.connect();
  expect(await tab.write({ conversationId: conversationId!, text: 'a\ud800b' })).toMatchObject({
    type: 'nack',
    code: 'invalid_value',
  });
  expect(await tab.write({ conversationId: uuid(), text: 'a\udc00b' })).toMatchObject({
    type: 'nack',
    code: 'invalid_value',
  });
  await tab.close();
  expect(await fingerprintOf(program.database.pool)).toBe(before);
});

test('what is too long is refused with a clear error, over HTTP and on the socket', async () => {
  const { conversationId } = company.ids;
  const path = `/v1/workspaces/${company.id}/conversations/${conversationId}/entries`;
  const before = await fingerprintOf(program.database.pool);
  const post = (text: string) =>
    company.owner.http.call('POST', path, { id: uuid(), kind: 'message', content: { kind: 'text', text } });
  expect(await post('x'.repeat(10_001))).toMatchObject({ status: 400, code: 'bad_request' });
  expect(await post('x'.repeat(300_000))).toMatchObject({ status: 413, code: 'too_large' });
  expect(await post('x'.repeat(10 * 2 ** 20))).toMatchObject({ status: 413, code: 'too_large' });
  const tab = await company.visitor.connect();
  tab.send({
    type: 'send',
    ref: 'r',
    conversationId: conversationId!,
    entryId: uuid(),
    kind: 'message',
    content: { kind: 'text', text: 'x'.repeat(10_001) },
  });
  expect(await tab.waitFor((f) => f.type === 'refused' || f.type === 'nack')).toMatchObject({
    reason: 'bad_frame',
  });
  await tab.closed;
  expect(await fingerprintOf(program.database.pool)).toBe(before);
  expect(await post('é'.repeat(10_000))).toMatchObject({ status: 200 });
});
