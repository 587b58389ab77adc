import type { Me, Workspace } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Refused } from '../testing/apiClient.ts';
import { addColleague, type Desk, setUpDesk } from '../testing/desk.ts';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';

let program: TestProgram;
let desk: Desk;
beforeAll(async () => {
  program = await startTestProgram();
  desk = await setUpDesk(program);
});
afterAll(() => program.stop());

describe('workspaces', () => {
  it('are read by members and changed by admins', async () => {
    const agent = await addColleague(desk, 'agent');
    const admin = await addColleague(desk, 'admin');
    expect((await agent.client.get<Workspace>(desk.at)).body).toMatchObject({
      name: 'Maison Lumen',
      language: 'fr',
    });
    const refused = await agent.client.patch<Refused>(desk.at, { name: 'Mine' });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'forbidden']);
    expect((await admin.client.patch<Workspace>(desk.at, { name: 'Lumen' })).body).toMatchObject({
      name: 'Lumen',
      language: 'fr',
    });
    expect((await admin.client.patch<Refused>(desk.at, { name: '\n' })).status).toBe(400);
  });

  it('are opened by owners, ready to use, in the language of the first', async () => {
    const admin = await addColleague(desk, 'admin');
    const refused = await admin.client.post<Refused>('/v1/workspaces', { name: 'Mine' });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'forbidden']);
    const opened = await desk.owner.client.post<Workspace>('/v1/workspaces', { name: 'Second' });
    expect(opened.body).toMatchObject({ name: 'Second', language: 'fr' });
    const me = await desk.owner.client.get<Me>('/v1/me');
    expect(me.body.workspaces.map((each) => [each.name, each.role])).toContainEqual(['Second', 'owner']);
    const inboxes = await desk.owner.client.get<{ items: unknown[] }>(
      `/v1/workspaces/${opened.body.id}/inboxes`,
    );
    expect(inboxes.body.items).toHaveLength(1);
  });

  it('do not exist for who is no member, and ids must be ids', async () => {
    const opened = await desk.owner.client.post<Workspace>('/v1/workspaces', {
      name: 'Third',
      language: 'en',
    });
    const agent = await addColleague(desk, 'admin');
    const at = `/v1/workspaces/${opened.body.id}`;
    for (const path of ['', '/members', '/invitations', '/teams', '/api-keys', '/inboxes']) {
      const foreign = await agent.client.get<Refused>(`${at}${path}`);
      expect([path, foreign.status, foreign.body.error.code]).toEqual([path, 404, 'workspace_not_found']);
    }
    expect((await agent.client.patch<Refused>(at, { name: 'x' })).status).toBe(404);
    const malformed = await agent.client.get<Refused>('/v1/workspaces/17');
    expect([malformed.status, malformed.body.error.code]).toEqual([400, 'bad_request']);
  });
});
