import type { Inbox, StoredFile } from '@causerie/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie Agent');
  inbox = await company.addInbox({ name: 'Boutique' });
});
afterAll(() => program.stop());

async function converse(text: string): Promise<string> {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text });
  await tab.close();
  return conversationId;
}

async function get(conversationId: string, path: string) {
  const answer = await fetch(`${program.url}${agent.path(conversationId, `/transcript.${path}`)}`, {
    headers: { cookie: agent.cookie },
  });
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
}

test('HTML: everything that was said, in order, in one page that can do nothing; notes only if asked', async () => {
  const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>"'&`;
  const conversationId = await converse(hostile);
  await agent.write(conversationId, 'Here is\nan answer');
  await agent.write(conversationId, 'between us', 'note');
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } }).png();
  const form = new FormData();
  form.append(
    'file',
    new Blob([new Uint8Array(await picture.toBuffer())], { type: 'image/png' }),
    'picture.png',
  );
  const file = await agent.http.post<StoredFile>(`/v1/workspaces/${company.id}/files`, form);
  await agent.http.post(agent.path(conversationId, '/entries'), {
    id: uuid(),
    kind: 'message',
    content: { kind: 'image', fileId: file.id },
  });
  await agent.patch(conversationId, { status: 'resolved' });

  const { body, headers } = await get(conversationId, 'html?timeZone=Europe/Paris');
  const html = body.toString();
  expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
  expect(headers.get('content-disposition')).toMatch(/^attachment/);
  expect(html).not.toMatch(/<script|<img src=x|onerror="/);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toContain('between us');
  expect(html).toContain('Here is\nan answer');
  expect(html).toContain('picture.png');
  expect(html).toContain('src="data:image/webp;base64,');
  expect(html).toContain('The conversation was resolved');
  expect(html.indexOf('Here is')).toBeGreaterThan(html.indexOf('alert(1)'));
  expect(html.replaceAll(/src="data:[^"]+"/g, ''), 'nothing is loaded from anywhere').not.toMatch(
    /<[^>]*(src|href)=|url\(/,
  );

  const withNotes = (await get(conversationId, 'html?notes=true&language=fr')).body.toString();
  expect(withNotes).toContain('between us');
  expect(withNotes).toContain('(note privée)');
  expect(withNotes).toContain('La conversation a été résolue');
});

test('PDF: a document of several pages for Latin, Greek and Cyrillic', async () => {
  const conversationId = await converse('Ça marche, Ελλάδα, Привет 👍🏽 ok');
  const { core } = program.doors;
  await core.db.query(
    `insert into entries (workspace_id, conversation_id, seq, id, kind, author_kind, content)
     select $1, $2, n, gen_random_uuid(), 'message', 'bot', jsonb_build_object('kind', 'text', 'text', 'A line of talk, number ' || n) from generate_series(100, 300) n`,
    [company.id, conversationId],
  );
  const { status, headers, body } = await get(conversationId, 'pdf');
  expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(body.subarray(0, 5).toString()).toBe('%PDF-');
  const pages = body.toString('latin1').match(/\/Type \/Page\b/g) ?? [];
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.length).toBeLessThan(20);
});

test.each(['我想退货', 'أريد استرجاع', 'ขอคืนเงิน'])(
  'PDF says so where it cannot show the letters, HTML shows them: %s',
  async (text) => {
    const conversationId = await converse(text);
    const refused = await get(conversationId, 'pdf');
    expect(JSON.parse(refused.body.toString())).toMatchObject({ error: { code: 'not_printable' } });
    expect((await get(conversationId, 'html')).body.toString()).toContain(text);
  },
);

test('shown for printing it still can do nothing', async () => {
  const { headers } = await get(await converse('x'), 'html?inline=true');
  expect(headers.get('content-disposition')).toBe('inline');
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'unsafe-inline'; img-src data:;/,
  );
});

test('a zone that is none is refused', async () => {
  expect((await get(await converse('x'), 'html?timeZone=Mars/Base')).status).toBe(400);
});
