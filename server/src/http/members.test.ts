import type { Conversation, Entry, Member } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Refused } from '../testing/apiClient.ts';
import { startConversation } from '../testing/conversation.ts';
import { addColleague, type Colleague, type Desk, openOtherWorkspace, setUpDesk } from '../testing/desk.ts';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';
import { watchAnnouncements } from '../testing/watchAnnouncements.ts';

let program: TestProgram;
let desk: Desk;
beforeAll(async () => {
  program = await startTestProgram();
  desk = await setUpDesk(program);
});
afterAll(() => program.stop());

const of = (userId: string) => `${desk.at}/members/${userId}`;
const setRole = (by: Colleague, userId: string, role: string) =>
  by.client.patch<Refused & Member>(of(userId), { role });
const remove = (by: Colleague, userId: string) => by.client.delete<Refused>(of(userId));

describe('members', () => {
  it('are listed for everybody, page by page, with who is here', async () => {
    const agent = await addColleague(desk, 'agent');
    program.doors.presence.agentCame(desk.workspaceId, agent.userId, 'a session');
    const seen: Member[] = [];
    let cursor = '';
    do {
      const url: string = `${desk.at}/members?limit=1${cursor}`;
      const { body } = await agent.client.get<{ items: Member[]; next?: string }>(url);
      seen.push(...body.items);
      cursor = body.next ? `&cursor=${body.next}` : '';
    } while (cursor);
    const whole = await agent.client.get<{ items: Member[]; next?: string }>(`${desk.at}/members`);
    expect(seen).toEqual(whole.body.items);
    expect(whole.body.next).toBeUndefined();
    expect(seen.find((member) => member.userId === agent.userId)).toMatchObject({
      role: 'agent',
      connected: true,
      availability: 'online',
      teamIds: [],
    });
    expect(seen.find((member) => member.userId === desk.owner.userId)).toMatchObject({
      role: 'owner',
      connected: false,
    });
    expect((await agent.client.get<Refused>(`${desk.at}/members?cursor=nonsense`)).status).toBe(400);
  });

  it('set their own availability, admins also that of others', async () => {
    const agent = await addColleague(desk, 'agent');
    const admin = await addColleague(desk, 'admin');
    const watched = watchAnnouncements(program);
    const away = await agent.client.patch<Member>(of('me'), { availability: 'away' });
    expect(away.body).toMatchObject({ userId: agent.userId, availability: 'away' });
    expect(watched.take()).toEqual([
      { kind: 'availability', workspaceId: desk.workspaceId, userId: agent.userId, availability: 'away' },
    ]);
    await agent.client.patch(of('me'), { availability: 'away' });
    expect(watched.take()).toEqual([]);
    expect((await agent.client.patch<Refused>(of(admin.userId), { availability: 'away' })).status).toBe(403);
    expect(
      (await admin.client.patch<Member>(of(agent.userId), { availability: 'offline' })).body.availability,
    ).toBe('offline');
    expect((await agent.client.patch<Refused>(of('me'), { availability: 'busy' })).body.error.code).toBe(
      'bad_request',
    );
  });

  it('get roles from those who have at least as much', async () => {
    const agent = await addColleague(desk, 'agent');
    const supervisor = await addColleague(desk, 'supervisor');
    const admin = await addColleague(desk, 'admin');
    const cases: [Colleague, string, string, number][] = [
      [agent, agent.userId, 'admin', 403],
      [supervisor, agent.userId, 'supervisor', 403],
      [admin, agent.userId, 'owner', 403],
      [admin, admin.userId, 'owner', 403],
      [admin, desk.owner.userId, 'agent', 403],
      [admin, agent.userId, 'supervisor', 200],
      [admin, supervisor.userId, 'admin', 200],
      [desk.owner, admin.userId, 'owner', 200],
      [desk.owner, admin.userId, 'agent', 200],
    ];
    for (const [by, userId, role, status] of cases) {
      const answer = await setRole(by, userId, role);
      expect([role, answer.status, answer.body.role ?? answer.body.error.code]).toEqual([
        role,
        status,
        status === 200 ? role : 'forbidden',
      ]);
    }
    // What was taken is gone at once.
    expect((await setRole(admin, agent.userId, 'agent')).status).toBe(403);
  });

  it('always include an owner, whatever happens at the same moment', async () => {
    const last = await setRole(desk.owner, desk.owner.userId, 'admin');
    expect([last.status, last.body.error.code]).toEqual([409, 'last_owner']);
    expect((await remove(desk.owner, desk.owner.userId)).body.error.code).toBe('last_owner');

    const second = await addColleague(desk, 'owner');
    const demoted = await Promise.all([
      setRole(desk.owner, second.userId, 'admin'),
      setRole(second, desk.owner.userId, 'admin'),
    ]);
    expect(demoted.map((answer) => answer.status).sort()).not.toEqual([200, 200]);
    const owners = await program.database.pool.query(
      `select user_id from members where workspace_id = $1 and role = 'owner'`,
      [desk.workspaceId],
    );
    expect(owners.rows).toHaveLength(1);
    await program.database.pool.query(
      `update members set role = 'owner' where workspace_id = $1 and user_id = $2`,
      [desk.workspaceId, desk.owner.userId],
    );

    const third = await addColleague(desk, 'owner');
    await program.database.pool.query(
      `update members set role = 'agent' where workspace_id = $1 and user_id = $2`,
      [desk.workspaceId, second.userId],
    );
    const left = await Promise.all([remove(desk.owner, 'me'), remove(third, 'me')]);
    expect(left.map((answer) => answer.status).sort()).toEqual([200, 409]);
    if (left[0]!.status === 200) desk.owner = third;
  });

  it('leave their conversations behind, and everybody is told', async () => {
    const agent = await addColleague(desk, 'agent');
    const [open, resolved] = [await startConversation(desk), await startConversation(desk)];
    for (const { id } of [open, resolved]) {
      await desk.owner.client.patch(`${desk.at}/conversations/${id}`, { assigneeId: agent.userId });
    }
    await desk.owner.client.patch(`${desk.at}/conversations/${resolved.id}`, { status: 'resolved' });
    const read = async (id: string) =>
      (await desk.owner.client.get<Conversation>(`${desk.at}/conversations/${id}`)).body;
    const before = [await read(open.id), await read(resolved.id)];
    const watched = watchAnnouncements(program);
    expect((await remove(desk.owner, agent.userId)).status).toBe(200);

    const after = [await read(open.id), await read(resolved.id)];
    expect(after.map((each) => each.assigneeId)).toEqual([null, null]);
    expect(after.map((each, i) => each.version - before[i]!.version)).toEqual([1, 1]);
    expect(after.map((each, i) => each.lastSeq - before[i]!.lastSeq)).toEqual([1, 0]);
    const log = await desk.owner.client.get<{ items: Entry[] }>(
      `${desk.at}/conversations/${open.id}/entries`,
    );
    expect(log.body.items.at(-1)).toMatchObject({
      seq: after[0]!.lastSeq,
      kind: 'event',
      event: { type: 'assigned', agentId: null },
    });
    expect(watched.take().map((each) => (each.kind === 'changed' ? each.what : each.kind))).toEqual([
      'entries',
      'members',
      'teams',
    ]);
    expect((await agent.client.get<Refused>(desk.at)).body.error.code).toBe('workspace_not_found');
  });

  it('are removed by admins or by themselves, and exist in their workspace only', async () => {
    const [agent, other, admin] = [
      await addColleague(desk, 'agent'),
      await addColleague(desk, 'agent'),
      await addColleague(desk, 'admin'),
    ];
    expect((await remove(agent, other.userId)).body.error.code).toBe('forbidden');
    expect((await remove(admin, desk.owner.userId)).body.error.code).toBe('forbidden');
    const elsewhere = await openOtherWorkspace(desk);
    for (const answer of [
      await desk.owner.client.delete<Refused>(`${elsewhere}/members/${agent.userId}`),
      await desk.owner.client.patch<Refused>(`${elsewhere}/members/${agent.userId}`, { role: 'admin' }),
    ]) {
      expect([answer.status, answer.body.error.code]).toEqual([404, 'member_not_found']);
    }
    expect((await remove(admin, agent.userId)).status).toBe(200);
    expect((await remove(admin, agent.userId)).body.error.code).toBe('member_not_found');
    expect((await remove(other, 'me')).status).toBe(200);
    expect((await remove(admin, 'somebody')).body.error.code).toBe('bad_request');
  });
});
