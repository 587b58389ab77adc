import type { Me } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient, type Refused } from '../testing/apiClient.ts';
import { type Desk, setUpDesk } from '../testing/desk.ts';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';
import { watchAnnouncements } from '../testing/watchAnnouncements.ts';

let program: TestProgram;
let desk: Desk;
beforeAll(async () => {
  program = await startTestProgram();
  desk = await setUpDesk(program);
});
afterAll(() => program.stop());

describe('me', () => {
  it('is nobody without a session', async () => {
    const stranger = new ApiClient(program);
    for (const answer of [
      await stranger.get<Refused>('/v1/me'),
      await stranger.patch<Refused>('/v1/me', { name: 'x' }),
    ]) {
      expect([answer.status, answer.body.error.code]).toEqual([401, 'unauthorised']);
    }
  });

  it('changes name and language, and tells colleagues of the name', async () => {
    const watched = watchAnnouncements(program);
    const { client } = desk.owner;
    const named = await client.patch<Me>('/v1/me', { name: 'Amélie P.' });
    expect(named.body).toMatchObject({ name: 'Amélie P.', language: 'fr' });
    expect(watched.take()).toEqual([{ kind: 'changed', workspaceId: desk.workspaceId, what: 'members' }]);
    expect((await client.patch<Me>('/v1/me', { language: null })).body.language).toBeNull();
    expect((await client.patch<Me>('/v1/me', {})).body.name).toBe('Amélie P.');
    expect(watched.take()).toEqual([]);
    expect((await client.get<Me>('/v1/me')).body).toMatchObject({ name: 'Amélie P.', language: null });
  });

  it('refuses other fields, and other sites', async () => {
    const { client } = desk.owner;
    for (const body of [{ email: 'x@example.com' }, { name: '' }, { name: 'a\u0000b' }, { language: '??' }]) {
      const answer = await client.patch<Refused>('/v1/me', body);
      expect([answer.status, answer.body.error.code]).toEqual([400, 'bad_request']);
    }
    const evil = await client.send<Refused>(
      'PATCH',
      '/v1/me',
      { name: 'Evil' },
      { origin: 'https://evil.example' },
    );
    expect([evil.status, evil.body.error.code]).toEqual([403, 'forbidden_origin']);
  });
});
