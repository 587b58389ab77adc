import type { Invitation, Me } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvitationMail } from '../core/workspaces/mailer.ts';
import { ApiClient, type Refused } from '../testing/apiClient.ts';
import { addColleague, type Desk, openOtherWorkspace, PASSWORD, setUpDesk } from '../testing/desk.ts';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';

type Created = { invitation: Invitation; link: string; mailed: boolean };

let program: TestProgram;
let desk: Desk;
const mails: InvitationMail[] = [];
beforeAll(async () => {
  program = await startTestProgram();
  desk = await setUpDesk(program);
});
afterAll(() => program.stop());

let invited = 0;
const newAddress = () => `invited${++invited}@example.com`;
const invite = async (email: string, role = 'agent', at = desk.at) =>
  (await desk.owner.client.post<Created>(`${at}/invitations`, { email, role })).body;
const path = (link: string) => `/v1/invitations/${link.split('/').at(-1)}`;
const accept = (client: ApiClient, link: string, body: object = { name: 'Inès', password: PASSWORD }) =>
  client.post<Me & Refused>(`${path(link)}/accept`, body);

describe('inviting', () => {
  it('makes a link of which only a hash is kept', async () => {
    const email = newAddress();
    const created = await invite(email.toUpperCase(), 'supervisor');
    expect(created.invitation).toMatchObject({
      email,
      role: 'supervisor',
      invitedBy: 'Amélie',
      acceptedAt: null,
    });
    const days = (Date.parse(created.invitation.expiresAt) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect(created.link.startsWith(`${program.doors.config.publicUrl}/invitation/`)).toBe(true);
    const secret = created.link.split('.').at(-1)!;
    const stored = await program.database.pool.query('select row_to_json(i)::text as row from invitations i');
    expect(stored.rows.map(({ row }) => row).join()).not.toContain(secret);
    const listed = await desk.owner.client.get<{ items: Invitation[] }>(`${desk.at}/invitations`);
    expect(listed.body.items).toContainEqual(created.invitation);
    expect(JSON.stringify(listed.body)).not.toContain(secret);
  });

  it('goes out by mail where mail is set up', async () => {
    program.doors.core.mail = {
      async sendInvitation(_tx, mail) {
        mails.push(mail);
        return true;
      },
    };
    const email = newAddress();
    const created = await invite(email);
    expect(created.mailed).toBe(true);
    expect(mails).toEqual([
      {
        workspaceId: desk.workspaceId,
        invitationId: created.invitation.id,
        address: email,
        link: created.link,
        workspaceName: 'Maison Lumen',
        invitedBy: 'Amélie',
        language: 'fr',
      },
    ]);
  });

  it('replaces a pending invitation of the address, also at the same moment', async () => {
    const email = newAddress();
    const links = await Promise.all([invite(email), invite(email), invite(email)]);
    const open = await Promise.all(links.map(({ link }) => new ApiClient(program).get(path(link))));
    expect(open.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    const listed = await desk.owner.client.get<{ items: Invitation[] }>(`${desk.at}/invitations`);
    expect(listed.body.items.filter((each) => each.email === email)).toHaveLength(1);
  });

  it('is for admins, up to their own role, and not for members or impossible addresses', async () => {
    const [agent, admin] = [await addColleague(desk, 'agent'), await addColleague(desk, 'admin')];
    const ask = (client: ApiClient, body: object) => client.post<Refused>(`${desk.at}/invitations`, body);
    const cases: [ApiClient, object, number, string][] = [
      [agent.client, { email: newAddress(), role: 'agent' }, 403, 'forbidden'],
      [admin.client, { email: newAddress(), role: 'owner' }, 403, 'forbidden'],
      [admin.client, { email: agent.email, role: 'agent' }, 409, 'already_member'],
      [admin.client, { email: 'root@localhost', role: 'agent' }, 400, 'invalid_value'],
      [admin.client, { email: newAddress(), role: 'king' }, 400, 'bad_request'],
    ];
    for (const [client, body, status, code] of cases) {
      const answer = await ask(client, body);
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    }
    expect((await agent.client.get<Refused>(`${desk.at}/invitations`)).status).toBe(403);
    expect((await ask(admin.client, { email: newAddress(), role: 'admin' })).status).toBe(200);
  });

  it('is withdrawn, in its own workspace', async () => {
    const { invitation, link } = await invite(newAddress());
    const elsewhere = await openOtherWorkspace(desk);
    const foreign = await desk.owner.client.delete<Refused>(`${elsewhere}/invitations/${invitation.id}`);
    expect([foreign.status, foreign.body.error.code]).toEqual([404, 'invitation_not_found']);
    expect((await desk.owner.client.delete(`${desk.at}/invitations/${invitation.id}`)).status).toBe(200);
    expect((await new ApiClient(program).get<Refused>(path(link))).body.error.code).toBe(
      'invitation_not_found',
    );
    expect((await desk.owner.client.delete<Refused>(`${desk.at}/invitations/${invitation.id}`)).status).toBe(
      404,
    );
  });
});

describe('an invitation’s link', () => {
  it('shows what it invites to', async () => {
    const email = newAddress();
    const { link } = await invite(email);
    const preview = await new ApiClient(program).get(path(link));
    expect(preview.body).toEqual({
      workspaceName: 'Maison Lumen',
      email,
      role: 'agent',
      roleName: null,
      invitedBy: 'Amélie',
      hasAccount: false,
    });
  });

  it('makes an account and a member, signed in, exactly once', async () => {
    const email = newAddress();
    const { link } = await invite(email);
    const clients = Array.from({ length: 4 }, () => new ApiClient(program));
    const answers = await Promise.all(clients.map((client) => accept(client, link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404]);
    const winner = clients[answers.findIndex(({ status }) => status === 200)]!;
    const me = await winner.get<Me>('/v1/me');
    expect(me.body).toMatchObject({
      name: 'Inès',
      email,
      workspaces: [{ id: desk.workspaceId, role: 'agent' }],
    });
    expect((await accept(new ApiClient(program), link)).body.error.code).toBe('invitation_not_found');
  });

  it('does not hold when forged, cut, or expired', async () => {
    const { link } = await invite(newAddress());
    const [token, other] = [link.split('/').at(-1)!, (await invite(newAddress())).link.split('/').at(-1)!];
    const forged = [
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      `${token.split('.')[0]}.${other.split('.')[1]}`,
      token.split('.')[0]!,
      `${token}.x`,
      'x',
      'a'.repeat(200),
    ];
    for (const each of forged) {
      const client = new ApiClient(program);
      const answers = [await client.get<Refused>(`/v1/invitations/${each}`), await accept(client, each)];
      expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(
        Array(2).fill([404, 'invitation_not_found']),
      );
    }
    await program.database.pool.query(`update invitations set expires_at = now() where workspace_id = $1`, [
      desk.workspaceId,
    ]);
    expect((await accept(new ApiClient(program), link)).body.error.code).toBe('invitation_not_found');
  });

  it('asks a new person for name and password', async () => {
    const { link } = await invite(newAddress());
    const client = new ApiClient(program);
    const fields = [];
    for (const body of [{ password: PASSWORD }, { name: 'Inès' }])
      fields.push((await accept(client, link, body)).body.error.field);
    expect(fields).toEqual(['/name', '/password']);
    expect((await accept(client, link, { name: 'Inès', password: 'short' })).body.error.code).toBe(
      'bad_request',
    );
    expect((await accept(client, link)).status).toBe(200);
  });

  it('joins an existing account only for who is signed in to it', async () => {
    const elsewhere = await openOtherWorkspace(desk);
    const person = await addColleague(desk, 'agent');
    const { link } = await invite(person.email, 'supervisor', elsewhere);
    expect((await new ApiClient(program).get<{ hasAccount: boolean }>(path(link))).body.hasAccount).toBe(
      true,
    );

    const stranger = await accept(new ApiClient(program), link);
    expect([stranger.status, stranger.body.error.code]).toEqual([401, 'unauthorised']);
    const somebodyElse = await addColleague(desk, 'agent');
    expect((await accept(somebodyElse.client, link)).body.error.code).toBe('forbidden');
    const fresh = await invite(newAddress(), 'agent', elsewhere);
    expect((await accept(somebodyElse.client, fresh.link)).body.error.code).toBe('forbidden');

    const joined = await accept(person.client, link, {});
    expect(joined.body.workspaces.map(({ role }) => role)).toEqual(['agent', 'supervisor']);
    // The password in a link's request must never become that of an account which exists.
    const signIn = { email: person.email, password: PASSWORD };
    expect((await new ApiClient(program).post('/v1/auth/sign-in/email', signIn)).status).toBe(200);
  });

  it('lets one person accept two companies at the same moment without two accounts', async () => {
    const elsewhere = await openOtherWorkspace(desk);
    const email = newAddress();
    const links = [(await invite(email)).link, (await invite(email, 'agent', elsewhere)).link];
    const answers = await Promise.all(links.map((link) => accept(new ApiClient(program), link)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect([401, 409]).toContain(statuses[1]);
    const users = await program.database.pool.query('select from users where email = $1', [email]);
    expect(users.rowCount).toBe(1);
  });
});
