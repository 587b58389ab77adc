import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { Api } from './support/Api.ts';
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
