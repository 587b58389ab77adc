import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Snippet } from '@causerie/protocol';
import type { Locator } from '@playwright/test';
import { Api } from './support/Api.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { expect, test, useServer } from './support/test.ts';

test.describe.configure({ mode: 'serial' });
const server = useServer({ demo: true });
/** These tests type and look much. */
test.setTimeout(150_000);

test('a snippet is written in two languages, and used with / in the composer', async ({ agentAt }) => {
  const agent = await agentAt(server());
  const { page } = agent;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Snippets' }).click();
  await page.getByRole('button', { name: 'New snippet' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Delivery time');
  await dialog.getByRole('combobox', { name: 'Topic' }).fill('Shipping');
  await dialog
    .getByRole('textbox', { name: 'Message in English' })
    .fill('Hello {{contact.first_name|there}}, two days. {{agent.first_name}} {{contact.nme}}');
  await expect(dialog.getByText('There is no value called contact.nme.')).toBeVisible();
  await dialog
    .getByRole('textbox', { name: 'Message in English' })
    .fill('Hello {{contact.first_name|there}}, two days. {{agent.first_name}}');
  await expect(dialog.getByText('Hello Lea, two days. Amélie')).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'Show it for somebody of whom nothing is known' }).check();
  await expect(dialog.getByText('Hello there, two days. Amélie')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Message in English' }).press('End');
  await dialog.getByRole('button', { name: 'Insert a value' }).click();
  await page.getByRole('menuitem', { name: /^Name of the inbox/ }).click();
  await expect(dialog.getByRole('textbox', { name: 'Message in English' })).toHaveValue(
    'Hello {{contact.first_name|there}}, two days. {{agent.first_name}}{{inbox.name}}',
  );
  await dialog
    .getByRole('textbox', { name: 'Message in English' })
    .fill('Hello {{contact.first_name|there}}, two days. {{agent.first_name}}');
  await dialog.getByRole('button', { name: 'Add a language' }).click();
  await page.getByRole('menuitem', { name: 'French' }).click();
  await dialog
    .getByRole('textbox', { name: 'Message in French' })
    .fill('Bonjour {{contact.first_name|à vous}}, deux jours.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Delivery time')).toBeVisible();
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')).toEqual([]);

  await page.getByRole('link', { name: 'Inbox' }).first().click();
  await agent.openRow(/./);
  await agent.reply.click();
  await page.keyboard.type('and/or 1/2 ');
  await expect(page.getByRole('listbox', { name: 'Snippets' })).toBeHidden();
  await agent.reply.fill('');
  await page.keyboard.type('/dlv');
  await expect(page.getByRole('option', { name: /Delivery time/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox', { name: 'Snippets' })).toBeHidden();
  await expect(agent.reply, 'Escape leaves the slash').toHaveValue('/dlv');
  await agent.reply.fill('');
  await page.keyboard.type('/delivery');
  await page.keyboard.press('Enter');
  await expect(agent.reply).toHaveValue(/two days\. Amélie$|deux jours\.$/);
  const inserted = await agent.reply.inputValue();
  await page.keyboard.press('End');
  await page.keyboard.type(' Bye!');
  await page.keyboard.press('Enter');
  await expect(agent.said(`${inserted} Bye!`)).toBeVisible();

  const api = await Api.signIn(server().url);
  const { items } = await api.call<{ items: { uses: number; unchanged: number; changed: number }[] }>(
    'GET',
    '/snippets/usage',
  );
  expect(items).toMatchObject([{ uses: 1, unchanged: 0 }]);
  expect(items[0]!.changed).toBeGreaterThan(0);
  expect(items[0]!.changed).toBeLessThan(0.6);
});

test('two people change one snippet: neither loses a word', async ({ agentAt }) => {
  const api = await Api.signIn(server().url);
  const { id } = await api.call<Snippet>('POST', '/snippets', {
    name: 'Duration',
    topic: 'Shipping',
    texts: [
      { language: 'en', text: 'Two days.' },
      { language: 'fr', text: 'Deux jours.' },
    ],
  });
  const dialogOf = async (email: string) => {
    const { page } = await agentAt(server(), email);
    await page.goto(`${server().url}/w/${api.workspaceId}/settings/snippets`);
    await page.getByRole('button', { name: 'Edit Duration' }).click();
    return page.getByRole('dialog');
  };
  const [mine, theirs] = [await dialogOf('amelie@example.com'), await dialogOf('clara@example.com')];
  const message = (of: Locator, language: string) =>
    of.getByRole('textbox', { name: `Message in ${language}` });
  await message(mine, 'English').fill('Hello, two days. (Amélie)');
  await mine.getByRole('combobox', { name: 'Topic' }).fill('Parcels');
  await theirs.getByRole('button', { name: 'French', exact: true }).click();
  await message(theirs, 'French').fill('Bonjour, deux jours ouvrés.');
  await theirs.getByRole('textbox', { name: 'Name' }).fill('Delivery times');
  await theirs.getByRole('combobox', { name: 'Topic' }).fill('Delivery');
  await theirs.getByRole('button', { name: 'Save' }).click();
  await expect(theirs).toBeHidden();

  // What I have not touched comes in; what both have changed is told, and mine stays.
  await expect(mine.getByRole('textbox', { name: 'Name' })).toHaveValue('Delivery times');
  await expect(message(mine, 'English')).toHaveValue('Hello, two days. (Amélie)');
  const topic = mine.getByRole('combobox', { name: 'Topic' });
  await expect(topic).toHaveValue('Parcels');
  await expect(topic).toHaveAccessibleDescription(/Somebody has made it “Delivery” meanwhile\./);
  await expect(mine.getByText('meanwhile.')).toHaveCount(1);
  await expectAccessible(mine.page(), 'a snippet that somebody else has changed');
  await mine.getByRole('button', { name: 'Use theirs' }).press('Enter');
  await expect(topic).toHaveValue('Delivery');
  await expect(topic).toBeFocused();
  await mine.getByRole('button', { name: 'French', exact: true }).click();
  await expect(message(mine, 'French')).toHaveValue('Bonjour, deux jours ouvrés.');

  // A language taken away by one and written by the other is news, too, whichever tab is open.
  await mine.getByRole('button', { name: 'Remove French' }).click();
  const [english, french] = (await api.call<Snippet>('GET', `/snippets/${id}`)).texts;
  const texts = [english, { ...french, text: 'Deux jours, sauf fêtes.' }];
  await api.call('PATCH', `/snippets/${id}`, { texts });
  await expect(
    mine.getByText('French: Somebody has made it “Deux jours, sauf fêtes.” meanwhile.'),
  ).toBeVisible();
  await mine.getByRole('button', { name: 'Use theirs' }).click();
  await expect(message(mine, 'French')).toHaveValue('Deux jours, sauf fêtes.');
  await mine.getByRole('button', { name: 'Save' }).click();
  await expect(mine).toBeHidden();
  expect(await api.call<Snippet>('GET', `/snippets/${id}`)).toMatchObject({
    name: 'Delivery times',
    topic: 'Delivery',
    texts: [
      { language: 'en', text: 'Hello, two days. (Amélie)' },
      { language: 'fr', text: 'Deux jours, sauf fêtes.' },
    ],
  });
  await api.call('DELETE', `/snippets/${id}`);
});

test('a macro is put together, shows what it will do, and does all of it', async ({ agentAt }) => {
  const agent = await agentAt(server());
  const { page } = agent;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Macros' }).click();
  await page.getByRole('button', { name: 'New macro' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Close with thanks');
  const add = async (name: string) => {
    await dialog.getByRole('button', { name: 'Add an action' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await add('Reply');
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Thank you {{contact.first_name|very much}}!');
  await add('Add labels');
  await dialog.getByRole('textbox', { name: 'Labels' }).fill('thanked, done');
  await add('Set the status');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Close with thanks')).toBeVisible();

  await page.getByRole('link', { name: 'Inbox' }).first().click();
  await agent.openRow(/./);
  await expect(agent.log).toBeVisible();
  await agent.page.locator('body').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('q');
  const run = page.getByRole('dialog', { name: 'Run a macro' });
  await expect(run.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('close');
  await expect(run.getByText(/^Thank you .+!$/)).toBeVisible();
  await expect(run.getByText('Add thanked, done')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Close with thanks” was run.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await expect(agent.said(/^Thank you .+!$/)).toBeVisible();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('macro close');
  await expect(page.getByRole('option', { name: 'Macro: Close with thanks' })).toBeVisible();
});

test('snippets come in from a file after a look at what it would do', async ({ agentAt }) => {
  const { page } = await agentAt(server());
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Snippets' }).click();
  await page.getByRole('button', { name: 'Import / Export' }).click();
  await page.getByRole('menuitem', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog');
  const csv =
    'name,topic,team,language,text\nHours on Sundays,Shop,,en,We open at nine\nBroken,,No such team,en,x\n';
  await dialog
    .getByLabel('Choose a file')
    .first()
    .setInputFiles({ name: 'snippets.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(dialog.getByRole('row', { name: /2 Hours on Sundays New/ })).toBeVisible();
  await expect(dialog.getByText('There is no team “No such team”.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Import 1 item' }).click();
  await expect(page.getByText('We open at nine')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Import / Export' }).click();
  await page.getByRole('menuitem', { name: 'Snippets as CSV' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain(
    'Hours on Sundays,Shop,,en,We open at nine',
  );
});

test('a conversation is saved as HTML and PDF', async ({ agentAt }) => {
  const agent = await agentAt(server());
  const { page } = agent;
  await agent.goTo('Mine');
  await agent.openRow(/./);
  const save = async (name: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
    return readFileSync(await (await download).path());
  };
  expect((await save('Save as HTML')).toString()).toContain('<!doctype html>');
  expect((await save('Save as PDF')).subarray(0, 5).toString()).toBe('%PDF-');
});
