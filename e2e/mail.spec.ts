import type { Inbox } from '@causerie/protocol';
import { Api, until } from './support/Api.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';

/** When the customer has gone: the answer goes after them, their answer comes back, and what fails is seen. */
const server = useServer({ demo: true });
let api: Api;
let inbox: Inbox;
let site: Site;

test.beforeAll(async () => {
  api = await Api.signIn(server().url);
  inbox = await api.set(await api.inbox(), { mailAfterMinutes: 0 });
  site = await Site.with(server().url, inbox.key);
});
test.afterAll(() => site?.close());

test('P20: an unread reply goes out by mail, and the answer to it lands in the conversation', async ({
  visitorAt,
  agentAt,
  profile,
}) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('Is the globe in stock?');
  const form = visitor.chat.getByRole('textbox', { name: /Leave your e-mail/ });
  await form.fill('not an address');
  await visitor.button('Save').click();
  await expect(visitor.chat.getByText('Please give an e-mail address', { exact: false })).toBeVisible();
  await form.fill('marie@example.com');
  await visitor.button('Save').click();
  await expect(visitor.chat.getByText('We will also reply to marie@example.com.')).toBeVisible();
  await visitor.page.context().close();

  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent.openRow('Is the globe in stock?');
  await expect(agent.log.getByText(/gave the address marie@example\.com/)).toBeVisible();
  await agent.write('Yes, three of them');
  await expect(agent.log.getByText('Also sent to marie@example.com')).toBeVisible();

  const mails = await (await profile()).newPage();
  await mails.goto(`${server().url}/demo/mails`);
  const mail = mails.getByRole('article').filter({ hasText: 'marie@example.com' });
  await expect(mail.locator('iframe').contentFrame().getByText('Yes, three of them')).toBeVisible();
  await mail.getByRole('textbox', { name: 'Answer this mail' }).fill('Then I take one, thank you');
  await mail.getByRole('button', { name: 'Send the answer' }).click();
  await expect(agent.said('Then I take one, thank you')).toBeVisible();
  // Without what the mail program quoted.
  await expect(agent.log.getByText('wrote:')).toBeHidden();
});

test('P20: a mail that bounces fails on the message, with the reason, and is sent again to the corrected address', async ({
  visitorAt,
  agentAt,
}) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('Where is my parcel?');
  await visitor.chat.getByRole('textbox', { name: /Leave your e-mail/ }).fill('bounce-paul@example.com');
  await visitor.button('Save').click();
  await expect(visitor.chat.getByText(/We will also reply/)).toBeVisible();
  await visitor.page.context().close();

  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent.openRow('Where is my parcel?');
  await agent.write('On its way');
  const failure = agent.log.getByRole('alert');
  await expect(failure).toContainText('The e-mail to bounce-paul@example.com did not arrive');
  await expect(failure).toContainText('No such mailbox here');
  expect((await api.mails()).filter((m) => m.to.includes('paul'))).toEqual([]);

  await agent.page.getByRole('button', { name: /^Edit E-mail/ }).click();
  const field = agent.page.getByRole('textbox', { name: /E-mail/ });
  await field.fill('paul@example.com');
  await field.press('Enter');
  await expect(agent.page.getByRole('button', { name: 'Edit E-mail: paul@example.com' })).toBeVisible();
  await agent.log.getByRole('button', { name: 'Send again' }).click();
  await expect(agent.log.getByText('Also sent to paul@example.com')).toBeVisible();
  await expect(failure).toBeHidden();
  expect((await api.mailTo('paul@example.com')).text).toContain('On its way');
});

test('the transcript goes to the customer, asked for by either side, without the notes', async ({
  visitorAt,
  agentAt,
}) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('Please send me what we said');
  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent.openRow('what we said');
  await agent.note('a secret of the team');
  await agent.write('With pleasure');
  await expect(visitor.said('With pleasure')).toBeVisible();

  await visitor.button('Menu').click();
  await visitor.button('Send me a transcript').click();
  await visitor.chat
    .getByRole('textbox', { name: 'Where should the transcript go?' })
    .fill('eva@example.com');
  await visitor.chat
    .getByRole('region', { name: 'Send me a transcript' })
    .getByRole('button', { name: 'Submit' })
    .click();
  await expect(visitor.log.getByText('The transcript is on its way to eva@example.com')).toBeVisible();
  const mail = await api.mailTo('eva@example.com');
  expect(mail.text).toContain('Please send me what we said');
  expect(mail.text).toContain('With pleasure');
  expect(mail.text).not.toContain('secret');

  const before = (await api.mails()).length;
  await agent.page.getByRole('button', { name: 'More' }).click();
  await agent.page.getByRole('menuitem', { name: 'Send transcript by e-mail' }).click();
  await until('the second transcript', async () => ((await api.mails()).length > before ? true : undefined));
});

test('P20: a transcript that the mail server refuses says so in the thread, and is sent again by one click', async ({
  visitorAt,
  agentAt,
}) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('My address is wrong, you will see');
  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent.openRow('My address is wrong');
  const { contact } = await api.conversationSaying('My address is wrong');
  await api.call('PATCH', `/contacts/${contact.id}`, { email: 'bounce-transcript@example.com' });
  await agent.page.getByRole('button', { name: 'More' }).click();
  await agent.page.getByRole('menuitem', { name: 'Send transcript by e-mail' }).click();
  const failure = agent.log.getByText(
    /The e-mail to bounce-transcript@example.com did not arrive: .*No such mailbox/,
  );
  await expect(failure).toBeVisible();
  await api.call('PATCH', `/contacts/${contact.id}`, { email: 'ines@example.com' });
  await agent.log.getByRole('button', { name: 'Send again' }).click();
  expect((await api.mailTo('ines@example.com')).text).toContain('My address is wrong, you will see');
  await expect(failure).toBeHidden();
});

test('a forgotten password is chosen anew by the mailed link', async ({ profile }) => {
  const page = await (await profile()).newPage();
  await page.goto(`${server().url}/sign-in`);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Reset your password' })).toBeVisible();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('priya@example.com');
  await page.getByRole('button', { name: 'Send link' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();
  const mail = await api.mailTo('priya@example.com');
  await page.goto(/https?:\/\/\S+/.exec(mail.text)?.[0] ?? '');
  await page.getByRole('textbox', { name: 'New password' }).fill('a-new-long-password');
  await page.getByRole('button', { name: 'Save new password' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('priya@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('a-new-long-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
});
