import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimDeliveries } from '../src/core/deliveries/claimDeliveries.ts';
import { recordDelivery } from '../src/core/deliveries/recordDelivery.ts';
import { uuid } from '../src/lib/uuid.ts';
import { MailDesk } from '../src/testing/MailDesk.ts';
import { type Refusal, TestMailServer } from '../src/testing/TestMailServer.ts';
import { pause } from '../src/testing/waitUntil.ts';

let desk: MailDesk;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  desk = await MailDesk.start();
  worker = await desk.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await desk.stop();
});

describe('P20: mails that do not arrive', () => {
  /** A reply whose mail meets this refusal. */
  async function replyRefused(refusal: Refusal) {
    const started = await desk.startConversation();
    desk.post.refuse = (to) => (to === started.email ? refusal : undefined);
    await desk.agent.write(started.conversationId, 'Will this arrive?');
    await desk.letDelayPass(started.conversationId);
    return started;
  }

  test('P20: a permanent refusal lands on the message with its reason; resending is one click, and two clicks are one mail', async () => {
    const { conversationId, email, tab } = await replyRefused({
      at: 'rcpt',
      code: 550,
      text: '5.1.1 No such mailbox',
    });
    const failed = await desk.deliveryWith(conversationId, (d) => d.status === 'failed');
    expect(failed).toMatchObject({
      reason: expect.stringContaining('No such mailbox'),
      firstSeq: 5,
      lastSeq: 5,
      address: email,
    });
    const { contact } = await desk.agent.read(conversationId);
    const right = `${uuid()}@example.com`;
    await desk.agent.http.patch(`/v1/workspaces/${desk.company.id}/contacts/${contact.id}`, { email: right });
    const resend = () =>
      desk.agent.http.call('POST', desk.agent.path(conversationId, `/deliveries/${failed.id}/resend`), {});
    const answers = await Promise.all([resend(), resend(), resend()]);
    expect(answers.map((a) => a.code ?? a.status).toSorted()).toEqual([200, 'not_failed', 'not_failed']);
    expect((await desk.mailTo(right)).text).toContain('Will this arrive?');
    expect(await desk.deliveryWith(conversationId, (d) => d.status === 'sent')).toMatchObject({
      id: failed.id,
      address: right,
    });
    expect((await resend()).code).toBe('not_failed');
    await pause(150);
    expect(desk.post.to(right)).toHaveLength(1);
    await tab.close();
  });

  test.each<Refusal>([
    { at: 'rcpt', code: 450, text: '4.2.0 Greylisted, come back later' },
    { at: 'data', code: 451, text: '4.3.0 Not now' },
    { at: 'data', code: 421, text: '4.3.2 Shutting down' },
  ])('a temporary refusal ($code at $at) is tried again until it goes through', async (refusal) => {
    const { conversationId, email, tab } = await replyRefused(refusal);
    const waiting = await desk.deliveryWith(conversationId, (d) => d.reason !== undefined);
    expect(waiting).toMatchObject({
      status: 'queued',
      attempts: 1,
      reason: expect.stringContaining(refusal.text),
    });
    await desk.letWaitPass(conversationId);
    await desk.deliveryWith(conversationId, (d) => d.attempts === 2 && d.status === 'queued');
    desk.post.refuse = () => undefined;
    await desk.letWaitPass(conversationId);
    expect(await desk.deliveryWith(conversationId, (d) => d.status === 'sent')).not.toHaveProperty('reason');
    expect(desk.post.to(email)).toHaveLength(1);
    await tab.close();
  });

  test('a refusal that stays temporary fails in the end, with its reason', async () => {
    const { conversationId, tab } = await replyRefused({ at: 'rcpt', code: 450, text: '4.2.2 Mailbox full' });
    await desk.deliveryWith(conversationId, (d) => d.attempts === 1 && d.reason !== undefined);
    await desk.sql('update deliveries set attempts = 7 where conversation_id = $1', [conversationId]);
    await desk.letWaitPass(conversationId);
    const failed = await desk.deliveryWith(conversationId, (d) => d.status === 'failed');
    expect(failed).toMatchObject({ attempts: 8, reason: expect.stringContaining('Mailbox full') });
    await tab.close();
  });

  test('a mail server that is down loses nothing', async () => {
    await worker.stop();
    const down = await TestMailServer.start();
    const { port } = down;
    await down.stop();
    worker = await desk.startWorker(`smtp://127.0.0.1:${port}`);
    const { conversationId, email, tab } = await desk.startConversation();
    await desk.agent.write(conversationId, 'Patience');
    await desk.letDelayPass(conversationId);
    const waiting = await desk.deliveryWith(conversationId, (d) => d.reason !== undefined);
    expect(waiting).toMatchObject({ status: 'queued', reason: expect.stringContaining('ECONNREFUSED') });
    await worker.stop();
    worker = await desk.startWorker();
    await desk.letWaitPass(conversationId);
    expect((await desk.mailTo(email)).text).toContain('Patience');
    await tab.close();
  });

  test('a worker that dies with a mail in its hands: another takes it when the claim has ended, not before', async () => {
    await worker.stop();
    const { conversationId, email, tab } = await desk.startConversation();
    await desk.agent.write(conversationId, 'Do not lose me');
    const { id } = await queueByHand(conversationId, email);
    const claimed = await claimDeliveries(desk.program.doors.core, 100);
    expect(claimed.map((d) => d.id)).toContain(id);
    worker = await desk.startWorker();
    await pause(200);
    expect(desk.post.to(email)).toEqual([]);
    await desk.sql(`update deliveries set claimed_until = now() - interval '1 second' where id = $1`, [id]);
    expect((await desk.mailTo(email)).text).toContain('Do not lose me');
    expect(await desk.deliveryWith(conversationId, (d) => d.status === 'sent')).toMatchObject({
      id,
      attempts: 2,
    });
    await tab.close();
  });

  /** The delivery that the worker would make, while there is none. */
  async function queueByHand(conversationId: string, email: string): Promise<{ id: string }> {
    const id = uuid();
    await desk.sql(
      `insert into deliveries (workspace_id, id, conversation_id, first_seq, last_seq, channel, address, version)
       select workspace_id, $2, id, last_seq, last_seq, 'email', $3, version from conversations where id = $1`,
      [conversationId, id, email],
    );
    return { id };
  }

  test('P6: a late report never moves a delivery back', async () => {
    const { conversationId, email, tab } = await desk.startConversation();
    await desk.agent.write(conversationId, 'Delivered');
    await desk.letDelayPass(conversationId);
    await desk.mailTo(email);
    const sent = await desk.deliveryWith(conversationId, (d) => d.status === 'sent');
    const ids = { workspaceId: desk.company.id, conversationId, id: sent.id };
    const { core } = desk.program.doors;
    const retry = { status: 'retry', reason: 'from a worker that was slow', dueAt: new Date() } as const;
    expect(await recordDelivery(core, ids, retry)).toMatchObject({ status: 'sent' });
    await recordDelivery(core, ids, { status: 'read' });
    for (const status of ['delivered', 'sent'] as const) {
      expect(await recordDelivery(core, ids, { status })).toMatchObject({ status: 'read' });
    }
    await pause(150);
    expect(desk.post.to(email)).toHaveLength(1);
    await tab.close();
  });
});
