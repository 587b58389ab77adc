import { Api } from './support/Api.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';
import { Visitor } from './support/Visitor.ts';

/** From an empty server to a rated conversation, as the people of a small company live it. */
test.describe.configure({ mode: 'serial' });
const server = useServer({});
const password = 'a-long-enough-one';
const owner = 'nora@example.com';
const colleague = 'sam@example.com';
let site: Site;
test.afterAll(() => site?.close());

test('an empty server is set up, and the snippet is seen live', async ({ profile, visitorAt }) => {
  const page = await (await profile()).newPage();
  await page.goto(server().url);
  await expect(page.getByRole('heading', { name: 'Welcome to Causerie' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Company or team' }).fill('Little Lamps');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Nora Owner');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(owner);
  await page.getByRole('textbox', { name: 'Password' }).fill('short');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByText('Use at least 10 characters.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Start' }).click();

  await expect(page.getByRole('heading', { name: 'Welcome, Nora' })).toBeVisible();
  const snippet = await page.getByText('data-inbox=').innerText();
  expect(snippet).toContain(`src="${server().url}/widget.js"`);
  await expect(page.getByText('Waiting for the first visit…')).toBeVisible();
  site = await Site.with(server().url, /data-inbox="([^"]+)"/.exec(snippet)?.[1] ?? '');
  const visitor = await visitorAt(site.url);
  await expect(visitor.launcher).toBeVisible();
  await expect(page.getByText('Seen live on your site')).toBeVisible();
  await expect(page.getByText('1 of 3 done')).toBeVisible();
});

test('sign out, sign in, invite a colleague who joins with the link', async ({
  agentAt,
  profile,
  expectTrouble,
}) => {
  expectTrouble(/status of 401 .*sign-in/, 'a wrong password was tried');
  const page = await (await profile()).newPage();
  await page.goto(server().url);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(owner);
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('E-mail or password is not right.');

  const nora = await agentAt(server(), owner, { password });
  await nora.page.getByRole('button', { name: /^Nora Owner/ }).click();
  await nora.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await nora.signIn(owner, password);
  await nora.page.getByRole('link', { name: 'Invite a colleague' }).click();
  await nora.page.getByRole('button', { name: 'Invite' }).click();
  const dialog = nora.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(colleague);
  await dialog.getByRole('button', { name: 'Make invitation' }).click();
  const link = await dialog.getByText(/\/invitation\//).innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(nora.page.getByText(colleague)).toBeVisible();

  const sam = await (await profile()).newPage();
  await sam.goto(link);
  await expect(sam.getByRole('heading', { name: 'Join Little Lamps' })).toBeVisible();
  await expect(sam.getByText('Nora Owner invites you as agent.')).toBeVisible();
  await sam.getByRole('textbox', { name: 'Your name' }).fill('Sam Colleague');
  await sam.getByRole('textbox', { name: 'Password' }).fill(password);
  await sam.getByRole('button', { name: 'Join' }).click();
  await expect(sam.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
  await expect(nora.page.getByText('Sam Colleague', { exact: true })).toBeVisible();
});

test('P8: a visitor and two agents through the whole conversation', async ({ agentAt, visitorAt }) => {
  const nora = await agentAt(server(), owner, { password });
  const sam = await agentAt(server(), colleague, { password });
  await nora.page
    .getByRole('link', { name: 'Unassigned', exact: true })
    .or(nora.page.getByText('Skip this for now'))
    .first()
    .waitFor();
  const skip = nora.page.getByRole('button', { name: /Skip this for now|Go to the inbox/ });
  if (await skip.isVisible()) await skip.click();
  await nora.goTo('Unassigned');

  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('Hello, do you ship to Norway?');
  await expect(visitor.log.getByText('· Sent')).toBeVisible();

  // No reload: the row comes to whoever looks.
  await expect(nora.row('do you ship to Norway?')).toBeVisible();
  await nora.openRow('do you ship to Norway?');
  await expect(nora.said('Hello, do you ship to Norway?')).toBeVisible();
  await expect(visitor.log.getByText('· Seen')).toBeVisible();

  await visitor.message.pressSequentially('I am wri');
  await expect(nora.log.getByText(/is typing/)).toBeVisible();
  await visitor.fill('');
  await nora.reply.pressSequentially('We do, let me look');
  await expect(visitor.chat.getByRole('img', { name: 'Nora Owner is typing' })).toBeVisible();
  await nora.page.getByRole('button', { name: 'Send reply' }).click();
  await expect(visitor.said('We do, let me look')).toBeVisible();
  await expect(nora.log.getByText('Read', { exact: true })).toBeVisible();

  // The colleague opens it too: each sees the other.
  await sam.goTo('All');
  await sam.openRow('let me look');
  await expect(nora.page.getByText('Sam Colleague is looking too')).toBeVisible();
  await expect(sam.page.getByText('Nora Owner is looking too')).toBeVisible();
  await sam.reply.pressSequentially('I could also');
  await expect(nora.page.getByText('Sam Colleague is writing an answer')).toBeVisible();
  await sam.reply.fill('');

  await nora.note('She asked before, be kind');
  await expect(sam.said('She asked before, be kind')).toBeVisible();
  await nora.page.getByRole('button', { name: /^Assign/ }).click();
  await nora.page.getByRole('menuitem', { name: 'Sam Colleague' }).click();
  await expect(nora.log.getByText('You assigned it to Sam Colleague')).toBeVisible();
  await sam.goTo('Mine');
  await expect(sam.row('let me look').or(sam.row('be kind'))).toBeVisible();
  await expect(visitor.log.getByText('Sam Colleague joined the conversation')).toBeVisible();
  await expect(visitor.log.getByText('be kind')).toBeHidden();

  // Put aside; the customer's next words bring it back.
  await sam.openRow(/let me look|be kind/);
  await sam.page.getByRole('button', { name: 'Snooze', exact: true }).click();
  await sam.page.getByRole('menuitem', { name: 'In one hour' }).click();
  await sam.goTo('Snoozed');
  await expect(sam.row(/let me look|be kind/)).toBeVisible();
  await visitor.write('One more thing: by when?');
  await expect(sam.row('by when?')).toBeHidden();
  await sam.goTo('Mine');
  await sam.openRow('by when?');
  await sam.write('In a week');
  await expect(visitor.said('In a week')).toBeVisible();
  await expect(visitor.log.getByText('be kind')).toBeHidden();

  await sam.page.getByRole('button', { name: 'Resolve' }).click();
  await expect(visitor.log.getByText('This conversation was closed.', { exact: false })).toBeVisible();
  await expect(visitor.log.getByRole('radio', { name: '5 stars' })).toBeAttached();
  await visitor.log.getByRole('radio', { name: '5 stars' }).check({ force: true });
  await visitor.log.getByRole('textbox', { name: 'Comment (optional)' }).fill('Fast and friendly');
  await visitor.log.getByRole('button', { name: 'Submit' }).click();
  await expect(
    nora.log.getByRole('img', { name: 'Rated 5 of 5' }).or(nora.log.getByText('Rated 5 of 5')).first(),
  ).toBeVisible();
  await expect(nora.log.getByText('Fast and friendly')).toBeVisible();
  await nora.goTo('Resolved');
  await expect(nora.list.getByRole('listitem')).toHaveCount(1);
  await nora.goTo('Mine');
  await expect(nora.page.getByText('Nothing waits for you')).toBeVisible();
});

test('a resolved conversation is opened again by the customer’s next words', async ({
  visitorAt,
  agentAt,
}) => {
  const api = await Api.signIn(server().url, owner, password);
  const agent = await agentAt(server(), owner, { password });
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('First question');
  const { id } = await api.conversationSaying('First question');
  await api.call('PATCH', `/conversations/${id}`, { status: 'resolved' });
  await expect(visitor.log.getByText('This conversation was closed.', { exact: false })).toBeVisible();
  await visitor.write('It is not solved');
  await agent.goTo('All');
  await expect(agent.row('It is not solved')).toBeVisible();
  await agent.openRow('It is not solved');
  await expect(agent.said('First question')).toBeVisible();
});

test('the test page that the welcome offers is a chat with oneself', async ({ profile, agentAt }) => {
  const api = await Api.signIn(server().url, owner, password);
  const agent = await agentAt(server(), owner, { password });
  await agent.goTo('All');
  const page = await (await profile()).newPage();
  await page.goto(`${server().url}/widget/frame.html?inbox=${(await api.inbox()).key}&standalone=1`);
  const visitor = new Visitor(page, { standalone: true });
  await visitor.write('Talking to myself');
  await expect(agent.row('Talking to myself')).toBeVisible();
});
