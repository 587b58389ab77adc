import type { AuditEntry, Inbox, Webhook } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let owner: TestAgent;
let base: string;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, outgoingAllowPrivate: 'all' });
  company = await createTestWorkspace(program);
  owner = company.owner;
  base = `/v1/workspaces/${company.id}`;
});
afterAll(() => program.stop());

const log = async (query = ''): Promise<AuditEntry[]> =>
  (await owner.http.get<{ items: AuditEntry[] }>(`${base}/audit${query}`)).items;
const newest = async (action: string) => (await log(`?action=${action}`))[0];

describe('the audit log', () => {
  test('says who changed what, when and from where, how it was and how it is', async () => {
    const agent = await company.addAgent('Ada');
    await owner.http.patch(`${base}/members/${agent.userId}`, { role: 'supervisor' });
    expect(await newest('member.changed')).toMatchObject({
      actor: { kind: 'agent', id: owner.userId, name: 'Olive Owner' },
      target: { kind: 'user', id: agent.userId, name: 'Ada' },
      before: { role: 'agent' },
      after: { role: 'supervisor' },
      ip: owner.http.headers['x-forwarded-for'],
      userAgent: expect.stringContaining('node'),
    });
    const age = Date.now() - Date.parse((await newest('member.changed'))!.at);
    expect(Math.abs(age)).toBeLessThan(60_000);
  });

  test('has every sort of change to settings and access', async () => {
    const { http } = owner;
    const inbox = await http.post<Inbox>(`${base}/inboxes`, { name: 'Site' });
    await http.patch(`${base}/inboxes/${inbox.id}`, { name: 'Shop', settings: { askRating: false } });
    await http.put(`${base}/inboxes/${inbox.id}/identity-keys`, { rotateSecret: true });
    await http.get(`${base}/inboxes/${inbox.id}/identity-keys`);
    await http.call('DELETE', `${base}/inboxes/${inbox.id}`);
    const team = await http.post<{ id: string }>(`${base}/teams`, { name: 'Night' });
    await http.patch(`${base}/teams/${team.id}`, { memberIds: [owner.userId] });
    await http.call('DELETE', `${base}/teams/${team.id}`);
    const role = await http.post<{ id: string }>(`${base}/roles`, { name: 'R', permissions: [] });
    await http.patch(`${base}/roles/${role.id}`, { permissions: ['reports.read'] });
    await http.call('DELETE', `${base}/roles/${role.id}`);
    const { apiKey, key } = await http.post<{ apiKey: { id: string }; key: string }>(`${base}/api-keys`, {
      name: 'K',
      role: 'admin',
    });
    await new HttpClient(program.url, { authorization: `Bearer ${key}` }).patch(base, { name: 'Renamed' });
    await http.call('DELETE', `${base}/api-keys/${apiKey.id}`);
    const { invitation } = await http.post<{ invitation: { id: string } }>(`${base}/invitations`, {
      email: 'new@example.com',
      role: 'agent',
    });
    await http.call('DELETE', `${base}/invitations/${invitation.id}`);
    const { webhook } = await http.post<{ webhook: Webhook }>(`${base}/webhooks`, {
      name: 'W',
      url: 'http://127.0.0.1:9/',
    });
    await http.patch(`${base}/webhooks/${webhook.id}`, { paused: true });
    await http.get(`${base}/webhooks/${webhook.id}/secret`);
    await http.post(`${base}/webhooks/${webhook.id}/rotate-secret`);
    await http.call('DELETE', `${base}/webhooks/${webhook.id}`);
    const gone = await company.addAgent('Gil');
    await http.call('DELETE', `${base}/members/${gone.userId}`);
    const actions = new Set((await log('?limit=200')).map((entry) => entry.action));
    for (const action of [
      'inbox.created',
      'inbox.changed',
      'inbox.identity_keys_changed',
      'inbox.identity_keys_read',
      'inbox.deleted',
      'team.created',
      'team.changed',
      'team.deleted',
      'role.created',
      'role.changed',
      'role.deleted',
      'api_key.created',
      'api_key.revoked',
      'workspace.changed',
      'invitation.created',
      'invitation.withdrawn',
      'webhook.created',
      'webhook.changed',
      'webhook.secret_read',
      'webhook.secret_rotated',
      'webhook.deleted',
      'member.removed',
    ])
      expect(actions, action).toContain(action);
    expect(await newest('inbox.changed')).toMatchObject({
      before: { name: 'Site', settings: expect.objectContaining({ askRating: true }) },
      after: { name: 'Shop', settings: expect.objectContaining({ askRating: false }) },
    });
    expect(await newest('workspace.changed')).toMatchObject({
      actor: { kind: 'bot', id: apiKey.id, name: 'K' },
      before: { name: 'Maison Lumen' },
      after: { name: 'Renamed' },
    });
  });

  test('holds no secret', async () => {
    const whole = JSON.stringify(await log('?limit=200'));
    const secrets = await program.database.pool.query<{ secret: string }>(
      `select secret_hash as secret from api_keys union select identity_secret from inboxes where identity_secret is not null
       union select secret from webhooks union select password from accounts where password is not null`,
    );
    expect(secrets.rows.length).toBeGreaterThan(1);
    for (const { secret } of secrets.rows) expect(whole).not.toContain(secret);
    expect(whole).not.toContain('whsec_');
  });

  test('has no entry of a change that was refused', async () => {
    const before = (await log('?limit=200')).length;
    expect(
      (await owner.http.call('POST', `${base}/roles`, { name: 'x', permissions: ['no.such'] })).status,
    ).toBe(400);
    expect((await owner.http.call('PATCH', `${base}/members/${owner.userId}`, { role: 'agent' })).code).toBe(
      'last_owner',
    );
    expect((await log('?limit=200')).length).toBe(before);
  });

  test('has sign-ins, failures and sign-outs, in every workspace of the user', async () => {
    const elsewhere = await owner.http.post<{ id: string }>('/v1/workspaces', { name: 'Second' });
    const email = (await owner.http.get<{ email: string }>('/v1/me')).email;
    const visitor = new HttpClient(program.url, { origin: program.url, 'user-agent': 'Somebody/1' });
    const signIn = (password: string) => visitor.call('POST', '/v1/auth/sign-in/email', { email, password });
    expect((await signIn('not the password')).status).toBe(401);
    const good = await signIn('a-password-for-tests');
    expect(good.status).toBe(200);
    const cookie = good.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    await visitor.call('POST', '/v1/auth/sign-out', {}, { cookie });
    for (const workspaceId of [company.id, elsewhere.id]) {
      const { items } = await owner.http.get<{ items: AuditEntry[] }>(
        `/v1/workspaces/${workspaceId}/audit?action=session&limit=3`,
      );
      expect(items.map((e) => e.action)).toEqual([
        'session.signed_out',
        'session.signed_in',
        'session.sign_in_failed',
      ]);
      expect(items[2]).toMatchObject({
        actor: { id: owner.userId },
        ip: visitor.headers['x-forwarded-for'],
        userAgent: 'Somebody/1',
      });
    }
  });

  test('is filtered and paged', async () => {
    const all = await log('?limit=200');
    expect(all.map((e) => e.at)).toEqual(
      all
        .map((e) => e.at)
        .toSorted()
        .toReversed(),
    );
    const first = await owner.http.get<{ items: AuditEntry[]; next: string }>(`${base}/audit?limit=2`);
    const second = await owner.http.get<{ items: AuditEntry[] }>(
      `${base}/audit?limit=2&cursor=${first.next}`,
    );
    expect([...first.items, ...second.items].map((e) => e.id)).toEqual(all.slice(0, 4).map((e) => e.id));
    expect((await log('?action=webhook')).every((e) => e.action.startsWith('webhook.'))).toBe(true);
    expect((await log(`?actorId=${owner.userId}`)).every((e) => e.actor.id === owner.userId)).toBe(true);
    expect(await log('?from=2099-01-01T00:00:00Z')).toEqual([]);
    expect((await owner.http.call('GET', `${base}/audit?cursor=nonsense`)).code).toBe('invalid_value');
  });

  test('can be taken away as CSV, which runs nothing on the reader’s computer; that is in the log too', async () => {
    await owner.http.post(`${base}/teams`, { name: '=HYPERLINK("http://evil")' });
    const { body, headers } = await owner.http.call('GET', `${base}/audit.csv?action=team`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = String(body).trim().split('\r\n');
    expect(lines[0]).toMatch(/^at,actor_kind,/);
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(lines.length).toBe((await log('?action=team&limit=200')).length + 1);
    const exported = await newest('audit.exported');
    expect(exported).toMatchObject({ after: { action: 'team' } });
    // A filter that cannot be looked for is an answer, not a file that breaks off; and nothing was taken away.
    const refused = await owner.http.call('GET', `${base}/audit.csv?targetId=%00`);
    expect(refused).toMatchObject({ status: 400, code: 'invalid_value' });
    expect(await newest('audit.exported')).toEqual(exported);
  });

  test('cannot be changed, not even by a statement', async () => {
    const { pool } = program.database;
    for (const statement of [
      `update audit_entries set actor_name = 'nobody'`,
      'delete from audit_entries',
      'truncate audit_entries',
    ])
      await expect(pool.query(statement)).rejects.toThrow('append-only');
  });

  test('is for those who may read it', async () => {
    const agent = await company.addAgent('Sue', 'supervisor');
    for (const path of ['/audit', '/audit.csv'])
      expect(await agent.http.call('GET', base + path)).toMatchObject({ code: 'forbidden' });
  });
});
