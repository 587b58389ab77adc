import type { Conversation, Inbox, Member, Team } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuid } from '../lib/uuid.ts';
import type { Refused } from '../testing/apiClient.ts';
import { startConversation } from '../testing/conversation.ts';
import { addColleague, type Colleague, type Desk, openOtherWorkspace, setUpDesk } from '../testing/desk.ts';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';
import { watchAnnouncements } from '../testing/watchAnnouncements.ts';

let program: TestProgram;
let desk: Desk;
let agent: Colleague;
beforeAll(async () => {
  program = await startTestProgram();
  desk = await setUpDesk(program);
  agent = await addColleague(desk, 'agent');
});
afterAll(() => program.stop());

const create = async (name: string, memberIds?: string[]) =>
  (
    await desk.owner.client.post<Team & Refused>(`${desk.at}/teams`, {
      name,
      ...(memberIds && { memberIds }),
    })
  ).body;

describe('teams', () => {
  it('are made with members, whom they then show', async () => {
    const team = await create('Sales', [agent.userId, desk.owner.userId, agent.userId]);
    expect(team.memberIds.toSorted()).toEqual([agent.userId, desk.owner.userId].toSorted());
    const listed = await agent.client.get<{ items: Team[] }>(`${desk.at}/teams`);
    expect(listed.body.items).toContainEqual(team);
    const members = await agent.client.get<{ items: Member[] }>(`${desk.at}/members`);
    expect(members.body.items.find(({ userId }) => userId === agent.userId)!.teamIds).toEqual([team.id]);
  });

  it('have a name of their own and members of the workspace', async () => {
    await create('Support');
    expect((await create('Support')).error).toMatchObject({ code: 'name_taken', field: '/name' });
    expect((await create('Ghosts', [uuid()])).error).toMatchObject({
      code: 'member_not_found',
      field: '/memberIds',
    });
    expect((await create('Odd', ['x'])).error.code).toBe('bad_request');
    const races = await Promise.all(Array.from({ length: 4 }, () => create('Race')));
    expect(races.filter(({ id }) => id)).toHaveLength(1);
  });

  it('change name and members, each by itself', async () => {
    const { id } = await create('Before', [agent.userId]);
    const at = `${desk.at}/teams/${id}`;
    expect((await desk.owner.client.patch<Team>(at, { name: 'After' })).body).toEqual({
      id,
      name: 'After',
      memberIds: [agent.userId],
    });
    expect((await desk.owner.client.patch<Team>(at, { memberIds: [] })).body).toEqual({
      id,
      name: 'After',
      memberIds: [],
    });
    expect((await desk.owner.client.patch<Refused>(at, { members: [] })).body.error.code).toBe('bad_request');
    await create('Taken');
    expect((await desk.owner.client.patch<Refused>(at, { name: 'Taken' })).body.error.code).toBe(
      'name_taken',
    );
  });

  it('are the admins’ business, in one workspace', async () => {
    const { id } = await create('Private');
    const asAgent = [
      await agent.client.post<Refused>(`${desk.at}/teams`, { name: 'Mine' }),
      await agent.client.patch<Refused>(`${desk.at}/teams/${id}`, { name: 'Mine' }),
      await agent.client.delete<Refused>(`${desk.at}/teams/${id}`),
    ];
    expect(asAgent.map(({ status }) => status)).toEqual([403, 403, 403]);
    const elsewhere = await openOtherWorkspace(desk);
    const foreign = [
      await desk.owner.client.patch<Refused>(`${elsewhere}/teams/${id}`, { name: 'Mine' }),
      await desk.owner.client.delete<Refused>(`${elsewhere}/teams/${id}`),
    ];
    expect(foreign.map(({ status, body }) => [status, body.error.code])).toEqual(
      Array(2).fill([404, 'team_not_found']),
    );
    const foreignMember = await desk.owner.client.post<Refused>(`${elsewhere}/teams`, {
      name: 'Guests',
      memberIds: [agent.userId],
    });
    expect(foreignMember.body.error.code).toBe('member_not_found');
  });

  it('leave conversations and inboxes behind when they are dissolved, and everybody is told', async () => {
    const { id } = await create('Short-lived', [agent.userId]);
    const conversation = await startConversation(desk);
    const at = `${desk.at}/conversations/${conversation.id}`;
    await desk.owner.client.patch(at, { teamId: id, assigneeId: agent.userId });
    const inbox = await desk.owner.client.post<Inbox>(`${desk.at}/inboxes`, { name: 'Its own', teamId: id });
    expect(inbox.body.teamId).toBe(id);
    const watched = watchAnnouncements(program);
    expect((await desk.owner.client.delete(`${desk.at}/teams/${id}`)).status).toBe(200);
    const [told] = watched.take();
    expect(told).toMatchObject({
      kind: 'entries',
      entries: [{ event: { type: 'assigned', teamId: null, agentId: agent.userId } }],
    });
    expect((await desk.owner.client.get<Conversation>(at)).body).toMatchObject({
      teamId: null,
      assigneeId: agent.userId,
    });
    expect(
      (await desk.owner.client.get<Inbox>(`${desk.at}/inboxes/${inbox.body.id}`)).body.teamId,
    ).toBeNull();
  });
});
