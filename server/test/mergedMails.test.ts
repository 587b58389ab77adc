import type { Conversation, Delivery } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordDelivery } from '../src/core/deliveries/recordDelivery.ts';
import { uuid } from '../src/lib/uuid.ts';
import { MailDesk } from '../src/testing/MailDesk.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

let desk: MailDesk;
beforeAll(async () => {
  desk = await MailDesk.start();
});
afterAll(() => desk.stop());

const deliveriesOf = async (id: string): Promise<Delivery[]> => (await desk.agent.page(id)).deliveries;
const textAt = async (id: string, seq: number) =>
  (await desk.agent.log(id)).find((e) => e.seq === seq)?.content as { text?: string } | undefined;

/** Two conversations of one contact, in each an answer whose mail failed, in turns; where they were merged. */
async function merged() {
  const { conversationId: first, email, tab, visitor } = await desk.startConversation();
  const { conversationId: second } = await tab.say({ conversationId: uuid(), text: 'And another thing' });
  for (const [id, text] of [
    [first, 'answer 1 of one'],
    [second, 'answer 1 of two'],
    [first, 'answer 2 of one'],
    [second, 'answer 2 of two'],
  ] as const)
    await desk.agent.write(id, text);
  const broken = await desk.startWorker(null);
  for (const id of [first, second]) await desk.letDelayPass(id);
  for (const id of [first, second]) await desk.deliveryWith(id, (d) => d.status === 'failed');
  await broken.stop();
  const whole = await desk.agent.http.post<Conversation>(desk.agent.path(first, '/merge'), {
    sourceId: second,
  });
  return { first, second, email, tab, visitor, id: whole.id };
}

test('a mail that failed before a merge is shown and sent again where its messages are read now, with these only', async () => {
  const { first, second, email, tab, id } = await merged();
  const deliveries = await deliveriesOf(id);
  expect(deliveries.map((d) => [d.conversationId, d.status])).toEqual([
    [id, 'failed'],
    [id, 'failed'],
  ]);
  expect(await textAt(id, deliveries[0]!.lastSeq)).toMatchObject({ text: 'answer 2 of one' });
  expect(await textAt(id, deliveries[1]!.lastSeq)).toMatchObject({ text: 'answer 2 of two' });
  expect(await deliveriesOf(first)).toEqual([]);
  const worker = await desk.startWorker();
  const screen = await desk.agent.connect();
  await screen.subscribe(id);
  await desk.agent.http.post(desk.agent.path(id, `/deliveries/${deliveries[1]!.id}/resend`), {});
  await screen.waitFor((f) => f.type === 'delivery' && f.delivery.status === 'sent');
  const mail = await desk.mailTo(email);
  expect(mail.text).toContain('answer 1 of two');
  expect(mail.text).toContain('answer 2 of two');
  expect(mail.text, 'what stands between is another mail’s').not.toContain('of one');
  await worker.stop();
  const log = await desk.agent.log(id);
  expect(log.at(-1)?.event).toMatchObject({ type: 'mail_sent', lastSeq: deliveries[1]!.lastSeq });

  await desk.agent.http.post(desk.agent.path(id, '/unmerge'), {});
  const [ofFirst, ofSecond] = [await deliveriesOf(first), await deliveriesOf(second)];
  expect(ofFirst.map((d) => d.status)).toEqual(['failed']);
  expect(ofSecond.map((d) => d.status)).toEqual(['sent']);
  expect(await textAt(first, ofFirst[0]!.lastSeq)).toMatchObject({ text: 'answer 2 of one' });
  expect(await textAt(second, ofSecond[0]!.lastSeq)).toMatchObject({ text: 'answer 2 of two' });
  await Promise.all([screen.close(), tab.close()]);
});

test('a mail on its way is told of where it has been moved to, and what was mailed is not mailed again', async () => {
  const { id, first, email, tab } = await merged();
  await desk.agent.write(id, 'said since');
  const worker = await desk.startWorker();
  const before = desk.post.to(email).length;
  await desk.letDelayPass(id);
  const own = await desk.deliveryWith(id, (d) => d.status === 'sent');
  await worker.stop();
  await desk.agent.http.post(desk.agent.path(id, '/unmerge'), {});
  expect((await deliveriesOf(first)).map((d) => d.id)).toContain(own.id);
  const { core } = desk.program.doors;
  await recordDelivery(
    core,
    { workspaceId: desk.company.id, id: own.id },
    { status: 'failed', reason: '550' },
  );
  expect((await deliveriesOf(first)).find((d) => d.id === own.id)).toMatchObject({ status: 'failed' });
  const again = await desk.startWorker();
  await desk.letDelayPass(first);
  await waitUntil('the delay is over', async () => {
    const found = await desk.sql('select from conversations where id = $1 and unread_reply_since is null', [
      first,
    ]);
    return found.rowCount === 1;
  });
  await again.stop();
  expect(desk.post.to(email)).toHaveLength(before + 1);
  await tab.close();
});
