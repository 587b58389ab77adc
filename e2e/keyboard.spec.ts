import type { Locator } from '@playwright/test';
import { Api } from './support/Api.ts';
import { expect, test, useServer } from './support/test.ts';

/** The desk without a mouse: every place is reached, used and left by keys, and the focus can be seen on the way. */
test.describe.configure({ timeout: 240_000 });
const server = useServer({ demo: true });

/** By Escape; the first may say that what is suggested does not fit. */
const leave = (field: Locator) =>
  expect(async () => {
    await field.page().keyboard.press('Escape');
    await expect(field).not.toBeFocused({ timeout: 500 });
  }).toPass();

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
  await expect(page).toHaveURL(/\/inbox\/all$/);
  const links = agent.list.getByRole('link');
  await expect(links.nth(2)).toBeVisible();
  // Which row is open is asked of the list as it is then: rows move when something happens in them.
  const expectOpen = (place: number) => expect(links.nth(place)).toHaveAttribute('aria-current', 'page');
  for (const [key, place] of [
    ['j', 0],
    ['j', 1],
    ['k', 0],
  ] as const) {
    await page.keyboard.press(key);
    await expectOpen(place);
  }
  // A quick row of keys goes as far as it has keys, also where the screen follows later.
  await page.evaluate(() => {
    for (const key of 'jjkj')
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
  await expectOpen(2);
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

test('keyboard only: contacts, search, board, reports and settings', async ({ agentAt }) => {
  const agent = await agentAt(server());
  const { page } = agent;
  await agent.goBy('g', 'c', 'Contacts');
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  // A dialog takes the focus to what is to be filled in, keeps it, and gives it back.
  const start = page.getByRole('button', { name: 'Start a conversation' });
  await start.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('combobox', { name: 'Inbox' })).toBeFocused();
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press('Tab');
    // At its end the focus passes a guard beside the dialog for a moment.
    await expect.poll(() => dialog.evaluate((el) => el.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(start).toBeFocused();

  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search everything that was said' });
  await expect(field).toBeFocused();
  await page.keyboard.type('lamp');
  const hits = page.getByRole('listbox', { name: 'Results' }).getByRole('option');
  await expect(hits.first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(hits.first()).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('log', { name: 'Messages' })).toBeVisible();

  await page.getByRole('link', { name: 'Live board' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Live board', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: /^Join/ }).first().press('Enter');
  await expect(page.getByRole('log', { name: 'Messages' })).toBeVisible();
  await agent.goBy('g', 'r', 'Reports');
  await page.getByRole('button', { name: /^Resolved/ }).press('Enter');
  await expect(page.getByRole('figure', { name: 'Resolved by day' })).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).press('Enter');
  await page.getByRole('link', { name: 'Teams' }).press('Enter');
  await page.getByRole('button', { name: 'New team' }).press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('By keys alone');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('By keys alone')).toBeVisible();
  const api = await Api.signIn(server().url);
  const { items } = await api.call<{ items: { name: string; memberIds: string[] }[] }>('GET', '/teams');
  expect(items.find(({ name }) => name === 'By keys alone')?.memberIds).toHaveLength(1);
});
