import type { ConversationPatch, Team } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import type { Answer } from '../src/testing/HttpClient.ts';
import { type Company, createCompany } from '../src/testing/routingCompany.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { pause, waitUntil as waitShortly } from '../src/testing/waitUntil.ts';

const waitUntil: typeof waitShortly = (what, look) => waitShortly(what, look, 40_000);
// Companies, people and sign-ins cost time; nothing here is a matter of speed.
vi.setConfig({ testTimeout: 120_000 });
let program: TestProgram;
beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
});
afterAll(() => program.stop());

const assigned = (company: Company, id: string, to?: TestAgent) =>
  waitUntil(`somebody has ${id}`, async () => {
    const { assigneeId } = await company.read(id);
    return assigneeId !== null && (to === undefined || assigneeId === to.userId) ? assigneeId : undefined;
  });
/** Long enough for the worker to have looked several times. */
const settle = () => pause(400);
const refusal = (agent: TestAgent, id: string, patch: ConversationPatch): Promise<Answer> =>
  agent.http.call('PATCH', agent.path(id), patch);

describe('who gets a conversation', () => {
  test('a new one goes to who is there; the event tells how and after how long, the contact is told only who', async () => {
    const company = await createCompany(program);
    const amelie = await company.agent('Amélie');
    const visitor = await TestVisitor.open(program.url, company.inbox.key);
    const id = await company.ask({ visitor });
    await assigned(company, id, amelie);
    const event = (await company.log(id)).find((e) => e.event?.type === 'assigned')!;
    expect(event).toMatchObject({
      author: { kind: 'system' },
      event: {
        agentId: amelie.userId,
        agentName: 'Amélie',
        by: 'routing',
        waitedSeconds: expect.any(Number),
      },
    });
    const tab = await visitor.connect();
    const { entries } = await tab.subscribe(id);
    expect(entries.find((e) => e.event?.type === 'assigned')?.event).toEqual({
      type: 'assigned',
      agentId: amelie.userId,
      agentName: 'Amélie',
      teamId: null,
    });
  });

  test('nobody who is away, offline, without a console or without room; as soon as one is free, it is theirs', async () => {
    const company = await createCompany(program);
    const away = await company.agent('Away');
    await away.set({ availability: 'away' });
    const gone = await company.agent('Gone');
    await gone.socket.close();
    await company.addAgent('Never there');
    await company.agent('No routing', { capacity: 0 });
    const busy = await company.agent('Busy', { capacity: 1 });
    const first = await company.ask();
    await assigned(company, first, busy);
    const second = await company.ask();
    const third = await company.ask();
    await settle();
    expect((await company.read(second)).assigneeId).toBeNull();
    await busy.patch(first, { status: 'resolved' });
    await assigned(company, second, busy);
    await away.set({ availability: 'online' });
    await assigned(company, third, away);
  });

  test('a team’s go to the team; who joins it or comes online gets what waits', async () => {
    const company = await createCompany(program);
    const outside = await company.agent('Outside');
    const inside = await company.agent('Inside');
    const team = await company.owner.http.post<Team>(`${company.at}/teams`, { name: 'T', memberIds: [] });
    await company.owner.http.patch(`${company.at}/inboxes/${company.inbox.id}`, { teamId: team.id });
    const id = await company.ask();
    await settle();
    expect((await company.read(id)).assigneeId).toBeNull();
    await company.owner.http.patch(`${company.at}/teams/${team.id}`, { memberIds: [inside.userId] });
    await assigned(company, id, inside);
    expect(outside.userId).not.toBe(inside.userId);
  });

  test('by language and by skill, and by a label that is a skill', async () => {
    const company = await createCompany(program, {
      language: 'require',
      skills: ['chat'],
      skillsByLabel: true,
    });
    await company.agent('English', { languages: ['en'], skills: ['chat'] });
    const french = await company.agent('French', { languages: ['fr'], skills: ['Chat'] });
    await company.agent('French without chat', { languages: ['fr'] });
    const id = await company.ask({ language: 'fr-CA' });
    await assigned(company, id, french);
    const expert = await company.agent('Repairs', { languages: [], skills: ['chat', 'repairs'] });
    await expert.set({ availability: 'away' });
    await french.set({ availability: 'offline' });
    const broken = await company.ask({ language: 'fr' });
    await company.owner.patch(broken, { labels: ['repairs'] });
    await french.set({ availability: 'online' });
    await settle();
    expect((await company.read(broken)).assigneeId, 'not even to the one who speaks the language').toBeNull();
    await expert.set({ availability: 'online' });
    await assigned(company, broken, expert);
  });

  test('fairly: equals take turns; the contact’s last agent comes first', async () => {
    const company = await createCompany(program);
    const agents = [await company.agent('A'), await company.agent('B'), await company.agent('C')];
    const visitors: [string, TestVisitor][] = [];
    for (let i = 0; i < 9; i += 1) {
      const visitor = await TestVisitor.open(program.url, company.inbox.key);
      const id = await company.ask({ visitor });
      visitors.push([await assigned(company, id), visitor]);
      await company.owner.patch(id, { status: 'resolved' });
    }
    const given = (userId: string) => visitors.filter(([to]) => to === userId).length;
    expect(agents.map((agent) => given(agent.userId))).toEqual([3, 3, 3]);
    const [before, visitor] = visitors.at(-1)!;
    expect(await assigned(company, await company.ask({ visitor }))).toBe(before);
  });

  test('urgent before early, and early before late', async () => {
    const company = await createCompany(program);
    const early = await company.ask();
    const late = await company.ask();
    const urgent = await company.ask();
    await company.owner.patch(urgent, { priority: 'urgent' });
    const only = await company.agent('Only', { capacity: 1 });
    await assigned(company, urgent, only);
    await only.patch(urgent, { status: 'resolved' });
    await assigned(company, early, only);
    expect((await company.read(late)).assigneeId).toBeNull();
  });

  test('an inbox that does not route gives nothing', async () => {
    const company = await createCompany(program, { mode: 'off' });
    await company.agent('Amélie');
    const id = await company.ask();
    await settle();
    expect((await company.read(id)).assigneeId).toBeNull();
  });
});

describe('by hand', () => {
  test('taking beyond one’s capacity is refused clearly, and possible when one says so', async () => {
    const company = await createCompany(program);
    const amelie = await company.agent('Amélie', { capacity: 1 });
    await assigned(company, await company.ask(), amelie);
    const id = await company.ask();
    expect(await refusal(amelie, id, { assigneeId: amelie.userId })).toMatchObject({
      status: 409,
      code: 'agent_at_capacity',
      body: {
        error: { message: 'Amélie has 1 of 1 conversations. Choose somebody else, or assign it anyway.' },
      },
    });
    const taken = await amelie.patch(id, { assigneeId: amelie.userId, anyway: true });
    expect(taken.assigneeId).toBe(amelie.userId);
    expect((await company.log(id)).at(-1)?.event).toMatchObject({ by: 'hand', overCapacity: true });
    const third = await company.ask();
    await amelie.patch(id, { status: 'resolved' });
    await settle();
    expect((await company.read(third)).assigneeId, 'routing counts what was taken anyway').toBeNull();
  });

  test('an answer is never refused: who answers has it', async () => {
    const company = await createCompany(program);
    const amelie = await company.agent('Amélie', { capacity: 1 });
    await assigned(company, await company.ask(), amelie);
    const id = await company.ask();
    await amelie.write(id, 'I can take this one, too');
    expect((await company.read(id)).assigneeId).toBe(amelie.userId);
    expect((await company.log(id)).find((e) => e.event?.type === 'assigned')?.event).toMatchObject({
      by: 'reply',
    });
  });

  test('where people take conversations themselves, capacity refuses nothing', async () => {
    const company = await createCompany(program, { mode: 'off' });
    const amelie = await company.agent('Amélie', { capacity: 1 });
    for (const id of [await company.ask(), await company.ask()]) {
      expect((await amelie.patch(id, { assigneeId: amelie.userId })).assigneeId).toBe(amelie.userId);
    }
  });

  test('a transfer to a team is note, assignment and event together, once; the team gets it', async () => {
    const company = await createCompany(program);
    const amelie = await company.agent('Amélie');
    const id = await company.ask();
    await assigned(company, id, amelie);
    const bruno = await company.agent('Bruno');
    const team = await company.owner.http.post<Team>(`${company.at}/teams`, {
      name: 'Repairs',
      memberIds: [bruno.userId],
    });
    const noteId = uuid();
    const transfer = { teamId: team.id, note: 'The lamp hums', noteId };
    await amelie.http.post(amelie.path(id, '/transfer'), transfer);
    await assigned(company, id, bruno);
    await amelie.http.post(amelie.path(id, '/transfer'), transfer);
    const log = await company.log(id);
    const at = log.findIndex((e) => e.id === noteId);
    expect(log.filter((e) => e.id === noteId)).toHaveLength(1);
    expect(log[at]).toMatchObject({ kind: 'note', content: { text: 'The lamp hums' } });
    expect(log[at + 1]?.event).toMatchObject({
      type: 'assigned',
      agentId: null,
      teamName: 'Repairs',
      by: 'hand',
    });
    expect((await company.read(id)).assigneeId).toBe(bruno.userId);
  });

  test('a transfer that is refused writes no note', async () => {
    const company = await createCompany(program);
    const amelie = await company.agent('Amélie');
    const full = await company.agent('Full', { capacity: 0 });
    const id = await company.ask();
    await assigned(company, id, amelie);
    const transfer = { assigneeId: full.userId, note: 'For you' };
    expect(await amelie.http.call('POST', amelie.path(id, '/transfer'), transfer)).toMatchObject({
      code: 'agent_at_capacity',
    });
    expect(await amelie.http.call('POST', amelie.path(id, '/transfer'), { note: 'For whom?' })).toMatchObject(
      {
        code: 'invalid_value',
      },
    );
    expect((await company.log(id)).filter((e) => e.kind === 'note')).toEqual([]);
    await amelie.http.post(amelie.path(id, '/transfer'), { ...transfer, anyway: true });
    expect((await company.read(id)).assigneeId).toBe(full.userId);
  });
});

describe('back to the queue', () => {
  test('unanswered for too long: to somebody else, and not again to who let it go, until they come back', async () => {
    const company = await createCompany(program, { returnUnansweredMinutes: 10 });
    const slow = await company.agent('Slow');
    const id = await company.ask();
    await assigned(company, id, slow);
    await company.query(
      `update conversations set waiting_since = now() - interval '11 minutes', assigned_at = now() - interval '11 minutes' where workspace_id = $1`,
    );
    await waitUntil('it is taken back', async () => (await company.read(id)).assigneeId === null);
    await settle();
    expect((await company.read(id)).assigneeId).toBeNull();
    expect((await company.log(id)).at(-1)).toMatchObject({
      author: { kind: 'system' },
      event: { type: 'requeued', reason: 'unanswered', agentId: slow.userId, agentName: 'Slow' },
    });
    await slow.set({ availability: 'away' });
    await slow.set({ availability: 'online' });
    await assigned(company, id, slow);
  });

  test('the agent is gone while the customer waits: back after the grace, not before and not without need', async () => {
    const company = await createCompany(program, { returnGoneMinutes: 5 });
    const amelie = await company.agent('Amélie');
    const [waits, answered] = [await company.ask(), await company.ask()];
    await assigned(company, waits, amelie);
    await assigned(company, answered, amelie);
    await amelie.write(answered, 'Here you are');
    await amelie.socket.close();
    const bruno = await company.agent('Bruno');
    await settle();
    expect((await company.read(waits)).assigneeId, 'within the grace').toBe(amelie.userId);
    await company.query(
      `update agent_presence set left_at = now() - interval '6 minutes', seen_at = now() - interval '6 minutes' where workspace_id = $1 and left_at is not null`,
    );
    await company.query(
      `update conversations set waiting_since = waiting_since - interval '7 minutes', assigned_at = now() - interval '7 minutes' where workspace_id = $1`,
    );
    await assigned(company, waits, bruno);
    expect((await company.log(waits)).find((e) => e.event?.type === 'requeued')?.event).toMatchObject({
      reason: 'gone',
    });
    expect((await company.read(answered)).assigneeId).toBe(amelie.userId);
  });

  test('one that comes back to an agent without room goes to the queue; with room it stays theirs', async () => {
    const company = await createCompany(program);
    const amelie = await company.agent('Amélie', { capacity: 1 });
    const visitor = await TestVisitor.open(program.url, company.inbox.key);
    const id = await company.ask({ visitor });
    await assigned(company, id, amelie);
    await amelie.patch(id, { status: 'resolved' });
    const tab = await visitor.connect();
    await tab.say({ conversationId: id, text: 'One more thing' });
    expect((await company.read(id)).assigneeId).toBe(amelie.userId);
    await amelie.patch(id, { status: 'resolved' });
    await assigned(company, await company.ask(), amelie);
    await tab.say({ conversationId: id, text: 'And another' });
    expect(await company.read(id)).toMatchObject({ status: 'open', assigneeId: null });
    expect((await company.log(id)).find((e) => e.event?.type === 'requeued')?.event).toMatchObject({
      reason: 'full',
    });
    const bruno = await company.agent('Bruno');
    await assigned(company, id, bruno);
  });
});
