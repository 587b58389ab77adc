import type { Page, Route } from '@playwright/test';
import { expect, test, useServer } from './support/test.ts';

/** Parts that come late and do not come: a failed download, a newer version in place of the one that is open. */
const server = useServer({ demo: true });
const because = 'the browser notes the part that this test keeps from it';
const missing = /ERR_FAILED|status of 404|dynamically imported module|PartMissing|part of the console/;

/** Keeps the file whose name begins so from a page; gives it back when the returned function is called. */
async function withhold(page: Page, name: string, how: 'network' | 'gone'): Promise<() => Promise<void>> {
  const pattern = new RegExp(`/assets/${name}-[^/]+\\.js(\\?|$)`);
  const handler = (route: Route) =>
    how === 'network' ? route.abort() : route.fulfill({ status: 404, body: '' });
  await page.route(pattern, handler);
  return () => page.unroute(pattern, handler);
}

test('the console: a part that does not come leaves the rest alone, and comes when it can', async ({
  agentAt,
  expectTrouble,
}) => {
  expectTrouble(missing, because);
  const agent = await agentAt(server());
  const { page } = agent;
  // Both are fetched in the first quiet moment.
  const giveBack = await withhold(page, 'EmojiPicker', 'network');
  const palette = await withhold(page, 'Palette', 'network');
  await page.reload();
  await agent.goTo('All');
  await agent.list.getByRole('link').first().click();
  await agent.reply.fill('Half a thought');
  await page.getByRole('button', { name: 'Emoji' }).click();
  await expect(page.getByText('This part could not be loaded')).toBeVisible();
  await expect(agent.reply).toHaveValue('Half a thought');
  await giveBack();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search emoji' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('alert').getByText('This part could not be loaded')).toBeVisible();
  await expect(agent.log).toBeVisible();
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('This part could not be loaded')).toBeHidden();
  await page.keyboard.press('Control+k');
  await palette();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('the console: a download that fails once is simply made again', async ({ agentAt, expectTrouble }) => {
  expectTrouble(missing, because);
  const agent = await agentAt(server());
  const { page } = agent;
  let asked = 0;
  await page.route(/\/assets\/pages-[^/]+\.js(\?|$)/, (route) => {
    asked += 1;
    return asked === 1 ? route.abort() : route.continue();
  });
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Inboxes', level: 1 })).toBeVisible();
  expect(asked).toBeGreaterThan(1);
});

test('the console: offline, a page that was never opened says so, and the others go on', async ({
  agentAt,
  expectTrouble,
}) => {
  expectTrouble(/./, 'the browser notes everything that it cannot reach');
  const agent = await agentAt(server());
  const { page } = agent;
  // What the list of "Mine" holds, where the way back leads, is here before the network goes.
  await expect(agent.list.getByRole('listitem').first()).toBeVisible();
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText('This part could not be loaded')).toBeVisible();
  await page.getByRole('link', { name: 'Inbox', exact: true }).click();
  await expect(agent.list.getByRole('listitem').first()).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText('This part could not be loaded')).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole('heading', { name: 'Inboxes', level: 1 })).toBeVisible();
});

test('the console: a newer version is loaded when a page of the old one is gone, and drafts are kept', async ({
  agentAt,
  expectTrouble,
}) => {
  expectTrouble(missing, because);
  const agent = await agentAt(server());
  const { page } = agent;
  await agent.goTo('All');
  await agent.list.getByRole('link').first().click();
  await agent.reply.fill('Kept through the new version');
  const here = page.url();
  // What a deployment does to an open tab: its files are gone, and the page names others.
  await withhold(page, 'pages', 'gone');
  await page.route('**/', async (route) => {
    if (route.request().resourceType() !== 'fetch') return route.continue();
    return route.fulfill({
      contentType: 'text/html',
      body: '<script type="module" src="/assets/index-new.js">',
    });
  });
  const loaded = page.waitForEvent('load');
  await page.getByRole('link', { name: 'Settings' }).click();
  await loaded;
  await page.unrouteAll();
  await page.goto(here);
  await expect(agent.reply).toHaveValue('Kept through the new version');
});

test('the messenger: a late part is asked for again, and without it a reload is offered that keeps the draft', async ({
  visitorAt,
  expectTrouble,
}) => {
  expectTrouble(missing, because);
  const visitor = await visitorAt(`${server().url}/demo/`);
  let asked = 0;
  await visitor.page.route(/\/widget\/assets\/EmojiPicker-[^/]+\.js(\?|$)/, (route) => {
    asked += 1;
    return asked === 1 ? route.abort() : route.continue();
  });
  const giveBack = await withhold(visitor.page, 'MenuList', 'gone');
  await visitor.open();
  await visitor.write('Hello');
  await visitor.button('Emoji').click();
  await expect(visitor.chat.getByRole('button', { name: /smile|😀|grin/i }).first()).toBeVisible();
  expect(asked).toBeGreaterThan(1);
  await visitor.page.keyboard.press('Escape');
  if (!(await visitor.message.isVisible())) await visitor.open();
  await visitor.message.fill('not sent yet');
  await visitor.button('Menu').click();
  await expect(visitor.notice).toContainText('Reload');
  await giveBack();
  await visitor.notice.getByRole('button').click();
  await expect(visitor.message).toHaveValue('not sent yet');
  await expect(visitor.said('Hello')).toBeVisible();
});
