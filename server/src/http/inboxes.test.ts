import { generateKeyPairSync } from 'node:crypto';
import type { Conversation, Inbox, Team } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInboxKey, parseInboxKey } from '../core/inboxes/inboxKey.ts';
import { uuid } from '../lib/uuid.ts';
import type { Refused } from '../testing/apiClient.ts';
import { startConversation } from '../testing/conversation.ts';
import { addColleague, type Colleague, type Desk, openOtherWorkspace, setUpDesk } from '../testing/desk.ts';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';

let program: TestProgram;
let desk: Desk;
let agent: Colleague;
beforeAll(async () => {
  program = await startTestProgram();
  desk = await setUpDesk(program);
  agent = await addColleague(desk, 'agent');
});
afterAll(() => program.stop());

const create = async (body: object = {}) =>
  (await desk.owner.client.post<Inbox & Refused>(`${desk.at}/inboxes`, { name: 'Shop', ...body })).body;
const change = async (id: string, body: object) =>
  (await desk.owner.client.patch<Inbox & Refused>(`${desk.at}/inboxes/${id}`, body)).body;
const hours = (more: object = {}) => ({
  timeZone: 'Europe/Paris',
  weekly: { mon: [['09:00', '18:00']], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  holidays: [],
  ...more,
});

describe('inboxes', () => {
  it('get standard settings for what is not given', async () => {
    const inbox = await create({ settings: { colour: '#112233' }, mode: 'live', hours: hours() });
    expect(inbox).toMatchObject({
      kind: 'web',
      mode: 'live',
      teamId: null,
      hours: hours(),
      identitySecretSet: false,
      lastSeenAt: null,
    });
    expect(inbox.settings).toMatchObject({
      colour: '#112233',
      theme: 'auto',
      languages: ['fr', 'en'],
      allowedOrigins: [],
    });
    expect(parseInboxKey(inbox.key)).toEqual({ workspaceId: desk.workspaceId, inboxId: inbox.id });
    const listed = await agent.client.get<{ items: Inbox[] }>(`${desk.at}/inboxes`);
    expect(listed.body.items).toContainEqual(inbox);
    expect((await agent.client.get<Inbox>(`${desk.at}/inboxes/${inbox.id}`)).body).toEqual(inbox);
  });

  it('change each setting by itself, also at the same moment', async () => {
    const { id } = await create({ hours: hours() });
    await Promise.all([
      change(id, { settings: { theme: 'dark' } }),
      change(id, { settings: { position: 'start' } }),
      change(id, { settings: { allowedOrigins: ['https://*.example.com'] } }),
      change(id, { name: 'Renamed' }),
    ]);
    const changed = await change(id, { hours: null });
    expect(changed).toMatchObject({ name: 'Renamed', hours: null });
    expect(changed.settings).toMatchObject({
      theme: 'dark',
      position: 'start',
      allowedOrigins: ['https://*.example.com'],
      askEmail: true,
    });
  });

  it('say where opening hours make no sense', async () => {
    const { id } = await create();
    const wrong: [object, string][] = [
      [{ timeZone: 'Europe/Lutece' }, '/hours/timeZone'],
      [{ weekly: { ...hours().weekly, tue: [['10:00', '09:00']] } }, '/hours/weekly/tue/0'],
      [
        {
          weekly: {
            ...hours().weekly,
            tue: [
              ['09:00', '12:00'],
              ['11:00', '13:00'],
            ],
          },
        },
        '/hours/weekly/tue/1',
      ],
      [{ holidays: [{ date: '2026-02-30', name: 'x' }] }, '/hours/holidays/0/date'],
    ];
    for (const [more, field] of wrong) {
      expect((await change(id, { hours: hours(more) })).error).toMatchObject({
        code: 'invalid_value',
        field,
      });
      expect((await create({ hours: hours(more) })).error).toMatchObject({ code: 'invalid_value', field });
    }
  });

  it('refuse settings of the wrong shape', async () => {
    const { id } = await create();
    const wrong = [
      { colour: 'red' },
      { allowedOrigins: ['javascript:alert(1)'] },
      { languages: [] },
      { greeting: { en: 'a\u0000b' } },
      { greeting: { 'not a language': 'x' } },
      { mailAfterMinutes: -1 },
      { unknown: true },
    ];
    for (const settings of wrong)
      expect([settings, (await change(id, { settings })).error?.code]).toEqual([settings, 'bad_request']);
    // PostgreSQL cannot hold half of a surrogate pair.
    const half = await change(id, { settings: { greeting: { en: 'half \ud800' } } });
    expect(half.error.code).toBe('invalid_value');
    const twice = await change(id, { settings: { languages: ['en', 'fr', 'en'] } });
    expect(twice.error).toMatchObject({ code: 'invalid_value', field: '/settings/languages/2' });
  });

  it('belong to a team of their workspace, or to none', async () => {
    const team = (await desk.owner.client.post<Team>(`${desk.at}/teams`, { name: 'Sales' })).body;
    const { id, teamId } = await create({ teamId: team.id });
    expect(teamId).toBe(team.id);
    expect((await change(id, { teamId: null })).teamId).toBeNull();
    expect((await change(id, { teamId: uuid() })).error).toMatchObject({
      code: 'team_not_found',
      field: '/teamId',
    });
    const elsewhere = await openOtherWorkspace(desk);
    const foreign = await desk.owner.client.post<Refused>(`${elsewhere}/inboxes`, {
      name: 'x',
      teamId: team.id,
    });
    expect(foreign.body.error.code).toBe('team_not_found');
  });

  it('go off the air, while their conversations stay', async () => {
    const conversation = await startConversation(desk);
    const at = `${desk.at}/inboxes/${conversation.inboxId}`;
    const replacement = await create();
    expect((await desk.owner.client.delete(at)).status).toBe(200);
    expect((await desk.owner.client.get<Refused>(at)).body.error.code).toBe('inbox_not_found');
    expect((await desk.owner.client.delete<Refused>(at)).body.error.code).toBe('inbox_not_found');
    expect((await change(conversation.inboxId, { name: 'x' })).error.code).toBe('inbox_not_found');
    const listed = await desk.owner.client.get<{ items: Inbox[] }>(`${desk.at}/inboxes`);
    expect(listed.body.items.map(({ id }) => id)).toContain(replacement.id);
    expect(listed.body.items.map(({ id }) => id)).not.toContain(conversation.inboxId);
    const kept = await desk.owner.client.get<Conversation>(`${desk.at}/conversations/${conversation.id}`);
    expect(kept.body.inboxId).toBe(conversation.inboxId);
  });

  it('are the admins’ business, in one workspace', async () => {
    const { id } = await create();
    const elsewhere = await openOtherWorkspace(desk);
    for (const [client, base, code] of [
      [agent.client, desk.at, 'forbidden'],
      [desk.owner.client, elsewhere, 'inbox_not_found'],
    ] as const) {
      const at = `${base}/inboxes/${id}`;
      const answers = [
        await client.patch<Refused>(at, { name: 'x' }),
        await client.delete<Refused>(at),
        await client.get<Refused>(`${at}/identity-keys`),
        await client.put<Refused>(`${at}/identity-keys`, { rotateSecret: true }),
      ];
      expect(answers.map(({ body }) => body.error.code)).toEqual(Array(4).fill(code));
    }
    expect((await agent.client.post<Refused>(`${desk.at}/inboxes`, { name: 'x' })).body.error.code).toBe(
      'forbidden',
    );
  });
});

describe('identity keys', () => {
  type Keys = { secret: string | null; publicKey: string | null };
  const put = async (id: string, body: object) =>
    (await desk.owner.client.put<Keys & Refused>(`${desk.at}/inboxes/${id}/identity-keys`, body)).body;

  it('come with a secret of 256 bits, made anew when asked, and shown nowhere else', async () => {
    const { id } = await create();
    const at = `${desk.at}/inboxes/${id}/identity-keys`;
    expect((await desk.owner.client.get<Keys>(at)).body).toEqual({ secret: null, publicKey: null });
    const first = await put(id, { rotateSecret: true });
    expect(Buffer.from(first.secret!, 'base64url')).toHaveLength(32);
    const second = await put(id, { rotateSecret: true });
    expect(second.secret).not.toBe(first.secret);
    expect(await put(id, {})).toEqual(second);
    const answer = await desk.owner.client.get<Keys>(at);
    expect([answer.body, answer.headers['cache-control']]).toEqual([second, 'no-store']);
    const inbox = await desk.owner.client.get<Inbox>(`${desk.at}/inboxes/${id}`);
    expect(inbox.body.identitySecretSet).toBe(true);
    expect(JSON.stringify(inbox.body)).not.toContain(second.secret!);
  });

  it('take a strong public key, and nothing else', async () => {
    const { id } = await create();
    const pem = (pair: { publicKey: { export(o: object): string | Buffer } }, type = 'spki') =>
      pair.publicKey.export({ type, format: 'pem' }).toString();
    const ed = generateKeyPairSync('ed25519');
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    for (const pair of [ed, rsa]) expect((await put(id, { publicKey: pem(pair) })).publicKey).toBe(pem(pair));
    expect((await put(id, { publicKey: pem(rsa, 'pkcs1') })).publicKey).toBe(pem(rsa));
    const refused = [
      'not a key',
      ed.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      pem(generateKeyPairSync('rsa', { modulusLength: 1024 })),
      pem(generateKeyPairSync('ec', { namedCurve: 'P-256' })),
    ];
    for (const publicKey of refused)
      expect((await put(id, { publicKey })).error).toMatchObject({
        code: 'invalid_value',
        field: '/publicKey',
      });
    expect((await put(id, { publicKey: null })).publicKey).toBeNull();
  });
});

describe('inbox keys', () => {
  it('name workspace and inbox, in one spelling only', () => {
    const ids = { workspaceId: uuid(), inboxId: uuid() };
    const key = formatInboxKey(ids);
    expect(parseInboxKey(key)).toEqual(ids);
    const others = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.replace(
      key.at(-1)!,
      '',
    );
    const same = [...others].filter(
      (last) => parseInboxKey(key.slice(0, -1) + last)?.inboxId === ids.inboxId,
    );
    expect([same, parseInboxKey(''), parseInboxKey(`${key}A`), parseInboxKey(key.slice(1))]).toEqual([
      [],
      undefined,
      undefined,
      undefined,
    ]);
  });
});
