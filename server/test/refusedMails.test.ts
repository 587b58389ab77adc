import type { Invitation, Member } from '@causerie/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptPayload } from '../src/core/inbound/acceptPayload.ts';
import { uuid } from '../src/lib/uuid.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestMailServer } from '../src/testing/TestMailServer.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

/** Mails that are part of no conversation and were refused for good: seen by whoever can do something about it. */
let post: TestMailServer;
let program: TestProgram;
let company: TestWorkspace;
let at: string;

beforeAll(async () => {
  post = await TestMailServer.start();
  program = await startTestProgram({
    trustProxy: true,
    smtpUrl: post.url,
    mailReplyDomain: 'in.maison.example',
  });
  company = await createTestWorkspace(program);
  at = `/v1/workspaces/${company.id}`;
});
afterAll(async () => {
  await program.stop();
  await post.stop();
});
beforeEach(() => {
  post.refuse = () => undefined;
});

const invite = (email: string) =>
  company.owner.http.post<{ invitation: Invitation; link: string; mailed: boolean }>(`${at}/invitations`, {
    email,
    role: 'agent',
  });
const readInvitation = async (email: string): Promise<Invitation | undefined> =>
  (await company.owner.http.get<{ items: Invitation[] }>(`${at}/invitations`)).items.find(
    (each) => each.email === email,
  );
const mailOf = (email: string, status: string) =>
  waitUntil(`${status} mail to ${email}`, async () => {
    const mail = (await readInvitation(email))?.mail;
    return mail?.status === status && mail;
  });
const memberOf = async (agent: TestAgent): Promise<Member> =>
  (await company.owner.http.get<{ items: Member[] }>(`${at}/members`)).items.find(
    (each) => each.userId === agent.userId,
  )!;

test('an invitation says what became of its mail', async () => {
  const good = `${uuid()}@example.com`;
  expect((await invite(good)).invitation.mail).toEqual({ status: 'queued', reason: null });
  expect(await mailOf(good, 'sent')).toEqual({ status: 'sent', reason: null });

  const bad = `${uuid()}@example.com`;
  post.refuse = (to) => (to === bad ? { at: 'rcpt', code: 550, text: 'no such mailbox' } : undefined);
  const socket = await company.owner.connect();
  const first = await invite(bad);
  const refused = await mailOf(bad, 'refused');
  expect(refused.reason).toContain('no such mailbox');
  await socket.waitFor((frame) => frame.type === 'changed' && frame.what === 'invitations');
  await socket.close();
  // Once: it is not tried again.
  const tries = post.tries;
  // A new link takes the place of the old one, and tells anew.
  post.refuse = () => undefined;
  const again = await invite(bad);
  expect(again.link).not.toBe(first.link);
  expect(again.invitation.mail).toEqual({ status: 'queued', reason: null });
  await mailOf(bad, 'sent');
  expect(post.tries).toBe(tries + 1);
});

test('a refusal for the moment is told with its reason, and tried again', async () => {
  const email = `${uuid()}@example.com`;
  post.refuse = (to) => (to === email ? { at: 'rcpt', code: 451, text: 'try later' } : undefined);
  await invite(email);
  const mail = await waitUntil('a reason', async () => {
    const now = (await readInvitation(email))?.mail;
    return now?.reason ? now : undefined;
  });
  expect(mail).toMatchObject({ status: 'queued' });
  expect(mail.reason).toContain('try later');
});

test('a refused mail to reset a password is shown at the member, until one is taken', async () => {
  const agent = await company.addAgent('Amélie');
  const { email } = await memberOf(agent);
  const reset = () =>
    fetch(`${program.url}/v1/auth/request-password-reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: program.doors.config.publicUrl },
      body: JSON.stringify({ email, redirectTo: '/reset-password' }),
    });
  expect((await memberOf(agent)).mailRefused).toBeNull();
  post.refuse = (to) => (to === email ? { at: 'data', code: 554, text: 'mailbox closed' } : undefined);
  expect((await reset()).status).toBe(200);
  const refused = await waitUntil('a refusal', async () => (await memberOf(agent)).mailRefused ?? undefined);
  expect(refused.reason).toContain('mailbox closed');
  post.refuse = () => undefined;
  await reset();
  await waitUntil('the sign to go', async () => (await memberOf(agent)).mailRefused === null);
});

describe('a mail that is taken at first and comes back later', () => {
  /** A report of the post office (RFC 3464) to the envelope's sender, which is all that it knows. */
  const comeBack = async (to: string, action: 'failed' | 'delayed', status: string) => {
    const mail = await waitUntil(`a mail to ${to}`, () => post.to(to).at(-1));
    const report = [
      'From: MAILER-DAEMON@mx.example.com',
      `To: ${mail.envelopeFrom}`,
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'I am sorry to have to inform you.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.com',
      '',
      `Final-Recipient: rfc822; ${to}`,
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: smtp; 550 ${status} mailbox of ${to.slice(0, 8)} is gone`,
      '--b--',
      '',
    ].join('\r\n');
    const id = await acceptPayload(program.doors.core, {
      workspaceId: company.id,
      channel: 'email',
      recipient: mail.envelopeFrom,
      raw: Buffer.from(report),
    });
    return waitUntil('it is handled', async () => {
      const found = await program.database.pool.query<{ status: string; reason: string | null }>(
        `select status, reason from inbound_payloads where id = $1 and status <> 'received'`,
        [id],
      );
      return found.rows[0];
    });
  };

  test('is seen at its invitation, and not where that was accepted or withdrawn', async () => {
    const email = `${uuid()}@example.com`;
    await invite(email);
    await mailOf(email, 'sent');
    expect(await comeBack(email, 'delayed', '4.4.1')).toMatchObject({ status: 'ignored' });
    expect((await readInvitation(email))?.mail).toMatchObject({ status: 'sent' });
    const socket = await company.owner.connect();
    expect(await comeBack(email, 'failed', '5.1.1')).toMatchObject({ status: 'handled' });
    await socket.waitFor((frame) => frame.type === 'changed' && frame.what === 'invitations');
    await socket.close();
    expect((await readInvitation(email))?.mail).toEqual({
      status: 'refused',
      reason: `550 5.1.1 mailbox of ${email.slice(0, 8)} is gone`,
    });
    const { id } = (await readInvitation(email))!;
    await company.owner.http.call('DELETE', `${at}/invitations/${id}`);
    expect(await comeBack(email, 'failed', '5.1.1')).toMatchObject({
      status: 'ignored',
      reason: 'what it was about is gone',
    });
  });

  test('is seen at the member whose notifications come back', async () => {
    const clara = await company.addAgent('Clara');
    const { email } = await memberOf(clara);
    const inbox = await company.addInbox();
    const visitor = await TestVisitor.open(program.url, inbox.key);
    const tab = await visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello?' });
    await tab.close();
    await company.owner.patch(conversationId, { assigneeId: clara.userId });
    await program.database.pool.query(
      `update notifications set created_at = created_at - interval '9 minutes' where user_id = $1`,
      [clara.userId],
    );
    expect(await comeBack(email, 'failed', '5.2.1')).toMatchObject({ status: 'handled' });
    expect((await memberOf(clara)).mailRefused?.reason).toContain('5.2.1');
  });
});
