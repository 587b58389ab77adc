import type { ApiKey, Workspace } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient, type Refused } from '../testing/apiClient.ts';
import { addColleague, type Desk, openOtherWorkspace, setUpDesk } from '../testing/desk.ts';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';

type Created = { apiKey: ApiKey; key: string };

let program: TestProgram;
let desk: Desk;
beforeAll(async () => {
  program = await startTestProgram();
  desk = await setUpDesk(program);
});
afterAll(() => program.stop());

const create = async (role = 'agent') =>
  (await desk.owner.client.post<Created>(`${desk.at}/api-keys`, { name: 'Shop', role })).body;
const as = (key: string) => new ApiClient(program, { authorization: `Bearer ${key}` });
const list = async () => (await desk.owner.client.get<{ items: ApiKey[] }>(`${desk.at}/api-keys`)).body.items;

describe('API keys', () => {
  it('open the workspace with their role, and are never shown again', async () => {
    const { apiKey, key } = await create();
    expect(key).toMatch(/^csk_[A-Za-z0-9_-]{43}_[A-Za-z0-9_-]{43}$/);
    expect(key.startsWith(apiKey.prefix)).toBe(true);
    expect(apiKey).toMatchObject({ name: 'Shop', role: 'agent', lastUsedAt: null });
    const client = as(key);
    expect((await client.get<Workspace>(desk.at)).body.name).toBe('Maison Lumen');
    expect((await client.patch<Refused>(desk.at, { name: 'x' })).body.error.code).toBe('forbidden');
    const admin = as((await create('admin')).key);
    expect((await admin.patch<Workspace>(desk.at, { name: 'Maison Lumen' })).status).toBe(200);
    const stored = await program.database.pool.query('select row_to_json(k)::text as row from api_keys k');
    const secret = key.slice(-43);
    expect(stored.rows.map(({ row }) => row).join() + JSON.stringify(await list())).not.toContain(secret);
  });

  it('can be told apart by what is shown of them', async () => {
    const keys = [await create(), await create()];
    expect(new Set(keys.map(({ apiKey }) => apiKey.prefix)).size).toBe(2);
  });

  it('note when they were used, at most once a minute', async () => {
    const { apiKey, key } = await create();
    const used = async () => (await list()).find(({ id }) => id === apiKey.id)!.lastUsedAt;
    await as(key).get(desk.at);
    await expect.poll(used).not.toBeNull();
    const first = await used();
    await as(key).get(desk.at);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await used()).toBe(first);
  });

  it('are dead the moment they are revoked', async () => {
    const { apiKey, key } = await create();
    expect((await as(key).get(desk.at)).status).toBe(200);
    expect((await desk.owner.client.delete(`${desk.at}/api-keys/${apiKey.id}`)).status).toBe(200);
    const answer = await as(key).get<Refused>(desk.at);
    expect([answer.status, answer.body.error.code]).toEqual([401, 'unauthorised']);
    expect(
      (await desk.owner.client.delete<Refused>(`${desk.at}/api-keys/${apiKey.id}`)).body.error.code,
    ).toBe('api_key_not_found');
  });

  it('do not hold when forged or malformed, and only in their own workspace', async () => {
    const [{ key }, other] = [await create(), await create()];
    const forged = [
      `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`,
      `${key.slice(0, 48)}${other.key.slice(48)}`,
      key.slice(0, -1),
      'csk_',
      '',
    ];
    for (const each of forged)
      expect((await as(each).get<Refused>(desk.at)).body.error.code).toBe('unauthorised');
    const elsewhere = await openOtherWorkspace(desk);
    expect((await as(key).get<Refused>(elsewhere)).body.error.code).toBe('workspace_not_found');
  });

  it('are made and seen by admins, up to their role, never by keys', async () => {
    const [agent, admin] = [await addColleague(desk, 'agent'), await addColleague(desk, 'admin')];
    const ask = (client: ApiClient, role: string) =>
      client.post<Refused>(`${desk.at}/api-keys`, { name: 'x', role });
    expect((await ask(agent.client, 'agent')).body.error.code).toBe('forbidden');
    expect((await agent.client.get<Refused>(`${desk.at}/api-keys`)).body.error.code).toBe('forbidden');
    expect((await ask(admin.client, 'owner')).body.error.code).toBe('forbidden');
    expect((await ask(admin.client, 'admin')).status).toBe(200);
    const key = as((await create('owner')).key);
    expect((await ask(key, 'agent')).body.error.code).toBe('forbidden');
    const elsewhere = await openOtherWorkspace(desk);
    const [mine] = await list();
    expect(
      (await desk.owner.client.delete<Refused>(`${elsewhere}/api-keys/${mine!.id}`)).body.error.code,
    ).toBe('api_key_not_found');
  });

  it('are no persons: no account, no availability', async () => {
    const key = as((await create('admin')).key);
    expect((await key.get<Refused>('/v1/me')).body.error.code).toBe('unauthorised');
    expect(
      (await key.patch<Refused>(`${desk.at}/members/me`, { availability: 'away' })).body.error.code,
    ).toBe('member_not_found');
  });
});
