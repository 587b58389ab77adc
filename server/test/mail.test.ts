import type { Contact } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { kindsOf } from '../src/testing/logChecks.ts';
import { MailDesk } from '../src/testing/MailDesk.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { pause, waitUntil } from '../src/testing/waitUntil.ts';

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

describe('unread replies', () => {
  test('go out after the inbox’s delay, in one mail, with the way back and our addresses', async () => {
    const { conversationId, email, tab } = await desk.startConversation();
    const screen = await desk.agent.connect();
    await screen.subscribe(conversationId);
    await desk.agent.write(conversationId, 'It will arrive <b>tomorrow</b>.');
    await desk.agent.write(conversationId, 'not for them', 'note');
    await desk.agent.write(conversationId, 'Or the day after.');
    await pause(150);
    expect(desk.post.to(email), 'not before the delay').toEqual([]);
    await desk.letDelayPass(conversationId);
    const mail = await desk.mailTo(email);
    expect(mail.text).toMatch(/It will arrive <b>tomorrow<\/b>\.[\s\S]*Or the day after\./);
    expect(`${mail.text}${mail.html}`).not.toContain('not for them');
    expect(mail.html).toContain('It will arrive &lt;b&gt;tomorrow&lt;/b&gt;.');
    expect(mail.from?.value[0]).toEqual({ name: 'Maison Lumen', address: 'chat@maison.example' });
    expect(mail.replyTo?.value[0]?.address).toMatch(/^reply\+[0-9a-z]+@in\.maison\.example$/);
    expect(mail.envelopeFrom).toMatch(/@in\.maison\.example$/);
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@maison\.example>$/);
    expect(mail.references).toContain(conversationId);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    await screen.waitFor((f) => f.type === 'delivery' && f.delivery.status === 'queued');
    await screen.waitFor(
      (f) => f.type === 'delivery' && f.delivery.status === 'sent' && f.delivery.address === email,
    );
    const log = await desk.agent.entries(conversationId);
    expect(log.at(-1)?.event).toEqual({ type: 'mail_sent', address: email, firstSeq: 5, lastSeq: 7 });
    await pause(200);
    expect(desk.post.to(email), 'once').toHaveLength(1);

    await desk.agent.write(conversationId, 'One more thing.');
    await desk.letDelayPass(conversationId);
    const second = await desk.mailTo(email, 2);
    expect(second.text).toContain('One more thing.');
    expect(second.text, 'what was mailed is not mailed again').not.toContain('Or the day after.');
    await Promise.all([screen.close(), tab.close()]);
  });

  test('P12: the link in the mail resumes the conversation elsewhere and proves the address', async () => {
    const { conversationId, email, tab } = await desk.startConversation();
    await desk.agent.write(conversationId, 'See you there');
    await desk.letDelayPass(conversationId);
    const [, token] = /\/r\/([\w.-]+)/.exec((await desk.mailTo(email)).text!)!;
    const phone = await TestVisitor.open(desk.program.url, desk.inbox.key, { resumeToken: token! });
    expect(phone.session).toMatchObject({ resumed: conversationId, email });
    const { contact } = await desk.agent.read(conversationId);
    const { identities } = await desk.agent.http.get<Contact>(
      `/v1/workspaces/${desk.company.id}/contacts/${contact.id}`,
    );
    expect(identities).toContainEqual(
      expect.objectContaining({ kind: 'email', address: email, verified: true }),
    );
    await tab.close();
  });

  test('are in the contact’s language', async () => {
    const { conversationId, email, tab } = await desk.startConversation('fr-CA');
    await desk.agent.write(conversationId, 'Voilà');
    await desk.letDelayPass(conversationId);
    const mail = await desk.mailTo(email);
    expect(mail.subject).toBe('Amélie (Maison Lumen) vous a répondu');
    expect(mail.text).toContain('Bonjour Marie');
    expect(mail.html).toContain('<html lang="fr-CA">');
    await tab.close();
  });

  test('do not go out once read, nor without an address; giving one later is in time', async () => {
    const read = await desk.startConversation();
    await desk.agent.write(read.conversationId, 'Read at once');
    read.tab.send({ type: 'read', conversationId: read.conversationId, seq: 5 });
    await waitUntil(
      'it was read',
      async () => (await desk.agent.read(read.conversationId)).contactReadSeq === 5,
    );
    await desk.letDelayPass(read.conversationId);

    const visitor = await TestVisitor.open(desk.program.url, desk.inbox.key);
    const tab = await visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid() });
    await desk.agent.write(conversationId, 'Where can I reach you?');
    await desk.letDelayPass(conversationId);
    await waitUntil('it was looked at', async () => {
      const found = await desk.sql('select from conversations where id = $1 and unread_reply_since is null', [
        conversationId,
      ]);
      return found.rowCount === 1;
    });
    const email = `${uuid()}@example.com`;
    await visitor.http.patch('/widget/v1/visitor', { email });
    await desk.letDelayPass(conversationId);
    expect((await desk.mailTo(email)).text).toContain('Where can I reach you?');
    expect(desk.post.to(read.email)).toEqual([]);
    await Promise.all([tab.close(), read.tab.close()]);
  });

  test('go out once each with two workers claiming at the same time', async () => {
    await worker.stop();
    const started = await Promise.all(Array.from({ length: 25 }, () => desk.startConversation()));
    for (const { conversationId } of started) await desk.agent.write(conversationId, 'An answer');
    for (const { conversationId } of started) await desk.letDelayPass(conversationId);
    const workers = await Promise.all([desk.startWorker(), desk.startWorker(), desk.startWorker()]);
    await Promise.all(started.map(({ email }) => desk.mailTo(email)));
    await pause(250);
    for (const { email, conversationId } of started) {
      expect(desk.post.to(email)).toHaveLength(1);
      expect((await desk.agent.page(conversationId)).deliveries).toMatchObject([
        { status: 'sent', attempts: 1 },
      ]);
    }
    for (const each of workers) await each.stop();
    worker = await desk.startWorker();
    await Promise.all(started.map(({ tab }) => tab.close()));
  });
});

describe('transcript', () => {
  test('has every message and no note, whatever time zone the widget claimed', async () => {
    const { conversationId, email, tab, visitor } = await desk.startConversation();
    await desk.agent.write(conversationId, 'An answer');
    await desk.agent.write(conversationId, 'between us', 'note');
    await desk.agent.patch(conversationId, { labels: ['secret-label'] });
    const path = `/widget/v1/conversations/${conversationId}/transcript`;
    expect((await visitor.http.call('POST', path, { email: 'stranger@example.com' })).status).toBe(202);
    const mail = await desk.mailTo(email);
    expect(mail.text).toMatch(/Hello\?[\s\S]*An answer/);
    expect(`${mail.text}${mail.html}`).not.toMatch(/between us|secret-label/);
    expect(desk.post.to('stranger@example.com'), 'only to their own address').toEqual([]);
    await tab.close();
  });

  test('P20: one that is refused says why on the conversation; sent again it goes to the corrected address', async () => {
    const { conversationId, email, tab } = await desk.startConversation();
    desk.post.refuse = (to) =>
      to === email ? { at: 'rcpt', code: 550, text: '5.1.1 No such mailbox' } : undefined;
    await desk.agent.http.call('POST', desk.agent.path(conversationId, '/transcript'), {});
    const failed = await desk.deliveryWith(conversationId, (d) => d.status === 'failed');
    const log = await desk.agent.entries(conversationId);
    expect(log.at(-1)).toMatchObject({
      seq: failed.lastSeq,
      event: { type: 'transcript_sent', address: email },
    });
    expect(failed).toMatchObject({
      carries: 'transcript',
      address: email,
      reason: expect.stringContaining('No such mailbox'),
    });
    const { contact } = await desk.agent.read(conversationId);
    const right = `${uuid()}@example.com`;
    await desk.agent.http.patch(`/v1/workspaces/${desk.company.id}/contacts/${contact.id}`, { email: right });
    await desk.agent.http.post(desk.agent.path(conversationId, `/deliveries/${failed.id}/resend`), {});
    expect((await desk.mailTo(right)).text).toContain('Hello?');
    await desk.deliveryWith(conversationId, (d) => d.id === failed.id && d.status === 'sent');
    // The replies' mails note in the log that they left; this one was noted when it was asked for.
    expect(kindsOf(await desk.agent.entries(conversationId))).not.toContain('mail_sent');
    await tab.close();
  });

  test('P20: one to an address given by hand is sent again to that one', async () => {
    const { conversationId, email, tab } = await desk.startConversation();
    const given = `${uuid()}@example.com`;
    let refused = true;
    desk.post.refuse = (to) =>
      to === given && refused ? { at: 'data', code: 554, text: 'Not today' } : undefined;
    await desk.agent.http.call('POST', desk.agent.path(conversationId, '/transcript'), { email: given });
    const failed = await desk.deliveryWith(conversationId, (d) => d.status === 'failed');
    refused = false;
    await desk.agent.http.post(desk.agent.path(conversationId, `/deliveries/${failed.id}/resend`), {});
    expect((await desk.mailTo(given)).text).toContain('Hello?');
    expect(desk.post.to(email)).toEqual([]);
    await tab.close();
  });

  test('P20: a server that cannot send mail says so', async () => {
    const { conversationId, tab } = await desk.startConversation();
    await worker.stop();
    worker = await desk.startWorker(null);
    await desk.agent.http.call('POST', desk.agent.path(conversationId, '/transcript'), {});
    const failed = await desk.deliveryWith(conversationId, (d) => d.status === 'failed');
    expect(failed.reason).toContain('no SMTP server is set');
    await worker.stop();
    worker = await desk.startWorker();
    await tab.close();
  });

  test('the desk may send it anywhere; without an address it says so', async () => {
    const visitor = await TestVisitor.open(desk.program.url, desk.inbox.key);
    const tab = await visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Anonymous' });
    const transcript = (body: object) =>
      desk.agent.http.call('POST', desk.agent.path(conversationId, '/transcript'), body);
    expect(await transcript({})).toMatchObject({ status: 422, code: 'no_address' });
    const email = `${uuid()}@example.com`;
    expect((await transcript({ email })).status).toBe(202);
    expect((await desk.mailTo(email)).text).toContain('Anonymous');
    await tab.close();
  });
});
