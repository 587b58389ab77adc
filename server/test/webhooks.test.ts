import type { Inbox, Webhook, WebhookDelivery } from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimWebhookDeliveries } from '../src/core/webhooks/claimWebhookDeliveries.ts';
import { planRetry } from '../src/core/webhooks/planRetry.ts';
import { queueEvents } from '../src/core/webhooks/queueEvents.ts';
import { recordWebhookDelivery } from '../src/core/webhooks/recordWebhookDelivery.ts';
import { uuid } from '../src/lib/uuid.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { isGenuine, WebhookReceiver } from '../src/testing/WebhookReceiver.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

let program: TestProgram;
let company: TestWorkspace;
let owner: TestAgent;
let inbox: Inbox;
let base: string;
let receiver: WebhookReceiver;
let url: string;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, outgoingAllowPrivate: '127.0.0.1' });
});
afterAll(() => program.stop());

beforeEach(async () => {
  company = await createTestWorkspace(program);
  owner = company.owner;
  base = `/v1/workspaces/${company.id}/webhooks`;
  inbox = await company.addInbox();
  receiver = new WebhookReceiver();
  url = await receiver.start();
});
afterEach(async () => {
  receiver.stop();
  await program.database.pool.query('delete from webhooks');
});

const make = (events: string[] = [], name = 'Shop') =>
  owner.http.post<{ webhook: Webhook; secret: string }>(base, { name, url, events });
const read = async (id: string) =>
  (await owner.http.get<{ items: Webhook[] }>(base)).items.find((each) => each.id === id)!;
const log = async (id: string, query = '') =>
  (await owner.http.get<{ items: WebhookDelivery[] }>(`${base}/${id}/deliveries${query}`)).items;
const db = () => program.database.pool;
/** What failed is due now. */
const hurry = () => db().query(`update webhook_deliveries set due_at = now() where due_at > now()`);

async function startConversation(): Promise<string> {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid() });
  await tab.close();
  return conversationId;
}

describe('a webhook', () => {
  test('is told what it wants to hear, signed', async () => {
    const { webhook, secret } = await make(['message.created', 'conversation.resolved']);
    const id = await startConversation();
    await owner.write(id, 'Hello!');
    await owner.patch(id, { status: 'resolved' });
    await waitUntil('all have come', () => receiver.types.includes('conversation.resolved'));
    expect(receiver.types.slice(0, 3)).toEqual([
      'message.created',
      'message.created',
      'conversation.resolved',
    ]);
    for (const each of receiver.received) {
      expect(isGenuine(each, secret)).toBe(true);
      expect(isGenuine({ ...each, body: `${each.body} ` }, secret)).toBe(false);
      expect(each.headers['webhook-id']).toBe(each.event.id);
      expect(Math.abs(Date.now() / 1000 - Number(each.headers['webhook-timestamp']))).toBeLessThan(60);
    }
    await waitUntil('the log knows', async () => (await log(webhook.id, '?status=delivered')).length >= 3);
    const [delivery] = await log(webhook.id, '?status=delivered');
    const whole = await owner.http.get<WebhookDelivery>(`${base}/${webhook.id}/deliveries/${delivery!.id}`);
    expect(whole).toMatchObject({ responseStatus: 200, response: 'answered 200', attempts: 1 });
    expect(JSON.parse(whole.request!)).toMatchObject({ type: delivery!.eventType });
    expect(await read(webhook.id)).toMatchObject({ failingSince: null, lastSuccessAt: expect.any(String) });
  });

  test('that fails for one conversation holds back its later events, not those of others', async () => {
    const { webhook } = await make(['message.created']);
    const [bad, good] = [await startConversation(), await startConversation()];
    await waitUntil('the first have come', () => receiver.received.length === 2);
    receiver.answer = (event) => (event.conversationId === bad ? 500 : 200);
    for (const text of ['one', 'two', 'three']) {
      await owner.write(bad, text);
      await owner.write(good, text);
    }
    const of = (id: string) => receiver.received.slice(2).filter((r) => r.event.conversationId === id);
    await waitUntil('the good ones are through', () => of(good).length === 3);
    await waitUntil('the bad one has been tried', () => of(bad).length >= 1);
    expect(new Set(of(bad).map((r) => r.event.id)).size).toBe(1);
    const states = (await log(webhook.id)).filter((d) => d.conversationId === bad).map((d) => d.status);
    expect(states).toEqual(['blocked', 'blocked', 'queued', 'delivered']);
    expect((await read(webhook.id)).failingSince).not.toBeUndefined();
    receiver.answer = () => 200;
    await hurry();
    await waitUntil('all are through', () => new Set(of(bad).map((r) => r.event.id)).size === 3);
    const texts = of(bad)
      .slice(-3)
      .map((r) => (r.event.entry!.content as { text: string }).text);
    expect(texts).toEqual(['one', 'two', 'three']);
  });

  test('is tried again later, and a redirect is a failure', async () => {
    const { webhook } = await make(['note.created']);
    const id = await startConversation();
    receiver.answer = () => 302;
    await owner.write(id, 'x', 'note');
    await waitUntil(
      'it has failed',
      async () =>
        (await log(webhook.id))[0]?.attempts === 1 && (await log(webhook.id))[0]?.responseStatus === 302,
    );
    const [delivery] = await log(webhook.id);
    expect(delivery).toMatchObject({ status: 'queued', error: 'Answered 302: redirects are not followed.' });
    expect(Date.parse(delivery!.dueAt!)).toBeGreaterThan(Date.now());
    expect(receiver.received).toHaveLength(1);
  });

  test('that nobody answers for days is paused with a notice; nothing is lost meanwhile', async () => {
    const { webhook } = await make(['note.created']);
    const id = await startConversation();
    receiver.answer = () => 503;
    await owner.write(id, 'first', 'note');
    await waitUntil('it has failed', async () => (await read(webhook.id)).failingSince !== null);
    await db().query(`update webhooks set failing_since = now() - interval '3 days'`);
    await db().query(`update webhook_deliveries set attempts = 12, due_at = now()`);
    await waitUntil('it is paused', async () => (await read(webhook.id)).paused);
    expect(await read(webhook.id)).toMatchObject({ pausedBecause: 'failing', queued: 1 });
    const mails = await db().query(
      `select payload from graphile_worker._private_jobs where payload->>'mail' = 'webhook_paused'`,
    );
    expect(mails.rows.length).toBeLessThanOrEqual(1);
    await owner.write(id, 'second', 'note');
    receiver.answer = () => 200;
    const before = receiver.received.length;
    await owner.http.patch(`${base}/${webhook.id}`, { paused: false });
    await waitUntil('both are through', () => receiver.received.length === before + 2);
    const texts = receiver.received
      .slice(before)
      .map((r) => (r.event.entry!.content as { text: string }).text);
    expect(texts).toEqual(['first', 'second']);
    expect(await read(webhook.id)).toMatchObject({ paused: false, pausedBecause: null, failingSince: null });
  });

  test('that says it is gone is paused at once', async () => {
    const { webhook } = await make(['note.created']);
    receiver.answer = () => 410;
    await owner.write(await startConversation(), 'x', 'note');
    await waitUntil('it is paused', async () => (await read(webhook.id)).pausedBecause === 'gone');
    expect(await owner.http.call('POST', `${base}/${webhook.id}/test`)).toMatchObject({
      code: 'webhook_paused',
    });
  });

  test('can be tested, and a delivery sent again under the same id', async () => {
    const { webhook } = await make(['delivery.read']);
    const { id } = await owner.http.post<WebhookDelivery>(`${base}/${webhook.id}/test`);
    await waitUntil('the test has come', () => receiver.types.join() === 'webhook.test');
    await waitUntil('the log knows', async () => (await log(webhook.id))[0]?.status === 'delivered');
    await owner.http.post(`${base}/${webhook.id}/deliveries/${id}/resend`);
    await waitUntil('it has come again', () => receiver.received.length === 2);
    const ids = receiver.received.map((r) => r.headers['webhook-id']);
    expect(ids[0]).toBe(ids[1]);
  });

  test('signs with both secrets while the old one is still good', async () => {
    const { webhook, secret } = await make(['delivery.read']);
    const { secret: fresh } = await owner.http.post<{ secret: string }>(
      `${base}/${webhook.id}/rotate-secret`,
    );
    expect(await owner.http.get(`${base}/${webhook.id}/secret`)).toEqual({ secret: fresh });
    await owner.http.post(`${base}/${webhook.id}/test`);
    await waitUntil('it has come', () => receiver.received.length === 1);
    expect([isGenuine(receiver.received[0]!, secret), isGenuine(receiver.received[0]!, fresh)]).toEqual([
      true,
      true,
    ]);
    await owner.http.post(`${base}/${webhook.id}/rotate-secret`, { overlapHours: 0 });
    await owner.http.post(`${base}/${webhook.id}/test`);
    await waitUntil('it has come', () => receiver.received.length === 2);
    expect(isGenuine(receiver.received[1]!, fresh)).toBe(false);
  });

  test('never reaches inside: neither by its address nor by what a name turns out to be', async () => {
    for (const inside of [
      'http://10.0.0.1/',
      'http://169.254.169.254/latest/meta-data',
      'http://[::ffff:10.0.0.1]/',
      'http://u:p@example.com/',
    ]) {
      expect(await owner.http.call('POST', base, { name: 'x', url: inside })).toMatchObject({
        code: 'address_not_allowed',
      });
    }
    const { webhook } = await make(['delivery.read']);
    await db().query(`update webhooks set url = 'http://192.168.0.1/hook' where id = $1`, [webhook.id]);
    await owner.http.post(`${base}/${webhook.id}/test`);
    await waitUntil('it has been tried', async () => (await log(webhook.id))[0]?.attempts === 1);
    await waitUntil('it is refused', async () => (await log(webhook.id))[0]?.error !== null);
    expect((await log(webhook.id))[0]!.error).toBe('192.168.0.1 is not an address of the public Internet.');
  });

  test('is an admin’s affair', async () => {
    const agent = await company.addAgent('Ada', 'supervisor');
    expect(await agent.http.call('GET', base)).toMatchObject({ code: 'forbidden' });
    expect(await agent.http.call('POST', base, { name: 'x', url })).toMatchObject({ code: 'forbidden' });
  });
});

test('waits grow to some three days in all, by chance a fifth more or less', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempts, chance) => {
        const plan = planRetry(attempts, 500, null, () => chance) as { waitMs: number };
        const least = planRetry(attempts, 500, null, () => 0) as { waitMs: number };
        expect(plan.waitMs).toBeGreaterThanOrEqual(least.waitMs);
        expect(plan.waitMs).toBeLessThanOrEqual(least.waitMs * 1.5 + 1);
      },
    ),
  );
  const all = Array.from(
    { length: 12 },
    (_, i) => (planRetry(i + 1, 500, null, () => 0.5) as { waitMs: number }).waitMs,
  );
  expect(all.reduce((sum, each) => sum + each, 0) / 86_400_000).toBeCloseTo(3, 0);
  expect(planRetry(13, 500, new Date(), Math.random)).toBe('give up');
  expect(planRetry(13, 500, new Date(Date.now() - 3 * 86_400_000), Math.random)).toBe('pause');
});

test('several workers, failures at random: every event gets through, each conversation in order', {
  timeout: 120_000,
}, async () => {
  const quiet = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  try {
    const there = await createTestWorkspace(quiet);
    const box = await there.addInbox();
    const pool = quiet.database.pool;
    const { webhook } = await there.owner.http.post<{ webhook: Webhook }>(
      `/v1/workspaces/${there.id}/webhooks`,
      {
        name: 'Shop',
        url: 'https://example.com/',
        events: ['note.created'],
      },
    );
    const ids: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      const visitor = await TestVisitor.open(quiet.url, box.key);
      const tab = await visitor.connect();
      ids.push((await tab.say({ conversationId: uuid() })).conversationId);
      await tab.close();
    }
    const arrived: Record<string, number[]> = {};
    const write = async (
      _: string,
      events: { conversationId: string | null; entry: { seq: number } | null }[],
    ) => events.map((e) => JSON.stringify({ conversationId: e.conversationId, seq: e.entry?.seq }));
    let writing = true;
    const worker = async () => {
      for (let idle = 0; idle < 5; ) {
        const queued = await queueEvents(quiet.doors.core, write);
        const claimed = await claimWebhookDeliveries(quiet.doors.core, 3);
        for (const delivery of claimed) {
          const isThrough = Math.random() < 0.6;
          if (isThrough) {
            const { conversationId, seq } = JSON.parse(delivery.body) as {
              conversationId: string;
              seq: number;
            };
            arrived[conversationId] = [...(arrived[conversationId] ?? []), seq];
          }
          const outcome = { status: isThrough ? 200 : 500, excerpt: '', error: null, durationMs: 1 };
          await recordWebhookDelivery(quiet.doors.core, { ...delivery, attempts: 1 }, outcome);
        }
        await pool.query('update webhook_deliveries set due_at = now() where due_at > now()');
        idle = writing || queued + claimed.length > 0 ? 0 : idle + 1;
      }
    };
    const working = [worker(), worker(), worker()];
    for (let i = 0; i < 15; i += 1)
      await Promise.all(ids.map((id) => there.owner.write(id, `note ${i}`, 'note')));
    writing = false;
    await Promise.all(working);
    for (const id of ids) {
      const notes = (await there.owner.log(id)).filter((e) => e.kind === 'note').map((e) => e.seq);
      expect(arrived[id]).toEqual(notes);
    }
    const left = await pool.query(
      `select 1 from webhook_deliveries where webhook_id = $1 and status <> 'delivered'`,
      [webhook.id],
    );
    expect(left.rowCount).toBe(0);
  } finally {
    await quiet.stop();
  }
});
