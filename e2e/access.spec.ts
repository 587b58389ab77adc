import { AxeBuilder } from '@axe-core/playwright';
import type { Content } from '@causerie/protocol';
import type { Locator, Page } from '@playwright/test';
import { Api } from './support/Api.ts';
import { Server } from './support/Server.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';

/** For everybody: what a machine can find of WCAG 2.2 AA on every screen, in both themes, and the keyboard alone. */
const server = useServer({ demo: true });
let api: Api;
let site: Site;
test.beforeAll(async () => {
  api = await Api.signIn(server().url);
  site = await Site.with(server().url, (await api.inbox()).key);
});
test.afterAll(() => site?.close());

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Nothing serious or critical on what is shown now, light and dark; in the dark only what the colours can change. */
async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === 'light'
      ? axe.withTags(rules)
      : axe.withRules(['color-contrast', 'link-in-text-block'])
    ).analyze();
    const bad = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map((n) => `${n.target.join(' ')} ${n.any[0]?.message ?? ''}`).join(' | ')}`,
      );
    expect.soft(bad, `${screen}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** By Escape; the first may say that what is suggested does not fit. */
const leave = (field: Locator) =>
  expect(async () => {
    await field.page().keyboard.press('Escape');
    await expect(field).not.toBeFocused({ timeout: 500 });
  }).toPass();

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

test('axe: the inbox', async ({ agentAt }) => {
  test.setTimeout(300_000);
  const { page, ...agent } = await agentAt(server()).then((a) => ({
    page: a.page,
    list: a.list,
    log: a.log,
  }));
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await agent.list.getByRole('link').first().click();
  await expect(agent.log).toBeVisible();
  await expectAccessible(page, 'conversation');
  await page.getByRole('tab', { name: 'Note' }).click();
  await expectAccessible(page, 'note');
  await page.getByRole('button', { name: 'Emoji' }).click();
  await expect(page.getByRole('searchbox').or(page.getByPlaceholder('Search emoji')).first()).toBeVisible();
  await expectAccessible(page, 'emoji');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Snooze', exact: true }).click();
  await expectAccessible(page, 'menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Search and commands' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'palette');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Shortcuts' }).click();
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await expectAccessible(page, 'shortcuts');
});

test('axe: the settings', async ({ agentAt }) => {
  test.setTimeout(300_000);
  const { page } = await agentAt(server());
  const base = `${server().url}/w/${api.workspaceId}/settings`;
  const inbox = await api.inbox();
  const { id } = inbox;
  // A site that is not allowed to show the chat has tried to: the page of the inbox tells of it.
  await api.set(inbox, { allowedOrigins: ['https://shop.example.com'] });
  await fetch(`${server().url}/widget/frame.html?inbox=${inbox.key}&origin=https://other.example.com`);
  for (const path of ['inboxes', `inboxes/${id}`, 'members', 'teams', 'api-keys', 'workspace', 'account']) {
    await page.goto(`${base}/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    if (path.endsWith(id))
      await expect(page.getByText('https://other.example.com carries this')).toBeVisible();
    await expectAccessible(page, path);
    // What scrolls is the page's own box, never the document with the whole console in it.
    const beyond = () => document.scrollingElement!.scrollHeight - innerHeight;
    expect.soft(await page.evaluate(beyond), path).toBeLessThanOrEqual(0);
  }
  await api.set(inbox, { allowedOrigins: [] });
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

test('keyboard only: the console', async ({ agentAt }) => {
  const agent = await agentAt(server());
  const { page } = agent;
  /** A menu hears Escape from the moment on that it has the focus, a little after it is seen. */
  const closeMenu = () =>
    expect(async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menu')).toBeHidden({ timeout: 1000 });
    }).toPass();
  await agent.goTo('All');
  await expect(agent.list.getByRole('listitem').nth(2)).toBeVisible();
  const places = await agent.list
    .getByRole('link')
    .evaluateAll((links) => links.map((a) => a.getAttribute('href')));
  for (const [key, place] of [
    ['j', places[0]],
    ['j', places[1]],
    ['k', places[0]],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page).toHaveURL(`${server().url}${place}`);
  }
  await expect(agent.log).toBeVisible();

  await page.keyboard.press('r');
  await expect(agent.reply).toBeFocused();
  await leave(agent.reply);
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toBeFocused();
  await page.keyboard.type('jkren stays text');
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue('jkren stays text');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(agent.reply).toBeFocused();
  await leave(agent.reply);

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('go to unass');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('urgent');
  await page.keyboard.press('Enter');
  await expect(agent.log.getByText(/set the priority: Urgent/)).toBeVisible();

  await page.keyboard.press('e');
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByRole('button', { name: 'Resolve' })).toBeVisible();
  await page.keyboard.press('s');
  await expect(page.getByRole('menuitem', { name: 'In one hour' })).toBeVisible();
  await closeMenu();
  await page.keyboard.press('a');
  await expect(page.getByRole('menuitem', { name: /Assign to me/ })).toBeVisible();
  await closeMenu();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page).toHaveURL(/\/unassigned/);

  // Focus can be seen wherever the tab key leads.
  await page.goto(`${server().url}/`);
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeInViewport();
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const el = document.activeElement as HTMLElement;
      const styles = [getComputedStyle(el), getComputedStyle(el, '::after')];
      return {
        what: el.outerHTML.slice(0, 120),
        ok: styles.some((s) => s.outlineStyle !== 'none' || s.boxShadow !== 'none'),
      };
    });
    expect(seen.ok, seen.what).toBe(true);
  }
});
