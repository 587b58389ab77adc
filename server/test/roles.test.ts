import { readFileSync } from 'node:fs';
import type { ConversationsPage, Inbox, Me, RoleDefinition, Team } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allPermissions, type Permission } from '../src/core/actor.ts';
import { uuid } from '../src/lib/uuid.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
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
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  owner = company.owner;
  base = `/v1/workspaces/${company.id}`;
  inbox = await company.addInbox();
});
afterAll(() => program.stop());

const makeRole = (name: string, permissions: Permission[], by = owner): Promise<RoleDefinition> =>
  by.http.post(`${base}/roles`, { name: `${name} ${uuid().slice(-6)}`, permissions });

const ownTeams: Permission[] = ['conversations.reply', 'conversations.change', 'contacts.read'];

async function startConversation(text = 'Hello?'): Promise<string> {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text });
  await tab.close();
  return conversationId;
}

const list = async (agent: TestAgent): Promise<string[]> =>
  (await agent.http.get<ConversationsPage>(`${base}/conversations?limit=100`)).items.map((c) => c.id);

describe('roles', () => {
  test('the built-in ones are listed with what they allow, each less than the one above', async () => {
    const { items } = await owner.http.get<{ items: RoleDefinition[] }>(`${base}/roles`);
    expect(items.slice(0, 4).map((r) => r.id)).toEqual(['owner', 'admin', 'supervisor', 'agent']);
    expect(items[0]!.permissions.toSorted()).toEqual(allPermissions.toSorted());
    for (const [i, role] of items.slice(1, 4).entries()) {
      expect(new Set(role.permissions).isSubsetOf(new Set(items[i]!.permissions))).toBe(true);
      expect(role.permissions.length).toBeLessThan(items[i]!.permissions.length);
    }
  });

  test('one of our own allows what it lists and nothing else', async () => {
    const role = await makeRole('Reader', ['conversations.all']);
    const reader = await company.addAgent('Rita', role.id);
    const id = await startConversation();
    expect((await reader.entries(id)).length).toBeGreaterThan(0);
    const refused: [string, string, object | undefined][] = [
      [
        'POST',
        reader.path(id, '/entries'),
        { id: uuid(), kind: 'message', content: { kind: 'text', text: 'x' } },
      ],
      [
        'POST',
        reader.path(id, '/entries'),
        { id: uuid(), kind: 'note', content: { kind: 'text', text: 'x' } },
      ],
      ['PATCH', reader.path(id), { status: 'resolved' }],
      ['POST', reader.path(id, '/transcript'), { email: 'a@example.com' }],
      ['GET', `${base}/contacts`, undefined],
      ['POST', `${base}/roles`, { name: 'x', permissions: [] }],
      ['PATCH', `${base}`, { name: 'x' }],
    ];
    for (const [method, path, body] of refused) {
      expect({ path, ...(await reader.http.call(method, path, body)) }).toMatchObject({
        path,
        code: 'forbidden',
      });
    }
    const desk = await reader.connect();
    expect(await desk.write({ conversationId: id })).toMatchObject({ type: 'nack', code: 'forbidden' });
    await desk.close();
    const me = await reader.http.get<Me>('/v1/me');
    expect(me.workspaces[0]).toMatchObject({ role: role.id, permissions: ['conversations.all'] });
  });

  test('are changed at once, also on an open socket', async () => {
    const role = await makeRole('Growing', ['conversations.all']);
    const agent = await company.addAgent('Greta', role.id);
    const id = await startConversation();
    const desk = await agent.connect();
    expect(await desk.write({ conversationId: id })).toMatchObject({ code: 'forbidden' });
    await owner.http.patch(`${base}/roles/${role.id}`, {
      permissions: ['conversations.all', 'conversations.reply'],
    });
    await desk.closed;
    const again = await agent.connect();
    expect(await again.write({ conversationId: id })).toMatchObject({ type: 'ack' });
    await again.close();
  });

  test('who sees only their own conversations reads no others through a contact’s page', async () => {
    const role = await makeRole('Own only', [...ownTeams, 'contacts.export']);
    const agent = await company.addAgent('Oda', role.id);
    const visitor = await TestVisitor.open(program.url, inbox.key);
    const tab = await visitor.connect();
    const begin = async (text: string) => (await tab.say({ conversationId: uuid(), text })).conversationId;
    const [own, others] = [await begin('for Oda'), await begin('for others')];
    await tab.close();
    await owner.patch(own, { assigneeId: agent.userId });
    await owner.patch(others, { assigneeId: owner.userId });
    await owner.write(own, 'a note for Oda', 'note');
    await owner.write(others, 'a note for others', 'note');
    const { contact } = await owner.read(own);
    const page = `${base}/contacts/${contact.id}`;
    const read = async (who: TestAgent) => {
      const parts = ['', '/timeline?limit=100', '/conversations', '/merges', '/duplicates'].map((part) =>
        who.http.call('GET', page + part),
      );
      return JSON.stringify((await Promise.all(parts)).map((answer) => answer.body));
    };
    const [seen, whole] = [await read(agent), await read(owner)];
    for (const text of [own, 'for Oda', 'a note for Oda']) expect(seen).toContain(text);
    for (const text of [others, 'for others', 'a note for others']) {
      expect(whole).toContain(text);
      expect(seen).not.toContain(text);
    }
    // Page by page is the same: what may not be seen takes no place.
    const { items } = await agent.http.get<{ items: { id: string }[] }>(`${page}/timeline?limit=100`);
    const walked: string[] = [];
    for (let cursor = ''; ; ) {
      const part = await agent.http.get<{ items: { id: string }[]; next?: string }>(
        `${page}/timeline?limit=1${cursor && `&cursor=${cursor}`}`,
      );
      walked.push(...part.items.map((item) => item.id));
      if (!part.next) break;
      cursor = part.next;
    }
    expect(walked).toEqual(items.map((item) => item.id));
    expect((await agent.http.call('GET', `${page}/export`)).code, 'their data hold all of them').toBe(
      'forbidden',
    );
  });

  test('nobody hands out more than they have', async () => {
    const role = await makeRole('Team lead', [
      'members.change',
      'roles.change',
      'invitations.change',
      'apiKeys.change',
    ]);
    const lead = await company.addAgent('Lea', role.id);
    const stronger = await makeRole('Stronger', ['members.change', 'webhooks.change']);
    const colleague = await company.addAgent('Carl', stronger.id);
    const attempts: [string, string, object][] = [
      ['POST', `${base}/roles`, { name: 'mine', permissions: ['webhooks.change'] }],
      ['PATCH', `${base}/roles/${role.id}`, { permissions: ['members.change', 'owners.change'] }],
      ['PATCH', `${base}/roles/${stronger.id}`, { permissions: [] }],
      ['PATCH', `${base}/members/${lead.userId}`, { role: 'agent' }],
      ['PATCH', `${base}/members/${colleague.userId}`, { role: role.id }],
      ['POST', `${base}/invitations`, { email: 'x@example.com', role: 'agent' }],
      ['POST', `${base}/api-keys`, { name: 'k', role: 'agent' }],
    ];
    for (const [method, path, body] of attempts)
      expect({ path, ...(await lead.http.call(method, path, body)) }).toMatchObject({
        path,
        code: 'forbidden',
      });
    const lesser = await makeRole('Lesser', ['members.change'], lead);
    expect(lesser.permissions).toEqual(['members.change']);
    expect((await lead.http.call('DELETE', `${base}/roles/${stronger.id}`)).code).toBe('forbidden');
    expect((await lead.http.call('DELETE', `${base}/roles/${lesser.id}`)).status).toBe(200);
  });

  test('what nobody may: unknown permissions, a name twice, deleting what is in use', async () => {
    const role = await makeRole('Used', []);
    const user = await company.addAgent('Ulla', role.id);
    const make = (body: object) => owner.http.call('POST', `${base}/roles`, body);
    expect(await make({ name: 'x', permissions: ['cats.feed'] })).toMatchObject({ code: 'invalid_value' });
    expect(await make({ name: role.name, permissions: [] })).toMatchObject({ code: 'name_taken' });
    expect(await owner.http.call('DELETE', `${base}/roles/${role.id}`)).toMatchObject({
      code: 'role_in_use',
    });
    await owner.http.patch(`${base}/members/${user.userId}`, { role: 'agent' });
    expect((await owner.http.call('DELETE', `${base}/roles/${role.id}`)).status).toBe(200);
    const assign = await owner.http.call('PATCH', `${base}/members/${user.userId}`, { role: role.id });
    expect(assign.code).toBe('role_not_found');
  });

  test('a key has the permissions of its role', async () => {
    const role = await makeRole('Robot', ['conversations.all', 'conversations.reply']);
    const { key } = await owner.http.post<{ key: string }>(`${base}/api-keys`, {
      name: 'Bot',
      role: role.id,
    });
    const robot = new HttpClient(program.url, { authorization: `Bearer ${key}` });
    const id = await startConversation();
    const content = { kind: 'text', text: 'beep' };
    await robot.post(`${base}/conversations/${id}/entries`, { id: uuid(), kind: 'message', content });
    expect(await robot.call('PATCH', `${base}/conversations/${id}`, { status: 'resolved' })).toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('without conversations.all', () => {
  let agent: TestAgent;
  let team: Team;
  beforeAll(async () => {
    const role = await makeRole('Own and team', ownTeams);
    agent = await company.addAgent('Oskar', role.id);
    team = await owner.http.post<Team>(`${base}/teams`, { name: 'Returns', memberIds: [agent.userId] });
  });

  test('only one’s own and one’s teams’ conversations are there, in lists, counts, reading and writing', async () => {
    const [foreign, own, ofTeam] = [
      await startConversation(),
      await startConversation(),
      await startConversation(),
    ];
    await owner.patch(own, { assigneeId: agent.userId });
    await owner.patch(ofTeam, { teamId: team.id });
    expect((await list(agent)).toSorted()).toEqual([own, ofTeam].toSorted());
    const { counts } = await agent.http.get<ConversationsPage>(`${base}/conversations`);
    expect(counts).toMatchObject({ open: 2, unassigned: 1 });
    const attempts: [string, string, object | undefined][] = [
      ['GET', agent.path(foreign), undefined],
      ['GET', agent.path(foreign, '/entries'), undefined],
      ['PATCH', agent.path(foreign), { assigneeId: agent.userId }],
      ['PUT', agent.path(foreign, '/read'), { seq: 1 }],
      [
        'POST',
        agent.path(foreign, '/entries'),
        { id: uuid(), kind: 'note', content: { kind: 'text', text: 'x' } },
      ],
    ];
    for (const [method, path, body] of attempts) {
      expect({ path, ...(await agent.http.call(method, path, body)) }).toMatchObject({
        path,
        code: 'conversation_not_found',
      });
    }
    await agent.write(ofTeam, 'Hello from the team');
    const theirs = await owner.read(foreign);
    const ofContact = await agent.http.get<{ items: unknown[] }>(
      `${base}/contacts/${theirs.contact.id}/conversations`,
    );
    expect(ofContact.items).toEqual([]);
  });

  test('the socket tells of no other, and takes back what is passed on', async () => {
    const [foreign, own] = [await startConversation(), await startConversation()];
    await owner.patch(own, { assigneeId: agent.userId });
    const desk = await agent.connect();
    await desk.followRows();
    await desk.subscribe(own);
    desk.send({ type: 'subscribe', topic: 'conversation', conversationId: foreign });
    await desk.waitFor((f) => f.type === 'unsubscribed' && f.id === foreign);
    await owner.write(foreign, 'a secret of others');
    await owner.write(own, 'for Oskar');
    await desk.waitFor((f) => f.type === 'entry' && f.entry.conversationId === own);
    await owner.patch(own, { assigneeId: owner.userId });
    await desk.waitFor((f) => f.type === 'unsubscribed' && f.id === own);
    await desk.waitFor((f) => f.type === 'rows' && f.removed?.includes(own) === true);
    await owner.write(own, 'not for Oskar any more');
    await owner.patch(foreign, { assigneeId: agent.userId });
    await desk.waitFor((f) => f.type === 'rows' && f.conversations.some((c) => c.id === foreign));
    const heard = JSON.stringify(desk.frames.filter((f) => f.type === 'entry'));
    expect(heard).not.toMatch(/secret of others|any more/);
    await desk.close();
  });

  test('joining a team opens its conversations, leaving it closes them', async () => {
    const id = await startConversation();
    const other = await owner.http.post<Team>(`${base}/teams`, { name: `Other ${uuid()}`, memberIds: [] });
    await owner.patch(id, { teamId: other.id });
    expect(await list(agent)).not.toContain(id);
    const desk = await agent.connect();
    await owner.http.patch(`${base}/teams/${other.id}`, { memberIds: [agent.userId] });
    await desk.closed;
    expect(await list(agent)).toContain(id);
    const again = await agent.connect();
    expect((await again.followRows('anything')).reset, 'its list is to be loaded anew').toBe(true);
    await again.close();
  });
});

test('every permission is explained in docs/roles.md and has words in both languages', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const listed = [...read('docs/roles.md').matchAll(/^\| `(\w+\.\w+)` \|/gm)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(allPermissions.toSorted());
  for (const language of ['en', 'fr']) {
    const words = read(`console/src/words/${language}/roles.ts`);
    for (const permission of allPermissions) expect(words).toContain(`'${permission}':`);
  }
});
