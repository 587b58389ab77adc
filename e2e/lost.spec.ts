import type { Inbox } from '@causerie/protocol';
import { Agent } from './support/Agent.ts';
import { Api } from './support/Api.ts';
import { withDatabase } from './support/bulkData.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';
import { Visitor } from './support/Visitor.ts';
import { Wire } from './support/Wire.ts';

/** Networks that fail, servers that die, tabs that close: nothing that anybody wrote is lost, doubled or out of order. */
const server = useServer({ demo: true });
let api: Api;
let inbox: Inbox;
let site: Site;

test.beforeAll(async () => {
  api = await Api.signIn(server().url);
  inbox = await api.inbox();
  site = await Site.with(server().url, inbox.key);
});
test.afterAll(() => site?.close());

const cut =
  /ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|NETWORK_CHANGED)|WebSocket connection/;
const because = 'the browser notes the lost connection that this test brings about';

test('P1, P4: the server is killed while both write, and started again', async ({
  visitorAt,
  agentAt,
  expectTrouble,
}) => {
  expectTrouble(cut, because);
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('before the crash');
  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent.openRow('before the crash');
  // A part of the console that is on its way when the server dies would be told as missing: not what this is about.
  await expect(agent.page.getByRole('button', { name: 'Erase this contact' })).toBeVisible();
  // The last words of each are on their way when it dies.
  await Promise.all([
    visitor.write('visitor, into the crash'),
    agent.write('agent, into the crash'),
    server().kill(),
  ]);
  await visitor.write('visitor, while it is down');
  await agent.write('agent, while it is down');
  await expect(visitor.notice).toHaveText('Reconnecting… What you write is kept.');
  await expect(agent.page.getByText('Connection lost.', { exact: false })).toBeVisible();
  await server().restart();

  const all = [
    'before the crash',
    'visitor, into the crash',
    'agent, into the crash',
    'visitor, while it is down',
    'agent, while it is down',
  ];
  await expect(visitor.said('agent, while it is down')).toBeVisible({ timeout: 30_000 });
  await expect(agent.said('visitor, while it is down')).toBeVisible({ timeout: 30_000 });
  await expect(visitor.notice).toHaveText('');
  const { id } = await api.conversationSaying('while it is down');
  await expect.poll(async () => [...(await api.texts(id))].sort()).toEqual([...all].sort());
  const log = await api.texts(id);
  await expect.poll(() => visitor.order(all)).toEqual(log);
  await expect.poll(() => agent.order(all)).toEqual(log);
});

test('P1, P4: the network is cut on both sides while both write, and restored', async ({
  visitorAt,
  agentAt,
  expectTrouble,
}) => {
  expectTrouble(cut, because);
  const wire = await Wire.before(server().port);
  const behind = await Site.with(wire.url, inbox.key);
  const visitor = await visitorAt(behind.url);
  await visitor.open();
  await visitor.write('before the cut');
  const agent = await agentAt(wire);
  await agent.goTo('All');
  await agent.openRow('before the cut');
  await agent.write('we are connected');
  await expect(visitor.said('we are connected')).toBeVisible();

  // The browser says so, and the sockets break; the browser alone would leave open ones alive.
  await visitor.page.context().setOffline(true);
  await agent.page.context().setOffline(true);
  wire.cut();
  await expect(visitor.notice).toHaveText('You’re offline. What you write is kept and sent later.');
  await expect(agent.page.getByText('Connection lost.', { exact: false })).toBeVisible();
  for (const n of [1, 2, 3]) {
    await visitor.write(`visitor ${n}`);
    await agent.write(`agent ${n}`);
  }
  await expect(visitor.log.getByText('Will be sent later')).toBeVisible();
  await expect(agent.log.getByText('Kept here, sent when the connection is back').first()).toBeVisible();
  wire.recover();
  await visitor.page.context().setOffline(false);
  await agent.page.context().setOffline(false);

  const all = [
    'before the cut',
    'we are connected',
    ...[1, 2, 3].flatMap((n) => [`visitor ${n}`, `agent ${n}`]),
  ];
  await expect(visitor.said('agent 3')).toBeVisible();
  await expect(agent.said('visitor 3')).toBeVisible();
  await expect(visitor.notice).toHaveText('');
  const { id } = await api.conversationSaying(' 3');
  await expect.poll(() => api.texts(id)).toHaveLength(all.length);
  const log = await api.texts(id);
  expect([...log].sort()).toEqual([...all].sort());
  expect(log.filter((text) => text.startsWith('visitor'))).toEqual(['visitor 1', 'visitor 2', 'visitor 3']);
  expect(log.filter((text) => text.startsWith('agent'))).toEqual(['agent 1', 'agent 2', 'agent 3']);
  await expect.poll(() => visitor.order(all)).toEqual(log);
  await expect.poll(() => agent.order(all)).toEqual(log);
  await behind.close();
  await wire.close();
});

test('P7, P4: a connection that stalls is noticed and replaced; a reload in the middle of sending loses nothing', async ({
  visitorAt,
  expectTrouble,
}) => {
  expectTrouble(cut, because);
  const wire = await Wire.before(server().port);
  const behind = await Site.with(wire.url, inbox.key);
  const visitor = await visitorAt(behind.url);
  await visitor.open();
  await visitor.write('the line is good');
  await expect(visitor.log.getByText('· Sent')).toBeVisible();
  const { id } = await api.conversationSaying('the line is good');

  wire.stall();
  await visitor.write('into the silence');
  await api.say(id, 'can you hear us?');
  await expect(visitor.notice).toHaveText('Reconnecting… What you write is kept.', { timeout: 20_000 });
  await expect(visitor.log.getByText('Will be sent later')).toBeVisible();
  wire.recover();
  await expect(visitor.said('can you hear us?')).toBeVisible({ timeout: 30_000 });
  await expect(visitor.log.getByText('· Sent')).toBeVisible();
  await expect(visitor.notice).toHaveText('');

  wire.stall();
  await visitor.write('sent just before');
  await visitor.write('the reload');
  wire.recover();
  await visitor.page.reload();
  await visitor.open();
  const all = ['the line is good', 'can you hear us?', 'into the silence', 'sent just before', 'the reload'];
  await expect.poll(async () => (await api.texts(id)).length, { timeout: 30_000 }).toBe(all.length);
  expect([...(await api.texts(id))].sort()).toEqual([...all].sort());
  const log = await api.texts(id);
  expect(log.slice(-2)).toEqual(['sent just before', 'the reload']);
  await expect.poll(() => visitor.order(all)).toEqual(log);
  await behind.close();
  await wire.close();
});

test('P4: tabs of one visitor, and of one agent, stay in step', async ({ visitorAt, agentAt }) => {
  const first = await visitorAt(site.url);
  const page = await first.page.context().newPage();
  await page.goto(site.url);
  const second = new Visitor(page);
  await second.open();
  await first.open();
  await first.write('from the first tab');
  const { id } = await api.conversationSaying('from the first tab');
  await expect(second.chat.getByText('from the first tab').first()).toBeVisible();
  if (await second.button(/from the first tab/).isVisible())
    await second.button(/from the first tab/).click();
  await second.write('from the second tab');
  await expect(first.said('from the second tab')).toBeVisible();

  await second.close();
  await first.close();
  await api.say(id, 'an answer for both');
  await expect(second.page.getByRole('button', { name: 'Open chat, 1 unread message' })).toBeVisible();
  await expect(first.page.getByRole('button', { name: 'Open chat, 1 unread message' })).toBeVisible();
  await first.open();
  await expect(first.said('an answer for both')).toBeVisible();
  await expect(second.page.getByRole('button', { name: 'Open chat', exact: true })).toBeVisible();
  expect(await api.texts(id)).toEqual(['from the first tab', 'from the second tab', 'an answer for both']);

  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent.openRow('an answer for both');
  const other = new Agent(await agent.page.context().newPage());
  await other.page.goto(agent.page.url());
  await expect(other.said('an answer for both')).toBeVisible();
  await agent.write('from one window');
  await expect(other.said('from one window')).toBeVisible();
  await other.write('from the other window');
  await expect(agent.said('from the other window')).toBeVisible();
  await expect(first.said('from the other window')).toBeVisible();
  expect((await api.texts(id)).slice(-2)).toEqual(['from one window', 'from the other window']);
});

test('P12: a customer comes back in another browser, by the mailed link and by the one an agent copies', async ({
  visitorAt,
  agentAt,
  profile,
  expectTrouble,
}) => {
  await api.set(inbox, { mailAfterMinutes: 0 });
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('I will be on the train');
  await visitor.chat.getByRole('textbox', { name: /Leave your e-mail/ }).fill('jean@example.com');
  await visitor.button('Save').click();
  await expect(visitor.chat.getByText('We will also reply to jean@example.com.')).toBeVisible();
  await visitor.page.context().close();

  const agent = await agentAt(server(), 'amelie@example.com', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await agent.goTo('All');
  await agent.openRow('on the train');
  await agent.write('Your lamp is ready');
  const mail = await api.mailTo('jean@example.com');
  expect(mail.text).toContain('Your lamp is ready');
  await expect(agent.log.getByText('Also sent to jean@example.com')).toBeVisible();

  const link = /https?:\/\/\S+\/r\/\S+/.exec(mail.text)?.[0] ?? '';
  const phone = await (await profile({ viewport: { width: 390, height: 844 } })).newPage();
  // The link leads to the thread, not over the messenger's first screen; so does loading the page again.
  await phone.addInitScript(() => {
    const look = () =>
      document.querySelector('.home') && document.documentElement.setAttribute('data-home', '');
    new MutationObserver(look).observe(document, { subtree: true, childList: true });
  });
  const homeSeen = () => phone.locator('html[data-home]').count();
  await phone.goto(link);
  const back = new Visitor(phone, { standalone: true });
  await expect(back.said('I will be on the train')).toBeVisible();
  await expect(back.said('Your lamp is ready')).toBeVisible();
  expect(phone.url()).not.toContain('resume');
  expect(await homeSeen()).toBe(0);
  await back.write('Back on my phone');
  await expect(agent.said('Back on my phone')).toBeVisible();
  await expect(agent.log.getByText(/came back by the link/)).toBeVisible();
  // The mail reached them, so the address is theirs.
  await expect(agent.page.getByText('Verified', { exact: true }).first()).toBeAttached();
  await phone.reload();
  await expect(back.said('Back on my phone')).toBeVisible();
  expect(await homeSeen()).toBe(0);

  await agent.page.getByRole('button', { name: 'More' }).click();
  await agent.page.getByRole('menuitem', { name: 'Copy link for the customer' }).click();
  await expect(agent.page.getByText(/Link copied/)).toBeVisible();
  const copied = await agent.page.evaluate(() => navigator.clipboard.readText());
  const tablet = await (await profile()).newPage();
  await tablet.goto(copied);
  const third = new Visitor(tablet, { standalone: true });
  await expect(third.said('Back on my phone')).toBeVisible();
  await third.write('And on the tablet');
  await expect(back.said('And on the tablet')).toBeVisible();
  await expect(agent.said('And on the tablet')).toBeVisible();

  expectTrouble(/status of 401/, 'a forged link is refused');
  const stranger = await (await profile()).newPage();
  await stranger.goto(`${copied.slice(0, -8)}AAAAAAAA`);
  const forged = new Visitor(stranger, { standalone: true });
  await expect(forged.notice).toHaveText(/This link has expired/);
  await expect(stranger.getByText('Back on my phone')).toBeHidden();
  await forged.write('So I begin anew');
});

// Last: a server that was just started gives visitors a minute to come back.
test('a live chat whose visitor closes the page stays, becomes messaging, and is live again when the visitor is back', async ({
  visitorAt,
  agentAt,
  profile,
}) => {
  const pro = await api.inbox('Lumen Pro');
  await api.set(pro, {}, { mode: 'live', hours: null });
  const shop = await Site.with(server().url, pro.key);
  const left = await visitorAt(shop.url);
  await left.open();
  await left.write('Are you there right now?');
  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent.openRow('Are you there right now?');
  const isLive = agent.page.getByRole('main').getByText('Live now').first();
  await expect(isLive).toBeVisible();
  const { id } = await api.conversationSaying('Are you there right now?');
  await left.page.context().close();
  await shop.close();

  // As if it had been a while ago.
  await withDatabase(server(), (client) =>
    client.query(`update conversations set updated_at = now() - interval '2 minutes' where id = $1`, [id]),
  );
  await expect(agent.log.getByText(/Answers reach them here or by e-mail/)).toBeVisible({ timeout: 100_000 });
  await expect(isLive).toBeHidden();
  const { url } = await api.call<{ url: string }>('POST', `/conversations/${id}/resume-link`, {});
  const page = await (await profile()).newPage();
  await page.goto(url);
  const visitor = new Visitor(page, { standalone: true });
  await expect(visitor.said('Are you there right now?')).toBeVisible();
  await visitor.write('Now I am back');
  await expect(agent.said('Now I am back')).toBeVisible();
  await expect(isLive).toBeVisible();
});
