import type { Inbox, Me, Workspace } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient, type Refused } from '../testing/apiClient.ts';
import { PASSWORD } from '../testing/desk.ts';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';

const request = {
  workspaceName: 'Maison Lumen',
  name: 'Amélie',
  email: 'Amelie@Example.com',
  password: PASSWORD,
  language: 'fr',
};

describe('set-up', () => {
  let program: TestProgram;
  beforeAll(async () => {
    program = await startTestProgram();
  });
  afterAll(() => program.stop());

  it('refuses what could never sign in, and stores nothing of it', async () => {
    const client = new ApiClient(program);
    const odd = await client.post<Refused>('/v1/setup', { ...request, email: 'amelie@localhost' });
    expect([odd.status, odd.body.error.code, odd.body.error.field]).toEqual([400, 'invalid_value', '/email']);
    for (const wrong of [
      { password: 'short' },
      { name: ' ' },
      { email: 'nobody' },
      { language: 'x' },
      { more: 1 },
    ]) {
      const answer = await client.post<Refused>('/v1/setup', { ...request, ...wrong });
      expect([answer.status, answer.body.error.code]).toEqual([400, 'bad_request']);
    }
    const stored = await program.database.pool.query(
      'select (select count(*) from users) + (select count(*) from workspaces) as n',
    );
    expect(Number(stored.rows[0].n)).toBe(0);
    expect((await client.get<{ needed: boolean }>('/v1/setup')).body).toEqual({ needed: true });
  });

  it('refuses another site', async () => {
    const client = new ApiClient(program, { origin: 'https://evil.example' });
    const answer = await client.post<Refused>('/v1/setup', request);
    expect([answer.status, answer.body.error.code]).toEqual([403, 'forbidden_origin']);
  });

  it('succeeds exactly once, of several at the same moment, and signs in', async () => {
    const clients = Array.from({ length: 6 }, () => new ApiClient(program));
    const answers = await Promise.all(
      clients.map((client, i) =>
        client.post<Me & Refused>('/v1/setup', { ...request, email: `a${i}@example.com` }),
      ),
    );
    const winners = answers.filter((answer) => answer.status === 200);
    expect(winners).toHaveLength(1);
    for (const answer of answers.filter((each) => each.status !== 200)) {
      expect([answer.status, answer.body.error.code]).toEqual([409, 'already_set_up']);
    }
    const winner = clients[answers.indexOf(winners[0]!)]!;
    const me = await winner.get<Me>('/v1/me');
    expect(me.body).toMatchObject({
      name: 'Amélie',
      language: 'fr',
      workspaces: [{ name: 'Maison Lumen', role: 'owner' }],
    });
    expect(me.body).toEqual(winners[0]!.body);
    expect((await winner.get('/v1/setup')).body).toEqual({ needed: false });

    const at = `/v1/workspaces/${me.body.workspaces[0]!.id}`;
    const workspace = await winner.get<Workspace>(at);
    expect(workspace.body).toMatchObject({ name: 'Maison Lumen', language: 'fr' });
    const inboxes = await winner.get<{ items: Inbox[] }>(`${at}/inboxes`);
    expect(inboxes.body.items).toHaveLength(1);
    expect(inboxes.body.items[0]).toMatchObject({
      kind: 'web',
      name: 'Maison Lumen',
      hours: null,
      mode: 'messaging',
    });
    expect(inboxes.body.items[0]!.settings.languages).toEqual(['fr', 'en']);
    expect(Object.keys(inboxes.body.items[0]!.settings.greeting).sort()).toEqual(['en', 'fr']);
  });
});
