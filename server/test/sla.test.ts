import type { Conversation, ConversationsPage, SlaPolicy, SlaPolicyCreate } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Company, createCompany } from '../src/testing/routingCompany.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { waitUntil as waitShortly } from '../src/testing/waitUntil.ts';

const waitUntil: typeof waitShortly = (what, look) => waitShortly(what, look, 40_000);
// Companies, people and sign-ins cost time; nothing here is a matter of speed.
vi.setConfig({ testTimeout: 120_000 });
let program: TestProgram;
beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
});
afterAll(() => program.stop());

const company = () => createCompany(program, { mode: 'off' });
const promise = (of: Company, body: SlaPolicyCreate) =>
  of.owner.http.post<SlaPolicy>(`${of.at}/sla-policies`, body);
const stateOf = (row: Conversation, target: string) => row.sla?.targets.find((t) => t.target === target);
const judged = (of: Company, id: string, match: (row: Conversation) => boolean) =>
  waitUntil('it is judged so', async () => {
    const row = await of.read(id);
    return match(row) && row;
  });

/** As if all of it had happened some minutes earlier. */
async function age(of: Company, id: string, minutes: number): Promise<void> {
  await of.query(
    `update entries set at = at - make_interval(mins => $3) where workspace_id = $1 and conversation_id = $2`,
    [id, minutes],
  );
  await of.query(
    `update conversations set waiting_since = waiting_since - make_interval(mins => $3), sla_alarm_at = now() where workspace_id = $1 and id = $2`,
    [id, minutes],
  );
}
const events = async (of: Company, id: string, type: string) =>
  (await of.log(id)).map((e) => e.event).filter((e) => e?.type === type);
/** What was due before a policy was made is not told: in these tests it was made long ago. */
const madeLongAgo = (of: Company) =>
  of.query(`update sla_policies set changed_at = now() - interval '9 days' where workspace_id = $1`);

describe('a promise of response times', () => {
  test('is on the row with its due time, warned of, breached once in the log, and missed when answered late', async () => {
    const shop = await company();
    const policy = await promise(shop, { name: 'Standard', firstResponseMinutes: 10, hours: 'calendar' });
    await madeLongAgo(shop);
    const id = await shop.ask();
    const row = await judged(shop, id, (r) => r.sla !== null);
    const asked = Date.parse(row.waitingSince!);
    expect(row.sla).toEqual({
      policyId: policy.id,
      policyName: 'Standard',
      targets: [
        {
          target: 'first_response',
          state: 'running',
          dueAt: new Date(asked + 600_000).toISOString(),
          warnAt: new Date(asked + 450_000).toISOString(),
        },
      ],
    });
    await age(shop, id, 8);
    await waitUntil('warned', async () => (await events(shop, id, 'sla_warned')).length > 0);
    await age(shop, id, 3);
    await waitUntil('breached', async () => (await events(shop, id, 'sla_breached')).length > 0);
    await shop.owner.write(id, 'Sorry, here I am');
    await judged(shop, id, (r) => stateOf(r, 'first_response')?.state === 'missed');
    const breaches = await events(shop, id, 'sla_breached');
    expect(breaches).toEqual([
      {
        type: 'sla_breached',
        target: 'first_response',
        since: expect.any(String),
        dueAt: expect.any(String),
        policyName: 'Standard',
      },
    ]);
    expect((await shop.log(id)).map((e) => e.seq)).toEqual((await shop.log(id)).map((_, i) => i + 1));
  });

  test('is met by an answer in time, and the next response begins with the customer’s next message', async () => {
    const shop = await company();
    await promise(shop, {
      name: 'S',
      firstResponseMinutes: 10,
      nextResponseMinutes: 20,
      resolutionMinutes: 600,
      hours: 'calendar',
    });
    const visitor = await TestVisitor.open(program.url, shop.inbox.key);
    const id = await shop.ask({ visitor });
    await shop.owner.write(id, 'Hello!');
    const met = await judged(shop, id, (r) => stateOf(r, 'first_response')?.state === 'met');
    expect(stateOf(met, 'resolution')).toMatchObject({ state: 'paused', dueAt: null });
    const tab = await visitor.connect();
    await tab.say({ conversationId: id, text: 'And another thing' });
    const row = await judged(shop, id, (r) => stateOf(r, 'next_response')?.state === 'running');
    expect(Date.parse(stateOf(row, 'next_response')!.dueAt!)).toBe(Date.parse(row.waitingSince!) + 1_200_000);
    await shop.owner.patch(id, { status: 'resolved' });
    const done = await judged(shop, id, (r) => stateOf(r, 'resolution')?.state === 'met');
    expect(stateOf(done, 'next_response')?.state).toBe('met');
  });

  test('holds by the first policy that matches; another priority, another promise; no policy, none', async () => {
    const shop = await company();
    const urgent = await promise(shop, { name: 'Urgent', priorities: ['urgent'], firstResponseMinutes: 5 });
    const vip = await promise(shop, { name: 'VIP', labels: ['vip'], firstResponseMinutes: 15 });
    const id = await shop.ask();
    await shop.owner.patch(id, { labels: ['vip'] });
    await judged(shop, id, (r) => r.sla?.policyId === vip.id);
    await shop.owner.patch(id, { priority: 'urgent' });
    await judged(shop, id, (r) => r.sla?.policyId === urgent.id);
    await shop.owner.http.put(`${shop.at}/sla-policies/order`, { ids: [vip.id, urgent.id] });
    await judged(shop, id, (r) => r.sla?.policyId === vip.id);
    await shop.owner.patch(id, { labels: [], priority: 'none' });
    await judged(shop, id, (r) => r.sla === null);
  });

  test('counts the opening hours of the inbox, and follows them when they change', async () => {
    const shop = await company();
    await promise(shop, { name: 'S', firstResponseMinutes: 30, hours: 'business' });
    const id = await shop.ask();
    const open = await judged(shop, id, (r) => r.sla !== null);
    expect(stateOf(open, 'first_response')?.dueAt).toBe(
      new Date(Date.parse(open.waitingSince!) + 1_800_000).toISOString(),
    );
    const shut = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    await shop.owner.http.patch(`${shop.at}/inboxes/${shop.inbox.id}`, {
      hours: {
        timeZone: 'UTC',
        weekly: shut,
        holidays: [{ date: '2030-01-01', name: 'Open day', spans: [['10:00', '11:00']] }],
      },
    });
    await judged(
      shop,
      id,
      (r) => stateOf(r, 'first_response')?.dueAt !== stateOf(open, 'first_response')?.dueAt,
    );
  });

  test('a new policy holds at once for what is open, and tells nobody of what was due before it', async () => {
    const shop = await company();
    const id = await shop.ask();
    await age(shop, id, 90);
    await promise(shop, { name: 'S', firstResponseMinutes: 10, hours: 'calendar' });
    const row = await judged(shop, id, (r) => r.sla !== null);
    expect(Date.parse(stateOf(row, 'first_response')!.dueAt!)).toBeLessThan(Date.now());
    expect(await events(shop, id, 'sla_breached')).toEqual([]);
  });

  test('stands still while snoozed', async () => {
    const shop = await company();
    await promise(shop, { name: 'S', firstResponseMinutes: 10, hours: 'calendar' });
    const id = await shop.ask();
    await shop.owner.patch(id, { status: 'snoozed', snoozedUntil: '2099-01-01T00:00:00.000Z' });
    await judged(shop, id, (r) => stateOf(r, 'first_response')?.state === 'paused');
    await shop.owner.patch(id, { status: 'open' });
    await judged(shop, id, (r) => stateOf(r, 'first_response')?.state === 'running');
  });

  test('lists can go by what is due soonest, page by page', async () => {
    const shop = await company();
    await promise(shop, {
      name: 'Urgent',
      priorities: ['urgent'],
      firstResponseMinutes: 5,
      hours: 'calendar',
    });
    await promise(shop, { name: 'S', labels: ['promised'], firstResponseMinutes: 60, hours: 'calendar' });
    const ids = [await shop.ask(), await shop.ask(), await shop.ask(), await shop.ask()];
    await shop.owner.patch(ids[0]!, { labels: ['promised'] });
    await shop.owner.patch(ids[2]!, { labels: ['promised'] });
    await shop.owner.patch(ids[3]!, { priority: 'urgent' });
    for (const id of [ids[0]!, ids[2]!, ids[3]!]) await judged(shop, id, (r) => r.sla !== null);
    const page = (cursor = '') =>
      shop.owner.http.get<ConversationsPage>(
        `${shop.at}/conversations?sort=due&limit=2${cursor && `&cursor=${cursor}`}`,
      );
    const first = await page();
    const second = await page(first.next);
    expect([...first.items, ...second.items].map((r) => r.id)).toEqual([ids[3], ids[0], ids[2]]);
    expect(second.next).toBeUndefined();
  });
});

describe('a merge', () => {
  test('of two keeps the promises of both, told once, where the talk goes on; an undo gives them back', async () => {
    const shop = await company();
    await promise(shop, { name: 'All', firstResponseMinutes: 10, resolutionMinutes: 600, hours: 'calendar' });
    await madeLongAgo(shop);
    const waits = await shop.ask();
    const answered = await shop.ask();
    const { contact } = await shop.read(waits);
    await shop.query('update conversations set contact_id = $2, single = false where workspace_id = $1', [
      contact.id,
    ]);
    const since = (await judged(shop, waits, (r) => r.sla !== null)).waitingSince;
    // An answer in the other, later than the question, and its end: neither is one to who waits here.
    await shop.owner.write(answered, 'An answer');
    await shop.owner.patch(answered, { status: 'resolved' });
    await judged(shop, answered, (r) => stateOf(r, 'resolution')?.state === 'met');
    const merged = await shop.owner.http.post<Conversation>(shop.owner.path(waits, '/merge'), {
      sourceId: answered,
    });
    const row = await judged(shop, merged.id, (r) => r.sla !== null);
    expect(stateOf(row, 'first_response')).toMatchObject({
      state: 'running',
      dueAt: new Date(Date.parse(since!) + 600_000).toISOString(),
    });
    expect(stateOf(row, 'resolution')?.state).toBe('running');
    // The two have nothing to keep any more, nor anything to tell.
    for (const id of [waits, answered]) await judged(shop, id, (r) => r.sla === null);
    for (const id of [waits, merged.id]) await age(shop, id, 11);
    await judged(shop, merged.id, (r) => stateOf(r, 'first_response')?.state === 'running' && r.sla !== null);
    await waitUntil('it is told', async () => (await events(shop, merged.id, 'sla_breached')).length > 0);
    expect(await events(shop, waits, 'sla_breached')).toEqual([]);
    await shop.owner.write(merged.id, 'At last');
    await judged(shop, merged.id, (r) => stateOf(r, 'first_response')?.state === 'missed');
    expect(await events(shop, merged.id, 'sla_breached')).toHaveLength(1);
    await shop.owner.http.post(shop.owner.path(merged.id, '/unmerge'), {});
    const back = await judged(shop, waits, (r) => r.sla !== null);
    expect(stateOf(back, 'first_response')?.state).toBe('missed');
    await judged(shop, merged.id, (r) => r.sla === null);
  });
});

describe('the judge', () => {
  test('goes on where it was: a long log is not read again, and comes out the same', async () => {
    const shop = await company();
    await promise(shop, {
      name: 'All',
      firstResponseMinutes: 10,
      nextResponseMinutes: 20,
      resolutionMinutes: 60,
      hours: 'calendar',
    });
    await madeLongAgo(shop);
    const id = await shop.ask();
    await judged(shop, id, (r) => r.sla !== null);
    // A long exchange of an hour ago, two minutes apart, with one answer that came half an hour late.
    await shop.query(
      `insert into entries (workspace_id, conversation_id, seq, id, at, kind, author_kind, author_id, content)
       select $1, $2, 100 + n, gen_random_uuid(), now() - interval '1 day' + make_interval(mins => 2 * n + case when n > 150 then 30 else 0 end),
         'message', case n % 2 when 0 then 'contact' else 'agent' end, null, '{"kind": "text", "text": "x"}'
       from generate_series(0, 300) n`,
      [id],
    );
    await shop.query(
      `update conversations set last_seq = 400, sla_alarm_at = now() where workspace_id = $1 and id = $2`,
      [id],
    );
    const kept = () =>
      shop.query<{ seq: number; size: number }>(
        `select seq, pg_column_size(reached) as size from sla_progress where workspace_id = $1 and conversation_id = $2`,
        [id],
      );
    const [progress] = await waitUntil('how far it has read is kept', async () => {
      const rows = await kept();
      return rows[0] && rows;
    });
    expect(progress!.seq).toBeGreaterThanOrEqual(400);
    const late = () => events(shop, id, 'sla_breached');
    expect((await late()).some((e) => e && 'target' in e && e.target === 'next_response')).toBe(true);
    const before = await late();
    // What it has read is gone; from what it kept it goes on all the same, and tells nothing twice.
    await shop.query(
      `update entries set at = now() - interval '9 days' where workspace_id = $1 and conversation_id = $2 and seq between 100 and 390`,
      [id],
    );
    await shop.owner.patch(id, { priority: 'high' });
    await shop.owner.write(id, 'One more answer');
    await judged(shop, id, (r) => stateOf(r, 'next_response')?.state === 'missed');
    expect(await late()).toEqual(before);
    expect((await kept())[0]!.seq, 'and need not write it down each time').toBe(progress!.seq);
  });

  test('one that cannot be judged holds up no other, is left alone, and is tried again', async () => {
    const shop = await company();
    await promise(shop, { name: 'Standard', firstResponseMinutes: 10, hours: 'business' });
    const [bad, good] = [await shop.ask(), await shop.ask()];
    for (const id of [bad, good]) await judged(shop, id, (r) => r.sla !== null);
    const broken = await shop.owner.http.post<{ id: string }>(`${shop.at}/inboxes`, { name: 'Broken' });
    await shop.query(
      `update inboxes set hours = '{"timeZone": "Mars/Olympus", "weekly": {}, "holidays": []}' where workspace_id = $1 and id = $2`,
      [broken.id],
    );
    await shop.query(`update conversations set inbox_id = $3 where workspace_id = $1 and id = $2`, [
      bad,
      broken.id,
    ]);
    await shop.owner.patch(bad, { priority: 'low' });
    await shop.owner.write(good, 'An answer');
    await judged(shop, good, (r) => stateOf(r, 'first_response')?.state === 'met');
    const failures = () =>
      shop.query<{ tries: number; waits: boolean; reason: string }>(
        `select tries, retry_at > now() as waits, reason from sla_failures where workspace_id = $1 and conversation_id = $2`,
        [bad],
      );
    const [failure] = await waitUntil('it is noted', async () => {
      const rows = await failures();
      return rows[0] && rows;
    });
    expect(failure).toMatchObject({ waits: true, reason: expect.stringMatching(/time zone/) });
    // Its own alarm does not bring it back before its time.
    await shop.query('update conversations set sla_alarm_at = now() where workspace_id = $1 and id = $2', [
      bad,
    ]);
    const again = await shop.ask();
    await judged(shop, again, (r) => r.sla !== null);
    const { tries } = (await failures())[0]!;
    await shop.query(
      `update sla_failures set retry_at = now() where workspace_id = $1 and conversation_id = $2`,
      [bad],
    );
    await waitUntil('it is tried again', async () => (await failures())[0]!.tries > tries);
    await shop.query('update inboxes set hours = null where workspace_id = $1 and id = $2', [broken.id]);
    await waitUntil('once it can be judged it is no failure', async () => {
      await shop.query(
        `update sla_failures set retry_at = now() where workspace_id = $1 and conversation_id = $2`,
        [bad],
      );
      return (await failures()).length === 0;
    });
  });
});

describe('policies', () => {
  test('are made, changed, put in order and deleted by admins; agents read them', async () => {
    const shop = await company();
    const agent = await shop.addAgent('Amélie');
    const a = await promise(shop, { name: 'A', resolutionMinutes: 60 });
    const b = await promise(shop, { name: 'B', firstResponseMinutes: 5, inboxIds: [shop.inbox.id] });
    expect(a).toMatchObject({
      hours: 'business',
      pauseWaiting: true,
      pauseSnoozed: true,
      firstResponseMinutes: null,
    });
    const list = async () => (await agent.http.get<{ items: SlaPolicy[] }>(`${shop.at}/sla-policies`)).items;
    expect((await list()).map((p) => p.name)).toEqual(['A', 'B']);
    const id = await shop.ask();
    await judged(shop, id, (r) => r.sla?.policyId === a.id);
    await shop.owner.http.patch(`${shop.at}/sla-policies/${a.id}`, { name: 'Gold', resolutionMinutes: 30 });
    await judged(shop, id, (r) => r.sla?.policyName === 'Gold');
    await shop.owner.http.call('DELETE', `${shop.at}/sla-policies/${a.id}`);
    await judged(shop, id, (r) => r.sla?.policyId === b.id);
    const path = `${shop.at}/sla-policies/${b.id}`;
    expect(await agent.http.call('PATCH', path, { name: 'x' })).toMatchObject({ status: 403 });
    // One that promises nothing exempts what it matches.
    await shop.owner.http.patch(path, { firstResponseMinutes: null });
    await judged(shop, id, (r) => r.sla?.targets.length === 0);
    const order = `${shop.at}/sla-policies/order`;
    expect(await shop.owner.http.call('PUT', order, { ids: [b.id, b.id] })).toMatchObject({
      code: 'invalid_value',
    });
    expect(await shop.owner.http.call('PUT', order, { ids: [a.id] })).toMatchObject({
      code: 'sla_policy_not_found',
    });
  });
});
