import type { NotificationSettings } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queueNotificationMails } from '../src/core/notifications/queueNotificationMails.ts';
import { uuid } from '../src/lib/uuid.ts';
import { MailDesk } from '../src/testing/MailDesk.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
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

const addressOf = async (agent: TestAgent): Promise<string> =>
  (await agent.http.get<{ email: string }>('/v1/me')).email;
const mention = (conversationId: string, who: TestAgent, by = desk.agent) =>
  by.http.post(by.path(conversationId, '/entries'), {
    id: uuid(),
    kind: 'note',
    content: {
      kind: 'text',
      text: '@you a secret thought',
      mentions: [{ kind: 'user', id: who.userId, offset: 0, length: 4 }],
    },
  });
/** Some minutes have passed since they were told on the screen. */
const letMinutesPass = (who: TestAgent) =>
  desk.sql(`update notifications set created_at = created_at - interval '4 minutes' where user_id = $1`, [
    who.userId,
  ]);
/** And the pause since the last mail. */
const letPausePass = (who: TestAgent) =>
  desk.sql('update members set notification_mailed_at = null where user_id = $1', [who.userId]);
const settings = () => `/v1/workspaces/${desk.company.id}/notifications/settings`;
const queue = () => queueNotificationMails(desk.program.doors.core);
const begin = async () => {
  const { conversationId, tab } = await desk.startConversation();
  await tab.close();
  return conversationId;
};

test('who is away gets one mail of all that is unread after some minutes, with links and without what was written', async () => {
  const bruno = await desk.company.addAgent('Bruno');
  const address = await addressOf(bruno);
  const [first, second] = [await begin(), await begin()];
  await mention(first, bruno);
  await desk.agent.patch(second, { assigneeId: bruno.userId });
  await queue();
  await pause(100);
  expect(desk.post.to(address), 'not at once').toEqual([]);
  await letMinutesPass(bruno);
  await mention(second, bruno);
  const mail = await desk.mailTo(address);
  expect(mail.subject).toBe('3 things for you in Maison Lumen');
  expect(mail.text).toContain('Amélie mentioned you in the conversation with Marie');
  expect(mail.text).toContain('Amélie gave you the conversation with Marie');
  expect(mail.text).toContain(`/w/${desk.company.id}/inbox/all/${first}`);
  expect(mail.text).toContain(`/w/${desk.company.id}/settings/account`);
  expect(`${mail.text}${mail.html}`).not.toContain('secret thought');
  // What comes soon after waits for the next mail.
  await mention(first, bruno);
  await letMinutesPass(bruno);
  await Promise.all([queue(), queue(), queue()]);
  await pause(200);
  expect(desk.post.to(address)).toHaveLength(1);
  await letPausePass(bruno);
  const next = await desk.mailTo(address, 2);
  expect(next.subject).toBe('Amélie mentioned you in the conversation with Marie (Maison Lumen)');
});

test('no mail for what has been read, for who is here, for who wants none, nor of replies', async () => {
  const [reader, present, silent, follower] = [
    await desk.company.addAgent('Reader'),
    await desk.company.addAgent('Present'),
    await desk.company.addAgent('Silent'),
    await desk.company.addAgent('Follower'),
  ];
  const id = await begin();
  const console = await present.connect();
  expect(await silent.http.patch<NotificationSettings>(settings(), { email: false })).toEqual({
    mentions: true,
    assignments: true,
    replies: true,
    email: false,
  });
  await desk.agent.http.put(desk.agent.path(id, `/followers/${follower.userId}`), {});
  for (const who of [reader, present, silent]) await mention(id, who);
  await desk.agent.write(id, 'words for who follows');
  await reader.http.put(`/v1/workspaces/${desk.company.id}/notifications/read`, {});
  for (const who of [reader, present, silent, follower]) await letMinutesPass(who);
  expect(await queue()).toBe(0);
  await pause(150);
  for (const who of [reader, present, silent, follower])
    expect(desk.post.to(await addressOf(who))).toEqual([]);
  // Once they have gone without reading it, they are told.
  await console.close();
  expect((await desk.mailTo(await addressOf(present))).subject).toContain('mentioned you');
});

test('what is read while the mail waits is left out of it; with nothing left none is sent', async () => {
  await worker.stop();
  const agent = await desk.company.addAgent('Late');
  const [one, two] = [await begin(), await begin()];
  await mention(one, agent);
  await mention(two, agent);
  await letMinutesPass(agent);
  expect(await queue()).toBe(1);
  await agent.http.put(`/v1/workspaces/${desk.company.id}/notifications/read`, { conversationId: one });
  worker = await desk.startWorker();
  const mail = await desk.mailTo(await addressOf(agent));
  expect(mail.text).toContain(two);
  expect(mail.text).not.toContain(one);
  await worker.stop();
  await mention(one, agent);
  await letMinutesPass(agent);
  await letPausePass(agent);
  expect(await queue()).toBe(1);
  await agent.http.put(`/v1/workspaces/${desk.company.id}/notifications/read`, {});
  worker = await desk.startWorker();
  await pause(300);
  expect(desk.post.to(await addressOf(agent))).toHaveLength(1);
});

test('the link that a mail program offers ends them by one request, in the reader’s language', async () => {
  const agent = await desk.company.addAgent('Fleur');
  await agent.http.patch('/v1/me', { language: 'fr' });
  const id = await begin();
  await mention(id, agent);
  await letMinutesPass(agent);
  const mail = await desk.mailTo(await addressOf(agent));
  expect(mail.subject).toBe('Amélie vous a mentionné dans la conversation avec Marie (Maison Lumen)');
  expect(mail.html).toContain('<html lang="fr">');
  const list = mail.headers.get('list') as { unsubscribe?: { url: string } };
  const url = new URL(list.unsubscribe!.url);
  const stop = () =>
    fetch(desk.program.url + url.pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
  for (const _ of [1, 2]) expect((await stop()).status).toBe(200);
  expect(await agent.http.get(settings())).toMatchObject({ email: false, mentions: true });
  const forged = await fetch(`${desk.program.url}/v1/mail-preferences/nonsense`, { method: 'POST' });
  expect(forged.status).toBeGreaterThanOrEqual(400);
  expect(await forged.json()).toMatchObject({ error: { code: 'invalid_token' } });
});
