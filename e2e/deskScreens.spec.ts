import type { Page } from '@playwright/test';
import type { Agent } from './support/Agent.ts';
import { Api } from './support/Api.ts';
import { type DeskScreen, deskScreens } from './support/deskScreens.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { expect, test, useServer } from './support/test.ts';

/** Every screen of the console, its menus and dialogs, by axe, light and dark; and that it fits where it is shown. */
test.describe.configure({ timeout: 400_000 });
const server = useServer({ demo: true });
let screens: Awaited<ReturnType<typeof deskScreens>>;
let base: string;
test.beforeAll(async () => {
  const api = await Api.signIn(server().url);
  // A site that is not allowed to show the chat has tried to: the page of the inbox tells of it.
  const inbox = await api.inbox();
  await api.set(inbox, { allowedOrigins: ['https://shop.example.com'] });
  await fetch(`${server().url}/widget/frame.html?inbox=${inbox.key}&origin=https://other.example.com`);
  screens = await deskScreens(api);
  base = `${server().url}/w/${api.workspaceId}`;
});

const open = async (agent: Agent, screen: DeskScreen) => {
  await agent.visit(`${base}/${screen.path}`);
  await screen.ready(agent.page);
};

const floating = '[role=dialog], [role=alertdialog], [role=menu]';

/** What floats above the screen goes by Escape, with the keyboard as without; a menu hears it once it has the focus. */
const close = (page: Page) =>
  expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.locator('[role=dialog], [role=alertdialog], [role=menu]')).toHaveCount(0, {
      timeout: 1000,
    });
  }).toPass();

for (const group of ['inbox', 'people', 'supervisor', 'settings'] as const) {
  test(`axe: ${group}`, async ({ agentAt }) => {
    const agent = await agentAt(server());
    const { page } = agent;
    for (const screen of screens[group]) {
      await open(agent, screen);
      await expectAccessible(page, screen.name);
      // What scrolls is the page's own box, never the document with the whole console in it.
      const beyond = await page.evaluate(() => document.scrollingElement!.scrollHeight - innerHeight);
      expect.soft(beyond, `${screen.name} scrolls the document`).toBeLessThanOrEqual(0);
      for (const [name, state] of screen.states ?? []) {
        await state(page);
        const above = (await page.locator(floating).count()) > 0;
        await expectAccessible(page, `${screen.name}: ${name}`, above ? floating : undefined);
        await close(page);
      }
    }
  });
}

test('on a phone, in French, every screen is as wide as the phone', async ({ agentAt }) => {
  const agent = await agentAt(server(), undefined, { viewport: { width: 390, height: 844 } });
  const { page } = agent;
  await page.goto(`${base}/settings/account`);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('fr');
  await expect(page.getByRole('heading', { name: 'Votre compte' })).toBeVisible();
  for (const { name, path } of Object.values(screens).flat()) {
    await agent.visit(`${base}/${path}`);
    await expect(page.locator('main, [role=main]').first()).toBeVisible();
    await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(over, name).toBeLessThanOrEqual(0);
  }
});
