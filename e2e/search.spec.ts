import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { Api, until } from './support/Api.ts';
import { expect, test, useServer } from './support/test.ts';

const server = useServer({ demo: true });
/** These tests type and look much. */
test.setTimeout(150_000);

const field = (page: Page) => page.getByRole('combobox', { name: 'Search everything that was said' });
const results = (page: Page) => page.getByRole('listbox', { name: 'Results' }).getByRole('option');

test('P14: what was said is found by typing, gone through with the arrow keys, and shown in its thread', async ({
  agentAt,
}) => {
  const { page, log } = await agentAt(server());
  await page.keyboard.press('/');
  await expect(page.getByText('Find anything that was ever said')).toBeVisible();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('lamp');
  await expect(results(page).first()).toBeVisible();
  await expect(results(page).first().locator('mark').first()).toHaveText(/lamp/i);

  await page.keyboard.press('ArrowDown');
  await expect(results(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(log.locator('[aria-current="true"]')).toBeInViewport();
  await page.keyboard.press('ArrowDown');
  await expect(results(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(log.locator('[aria-current="true"]')).toBeInViewport();
  await expect(field(page), 'one can go on typing').toBeFocused();

  await page.reload();
  await expect(field(page)).toHaveValue('lamp');
  await expect(log.locator('[aria-current="true"]')).toBeInViewport();
});

test('filters are chosen from a menu, shown as chips, taken away; a wrong one is said to be wrong', async ({
  agentAt,
}) => {
  const { page } = await agentAt(server());
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await field(page).fill('lamp');
  await page.getByRole('button', { name: 'Add a filter' }).click();
  await page.getByRole('menuitem', { name: 'From' }).click();
  await page.getByRole('menuitem', { name: 'The customer' }).click();
  await expect(field(page)).toHaveValue('lamp from:customer ');
  const chip = page.getByRole('button', { name: 'Remove the filter From: customer' });
  await expect(chip).toBeVisible();
  await chip.click();
  await expect(field(page)).toHaveValue('lamp');

  await field(page).fill('lamp in:nowhere');
  await expect(page.getByText('in:nowhere names nothing here, so nothing can match.')).toBeVisible();
  await field(page).fill('zzzzzz');
  await expect(page.getByText('Nothing found')).toBeVisible();

  // Everything that a search finds is changed, and put back.
  const api = await Api.signIn(server().url);
  const found = await api.call<{ items: { conversationId: string }[] }>(
    'GET',
    `/search?limit=50&q=${encodeURIComponent('lamp from:customer is:open')}`,
  );
  const ids = new Set(found.items.map((hit) => hit.conversationId));
  expect(ids.size).toBeGreaterThan(1);
  const priorities = async () =>
    Promise.all(
      [...ids].map(
        async (id) => (await api.call<{ priority: string }>('GET', `/conversations/${id}`)).priority,
      ),
    );
  const before = await priorities();
  await field(page).fill('lamp from:customer is:open');
  await expect(results(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'Change all that is found' }).click();
  const bar = page.getByRole('toolbar', { name: 'Change the selected conversations' });
  await expect(bar.getByRole('status')).toHaveText('Everything found');
  await bar.getByRole('button', { name: 'Priority' }).click();
  await page.getByRole('menuitem', { name: 'Urgent' }).click();
  await page
    .getByRole('dialog', { name: 'Change everything in this list?' })
    .getByRole('button', { name: 'Change all' })
    .click();
  const strip = page.getByRole('region', { name: 'Change of a whole list' });
  await expect(strip.getByText(/conversations? changed/)).toBeVisible({ timeout: 60_000 });
  expect(new Set(await priorities())).toEqual(new Set(['urgent']));
  await strip.getByRole('button', { name: 'Undo' }).click();
  await expect(strip.getByText(/conversations? put back/)).toBeVisible({ timeout: 60_000 });
  expect(await priorities()).toEqual(before);
});

test('a hit far back in a long thread: context on both sides, history both ways, back to the newest', async ({
  agentAt,
}) => {
  const api = await Api.signIn(server().url);
  const conversation = (await api.conversations()).find((row) => row.contact.email);
  const { id } = conversation!;
  const first = await api.say(id, 'the zanzibar word stands here', 'note');
  const many = 230;
  for (let i = 1; i <= many; i += 10)
    await Promise.all(Array.from({ length: 10 }, (_, k) => api.say(id, `filler number ${i + k}`, 'note')));
  await until('the word is found', async () => {
    const page = await api.call<{ items: { seq: number }[] }>('GET', '/search?q=zanzibar');
    return page.items[0]?.seq === first.seq ? true : undefined;
  });

  const { page, log } = await agentAt(server());
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('zanzibar');
  await page.getByRole('option', { name: /the zanzibar word/ }).click();
  const hit = log.locator('[aria-current="true"]');
  await expect(hit).toBeInViewport();
  await expect(hit).toContainText('zanzibar');
  await expect(log.getByText(/^filler number ([1-9]|10)$/).first()).toBeInViewport();
  await expect(page.getByText('You are looking at an older part')).toBeVisible();

  for (
    let i = 0;
    i < 120 && !(await log.getByText(`filler number ${many}`, { exact: true }).isVisible());
    i += 1
  ) {
    await log.evaluate((element) => element.scrollBy(0, 1500));
    await page.waitForTimeout(100);
  }
  await expect(
    log.getByText(`filler number ${many}`, { exact: true }),
    'newer ones come until the end',
  ).toBeVisible();
  await expect(page.getByText('You are looking at an older part')).toBeHidden();

  await page.reload();
  await expect(hit).toBeInViewport();
  await page.getByRole('button', { name: 'Go to the newest' }).click();
  await expect(log.getByText(`filler number ${many}`, { exact: true })).toBeInViewport();

  // The same, from the conversation: its browser's own search would see only what is drawn.
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Search in this customer’s conversations' }).click();
  await expect(field(page)).toHaveValue(`contact:${conversation!.contact.email} `);
  await field(page).focus();
  await page.keyboard.type('zanzibar');
  await expect(field(page)).toHaveValue(`contact:${conversation!.contact.email} zanzibar`);
  await expect(results(page)).toHaveCount(1);
});

test('in French, on a phone: one pane at a time, and axe finds nothing', async ({ agentAt, profile }) => {
  const phone = { viewport: { width: 390, height: 780 }, locale: 'fr-FR' };
  const context = await profile(phone);
  const page = await context.newPage();
  await page.goto(server().url);
  await page.getByRole('textbox', { name: 'E-mail' }).fill('clara@example.com');
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill('causerie-demo');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('button', { name: /^Clara Whitfield/ }).click();
  await page.getByRole('menuitem', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Français' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Recherche', exact: true }).click();
  await page.getByRole('combobox', { name: 'Chercher dans tout ce qui a été dit' }).fill('lampe de:client');
  const hits = page.getByRole('listbox', { name: 'Résultats' }).getByRole('option');
  await expect(hits.first()).toBeVisible();
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')).toEqual([]);
  await hits.first().click();
  await expect(page.getByRole('log')).toBeVisible();
  await page.getByRole('button', { name: 'Retour' }).first().click();
  await expect(hits.first()).toBeVisible();

  const wide = await agentAt(server());
  await wide.page.goto(
    `${server().url}${new URL(wide.page.url()).pathname.replace(/inbox.*/, 'search')}?q=lamp`,
  );
  await expect(results(wide.page).first()).toBeVisible();
  const axe = await new AxeBuilder({ page: wide.page }).analyze();
  expect(axe.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')).toEqual([]);
});
