import type { Contact, Inbox, VisitorSession } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signResumeToken } from '../src/core/contacts/resumeToken.ts';
import { loadConversation } from '../src/core/conversations/readConversations.ts';
import { createResumeLink } from '../src/core/conversations/resumeLink.ts';
import { uuid } from '../src/lib/uuid.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { kindsOf, textsOf } from '../src/testing/logChecks.ts';
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
  agent = await company.addAgent('Amélie');
  inbox = await company.addInbox();
});
afterAll(() => program.stop());

async function startConversation() {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello?' });
  return { visitor, tab, conversationId };
}

const desksLink = (conversationId: string) =>
  agent.http.post<{ url: string; expiresAt: string }>(agent.path(conversationId, '/resume-link'));
const tokenOf = (url: string) => url.split('/r/')[1]!;
const contactOf = async (conversationId: string) => {
  const { contact } = await agent.read(conversationId);
  return agent.http.get<Contact>(`/v1/workspaces/${company.id}/contacts/${contact.id}`);
};
const ask = (body: object) =>
  new HttpClient(program.url).call('POST', '/widget/v1/session', { inboxKey: inbox.key, ...body });

describe('P12: back from another device', () => {
  test('P12: the desk’s link opens the conversation on another device, and both devices are in step', async () => {
    const { conversationId, tab } = await startConversation();
    const { url, expiresAt } = await desksLink(conversationId);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 29 * 24 * 3600_000);
    const phone = await TestVisitor.open(program.url, inbox.key, { resumeToken: tokenOf(url) });
    expect(phone.session).toMatchObject({ resumed: conversationId, conversations: [{ id: conversationId }] });
    const screen = await phone.connect();
    expect(textsOf((await screen.subscribe(conversationId)).entries)).toEqual(['Hello?']);
    await screen.say({ conversationId, text: 'from the train' });
    await tab.waitFor(
      (f) =>
        f.type === 'entry' && f.entry.content?.kind === 'text' && f.entry.content.text === 'from the train',
    );
    await agent.write(conversationId, 'Have a good trip');
    for (const each of [tab, screen])
      await each.waitFor(
        (f) => f.type === 'entry' && f.entry.author.kind === 'agent' && f.entry.kind === 'message',
      );
    // The phone keeps its own token: it needs the link no more, and following it again is no new arrival.
    expect((await phone.reload(inbox.key)).conversations.map((c) => c.id)).toEqual([conversationId]);
    await phone.reload(inbox.key, { resumeToken: tokenOf(url) });
    const log = await agent.entries(conversationId);
    expect(kindsOf(log).filter((kind) => kind === 'session_resumed')).toHaveLength(1);
    expect((await contactOf(conversationId)).identities.filter((i) => i.kind === 'visitor')).toHaveLength(2);
    await Promise.all([tab.close(), screen.close()]);
  });

  test('P12: a link that was mailed proves the address it was mailed to; the desk’s proves none', async () => {
    const { conversationId, tab, visitor } = await startConversation();
    await visitor.http.patch('/widget/v1/visitor', { email: 'Marie@Example.com' });
    const email = async () => (await contactOf(conversationId)).identities.find((i) => i.kind === 'email');
    expect(await email()).toMatchObject({ address: 'marie@example.com', verified: false });
    await TestVisitor.open(program.url, inbox.key, {
      resumeToken: tokenOf((await desksLink(conversationId)).url),
    });
    expect(await email()).toMatchObject({ verified: false });
    const { core } = program.doors;
    const record = await loadConversation(
      core.db,
      { kind: 'system', workspaceId: company.id },
      conversationId,
    );
    const mailed = await createResumeLink(core, record, 'marie@example.com');
    await TestVisitor.open(program.url, inbox.key, { resumeToken: tokenOf(mailed.url) });
    expect(await email()).toMatchObject({ verified: true });
    await tab.close();
  });

  test('P12: expired, forged and foreign links open nothing, and say which it is', async () => {
    const { conversationId, tab } = await startConversation();
    const claims = { workspaceId: company.id, inboxId: inbox.id, conversationId, contactId: uuid() };
    const { keys } = program.doors.core;
    const expired = await signResumeToken(keys, claims, new Date(Date.now() - 1000));
    expect(await ask({ resumeToken: expired })).toMatchObject({ status: 410, code: 'link_expired' });
    const good = tokenOf((await desksLink(conversationId)).url);
    const [head, , mark] = good.split('.');
    const other = Buffer.from(JSON.stringify({ ...claims, aud: 'resume', exp: 9e9 })).toString('base64url');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    const otherKey = await signResumeToken(
      { ...keys, link: keys.visitor },
      claims,
      new Date(Date.now() + 9e6),
    );
    for (const forged of ['x', `${good}x`, `${head}.${other}.${mark}`, `${unsigned}.${other}.`, otherKey]) {
      expect(await ask({ resumeToken: forged }), forged).toMatchObject({
        status: 401,
        code: 'invalid_token',
      });
    }
    const gone = await signResumeToken(
      keys,
      { ...claims, conversationId: uuid() },
      new Date(Date.now() + 9e6),
    );
    expect(await ask({ resumeToken: gone })).toMatchObject({ status: 404 });
    const elsewhere = await createTestWorkspace(program, 'Elsewhere');
    const theirs = await elsewhere.addInbox();
    expect(await ask({ inboxKey: theirs.key, resumeToken: good })).toMatchObject({
      status: 401,
      code: 'invalid_token',
    });
    await tab.close();
  });

  test('P12: the link’s page hands the token on in the fragment, which reaches no log', async () => {
    const { conversationId, tab } = await startConversation();
    const { url } = await desksLink(conversationId);
    const answer = await new HttpClient(program.url).call('GET', new URL(url).pathname);
    expect(answer.status).toBe(302);
    const location = new URL(answer.headers.get('location')!, program.url);
    expect(location.searchParams.get('inbox')).toBe(inbox.key);
    expect(location.search).not.toContain(tokenOf(url).split('.')[2]);
    expect(location.hash).toBe(`#resume=${tokenOf(url)}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    // Too broken to name an inbox: a page for people says so, in their language.
    const page = await fetch(`${program.url}/r/forged`, { headers: { 'accept-language': 'fr-FR,fr' } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('Ce lien est incomplet');
    await tab.close();
  });
});

test('the same browser resumes by its token; a token that does not hold starts a new visitor and opens nothing', async () => {
  const { visitor, tab, conversationId } = await startConversation();
  expect((await visitor.reload(inbox.key)).conversations.map((c) => c.id)).toEqual([conversationId]);
  const [head, body, mark] = visitor.session.token.split('.') as [string, string, string];
  for (const token of ['', 'x', `${head}.${body}.${mark.slice(0, -3)}AAA`]) {
    const { status, body: session } = await ask({ token });
    expect(status).toBe(200);
    expect(session as VisitorSession).toMatchObject({ conversations: [] });
  }
  await tab.close();
});

test('what the widget told of language, time zone and device is on the contact from the first message on', async () => {
  const details = { language: 'fr', timeZone: 'Europe/Paris' };
  const http = new HttpClient(program.url, {
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  });
  const session = await http.post<VisitorSession>('/widget/v1/session', { inboxKey: inbox.key, ...details });
  const tab = await new TestVisitor(program.url, session).connect();
  tab.send({ type: 'page', url: 'https://shop.example/lamps', title: 'Lamps' });
  const { conversationId } = await tab.say({ conversationId: uuid() });
  const contact = await contactOf(conversationId);
  expect(contact).toMatchObject({ ...details, device: 'Firefox 140, Linux', online: true });
  expect(contact.pages).toMatchObject([{ url: 'https://shop.example/lamps', title: 'Lamps' }]);
  await tab.close();
});

test('giving somebody’s e-mail address opens nothing of theirs and takes nothing from them', async () => {
  const victim = await startConversation();
  await victim.visitor.http.patch('/widget/v1/visitor', { email: 'victim@example.com' });
  const { core } = program.doors;
  const record = await loadConversation(
    core.db,
    { kind: 'system', workspaceId: company.id },
    victim.conversationId,
  );
  const mailed = await createResumeLink(core, record, 'victim@example.com');
  await TestVisitor.open(program.url, inbox.key, { resumeToken: tokenOf(mailed.url) });

  const thief = await startConversation();
  const patched = await thief.visitor.http.patch<VisitorSession>('/widget/v1/visitor', {
    email: 'victim@example.com',
  });
  expect(patched.conversations.map((c) => c.id)).toEqual([thief.conversationId]);
  expect((await thief.visitor.reload(inbox.key)).conversations.map((c) => c.id)).toEqual([
    thief.conversationId,
  ]);
  const claimed = (await contactOf(thief.conversationId)).identities.find((i) => i.kind === 'email');
  expect(claimed).toMatchObject({ address: 'victim@example.com', verified: false });
  const proven = (await contactOf(victim.conversationId)).identities.find((i) => i.kind === 'email');
  expect(proven).toMatchObject({ address: 'victim@example.com', verified: true });
  const transcript = await thief.visitor.http.call(
    'POST',
    `/widget/v1/conversations/${victim.conversationId}/transcript`,
    {},
  );
  expect(transcript).toMatchObject({ status: 404, code: 'conversation_not_found' });
  const close = await thief.visitor.http.call(
    'POST',
    `/widget/v1/conversations/${victim.conversationId}/close`,
    {},
  );
  expect(close).toMatchObject({ status: 404, code: 'conversation_not_found' });
  await Promise.all([victim.tab.close(), thief.tab.close()]);
});

test('an inbox that names its sites is shown on these only', async () => {
  const allowedOrigins = ['https://shop.example', 'https://*.maison.example', 'http://localhost:8080'];
  const strict = await company.addInbox({ settings: { allowedOrigins } });
  const from = async (origin: string) => (await ask({ inboxKey: strict.key, origin })).code ?? 'welcome';
  for (const origin of [
    'https://shop.example',
    'https://a.b.maison.example',
    'http://localhost:8080',
    'HTTPS://SHOP.example',
  ]) {
    expect(await from(origin), origin).toBe('welcome');
  }
  const strangers = [
    'http://shop.example',
    'https://shop.example:8443',
    'https://shop.example.evil.example',
    'https://maison.example',
    'https://evilmaison.example',
    'https://evil.example/.maison.example',
    'https://evil.example?.maison.example',
    'https://evil.example#.maison.example',
    'https://user@.maison.example',
    'null',
  ];
  for (const origin of strangers) expect(await from(origin), origin).toBe('forbidden_origin');
});
