import type { Content } from '@causerie/protocol';
import { Api } from './support/Api.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { Server } from './support/Server.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';

/** For everybody: what a machine can find of WCAG 2.2 AA where customers and newcomers are, in both themes, and the keyboard alone. */
const server = useServer({ demo: true });
let api: Api;
let site: Site;
test.beforeAll(async () => {
  api = await Api.signIn(server().url);
  site = await Site.with(server().url, (await api.inbox()).key);
});
test.afterAll(() => site?.close());

test('axe: shop, widget and mails', async ({ visitorAt, profile }) => {
  test.setTimeout(300_000);
  const visitor = await visitorAt(`${server().url}/demo/`);
  await expect(visitor.launcher).toBeVisible();
  await expectAccessible(visitor.page, 'shop');
  await visitor.open();
  await expectAccessible(visitor.page, 'widget home');
  await visitor.write('Everything you have, please');
  const { id } = await api.conversationSaying('Everything you have');
  const contents: Content[] = [
    { kind: 'text', text: 'A [link](https://example.com), **bold** and `code`' },
    { kind: 'location', latitude: 45.77, longitude: 4.83, name: 'Workshop' },
    { kind: 'quick_replies', text: 'Which?', options: [{ id: 'a', label: 'Brass' }] },
    { kind: 'buttons', text: 'More', buttons: [{ kind: 'link', label: 'Care', url: 'https://example.com' }] },
    { kind: 'carousel', cards: [{ title: 'One', text: 'First' }, { title: 'Two' }] },
    { kind: 'form', title: 'Form', fields: [{ id: 'a', label: 'Street', type: 'text', required: true }] },
    { kind: 'rating', question: 'How was it?', scale: 5 },
  ];
  for (const content of contents) await api.say(id, content);
  await expect(visitor.log.getByText('How was it?')).toBeVisible();
  await visitor.log.getByRole('radio', { name: '4 stars' }).check({ force: true });
  await visitor.button('Emoji').click();
  await expect(visitor.chat.getByRole('tablist')).toBeVisible();
  await expectAccessible(visitor.page, 'widget thread');
  await visitor.button('Emoji').click();
  await visitor.button('Menu').click();
  await visitor.button('Send me a transcript').click();
  await expectAccessible(visitor.page, 'widget transcript');
  await visitor.button('Back').click();
  await visitor.write('A second one');
  await visitor.button('Back').click();
  await visitor.button(/All conversations/).click();
  await expectAccessible(visitor.page, 'widget conversations');

  const page = await (await profile()).newPage();
  await page.goto(`${server().url}/demo/lamps/arc.html`);
  await expectAccessible(page, 'product page');
  await page.goto(`${server().url}/demo/mails`);
  await expectAccessible(page, 'mails');
});

test('axe: set-up, sign-in, invitation', async ({ profile }) => {
  const empty = await Server.start();
  try {
    const page = await (await profile()).newPage();
    await page.goto(empty.url);
    await expect(page.getByRole('button', { name: 'Start' })).toBeVisible();
    await expectAccessible(page, 'set-up');
    await page.goto(`${server().url}/sign-in`);
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expectAccessible(page, 'sign-in');
    await page.goto(`${server().url}/forgot-password`);
    await expect(page.getByRole('button', { name: 'Send link' })).toBeVisible();
    await expectAccessible(page, 'forgotten password');
    const { link } = await api.call<{ link: string }>('POST', '/invitations', {
      email: 'new@example.com',
      role: 'agent',
    });
    await page.goto(link);
    await expect(page.getByRole('button', { name: 'Join' })).toBeVisible();
    await expectAccessible(page, 'invitation');
  } finally {
    await empty.stop();
  }
});

test('keyboard only: the widget is opened, used and left, and the focus is where one expects it', async ({
  visitorAt,
}) => {
  const visitor = await visitorAt(site.url);
  const { page } = visitor;
  await expect(visitor.launcher).toBeVisible();
  await page.getByRole('button', { name: 'A button of the page' }).focus();
  await page.keyboard.press('Tab');
  await expect(visitor.launcher).toBeFocused();
  expect(await visitor.launcher.evaluate((el) => getComputedStyle(el).outlineStyle)).not.toBe('none');
  await page.keyboard.press('Enter');
  await expect(visitor.message).toBeFocused();
  await page.keyboard.type('Without a mouse');
  await page.keyboard.press('Enter');
  await expect(visitor.said('Without a mouse')).toBeVisible();
  await expect(visitor.message).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(visitor.button('Emoji')).toBeFocused();
  expect(await visitor.button('Emoji').evaluate((el) => getComputedStyle(el).outlineStyle)).not.toBe('none');
  await page.keyboard.press('Enter');
  await expect(visitor.chat.getByRole('tablist')).toBeVisible();
  // The first Escape closes what was opened last, the second the chat.
  await page.keyboard.press('Escape');
  await expect(visitor.chat.getByRole('tablist')).toBeHidden();
  await expect(visitor.message).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(visitor.message).toBeHidden();
  await expect(visitor.launcher).toBeFocused();
});
