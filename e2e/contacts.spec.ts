import { readFileSync } from 'node:fs';
import type { Contact } from '@causerie/protocol';
import { Api, uuidv7 } from './support/Api.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';

/** Contacts as people work with them: fields, lists, merging, blocking, importing. */
test.describe.configure({ mode: 'serial', timeout: 180_000 });
const server = useServer({ demo: true });
let api: Api;
let site: Site;
test.beforeAll(async () => {
  api = await Api.signIn(server().url);
  site = await Site.with(server().url, (await api.inbox()).key);
});
test.afterAll(() => site?.close());

const add = (parts: object) => api.call<Contact>('POST', '/contacts', { id: uuidv7(), ...parts });
const at = (path: string) => `${server().url}/w/${api.workspaceId}${path}`;

test('a field is made, filled in on the contact’s page, and finds its contacts in the list', async ({
  agentAt,
}) => {
  const { page } = await agentAt(server());
  await page.goto(at('/settings/fields'));
  await page.getByRole('button', { name: 'Add field' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Kind' }).selectOption('choice');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Customer plan');
  await expect(dialog.getByRole('textbox', { name: 'Key' })).toHaveValue('customer_plan');
  await dialog.getByRole('textbox', { name: 'Choices' }).fill('Free\nPro');
  await expectAccessible(page, 'field dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('customer_plan')).toBeVisible();
  await expectAccessible(page, 'fields');

  const contact = await add({ name: 'Wanda Field', email: 'wanda@example.com' });
  await page.goto(at(`/contacts/${contact.id}`));
  await expect(page.getByRole('heading', { name: 'Wanda Field' })).toBeVisible();
  await page.getByRole('button', { name: 'Add customer plan' }).click();
  await page.getByRole('menuitem', { name: 'Pro' }).click();
  await expect(page.getByRole('button', { name: 'Edit Customer plan: Pro' })).toBeVisible();
  await expectAccessible(page, 'contact');

  await page.getByRole('link', { name: 'Contacts', exact: true }).click();
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('combobox', { name: 'Find a property' }).fill('customer');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Pro' }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Change: Customer plan is Pro' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '1 people' })).toBeVisible();
  await expect(page.getByRole('table').getByRole('link', { name: 'Wanda Field' })).toBeVisible();
  await expectAccessible(page, 'list');
  // What is asked stands in the address: a reload asks the same.
  await page.reload();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByRole('table').getByRole('row').nth(5)).toBeVisible();
});

test('the list by keyboard alone: search, sort, walk, open', async ({ agentAt }) => {
  const { page } = await agentAt(server());
  // The two keys belong together for a second only, which a busy machine may take between them.
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await expect(page.getByRole('heading', { name: 'Contacts' })).toBeVisible({ timeout: 3000 });
  }).toPass();
  const search = page.getByRole('searchbox', { name: 'Search contacts' });
  await search.fill('wand');
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
  await search.fill('');
  await expect(page.getByRole('table').getByRole('row').nth(5)).toBeVisible();
  await page.getByRole('button', { name: 'Sort by Name' }).press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Sort by Name' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await page.getByRole('heading', { name: 'Contacts' }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
});

test('somebody is added once, and written to', async ({ agentAt, expectTrouble }) => {
  expectTrouble(/status of 409 .*contacts/, 'the address is known');
  const { page, ...agent } = await agentAt(server());
  await page.goto(at('/contacts'));
  await page.getByRole('button', { name: 'Add contact' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Somebody new');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('WANDA@example.com');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('Somebody has this address already.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('newcomer@example.com');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Somebody new' })).toBeVisible();
  await page.getByRole('button', { name: 'Start a conversation' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Message' }).fill('Welcome to Maison Lumen');
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
  await expect(
    page.getByRole('log', { name: 'Messages' }).getByText('Welcome to Maison Lumen'),
  ).toBeVisible();
  expect(agent).toBeTruthy();
});

test('P10: two contacts become one, and two again', async ({ agentAt }) => {
  const one = await add({ name: 'Merle Twin', city: 'Lyon' });
  const two = await add({ name: 'Merle Twinn', email: 'merle@example.com' });
  const { page } = await agentAt(server());
  await page.goto(at(`/contacts/${one.id}`));
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Merge with another contact' }).click();
  await page.getByRole('button', { name: 'Choose Merle Twinn' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('instead of Merle Twinn')).toBeVisible();
  await expect(dialog.getByText('merle@example.com')).toBeVisible();
  await expectAccessible(page, 'merge');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('You merged Merle Twinn into this contact')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit E-mail: merle@example.com' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await expect(page.getByText('You took Merle Twinn apart again')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add e-mail' })).toBeVisible();
  await page.goto(at(`/contacts/${two.id}`));
  await expect(page.getByRole('heading', { name: 'Merle Twinn' })).toBeVisible();
});

test('who is blocked is told so calmly, and nothing of what they write arrives', async ({
  agentAt,
  visitorAt,
}) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('I will be blocked');
  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent.openRow('I will be blocked');
  await agent.page.getByRole('button', { name: 'More', exact: true }).click();
  await agent.page.getByRole('menuitem', { name: 'Block contact' }).click();
  await agent.page.getByRole('dialog').getByRole('button', { name: 'Block contact' }).click();
  await expect(agent.said(/You blocked/)).toBeVisible();
  await visitor.fill('Let me in');
  await visitor.button('Send').click();
  await expect(visitor.log.getByText('Messages from here are not accepted at the moment.')).toBeVisible();
  await expect(agent.log.getByText('Let me in')).toHaveCount(0);
  await agent.page.getByRole('button', { name: 'More', exact: true }).click();
  await agent.page.getByRole('menuitem', { name: 'Unblock contact' }).click();
  await expect(agent.said(/You unblocked/)).toBeVisible();
  await visitor.write('Thank you');
  await expect(agent.said('Thank you')).toBeVisible();
});

test('a table of people is imported by its mapping, exported, and taken back', async ({ agentAt }) => {
  const { page } = await agentAt(server());
  await page.goto(at('/settings/imports'));
  await page.getByRole('button', { name: 'Import a file' }).click();
  const dialog = page.getByRole('dialog');
  const rows = Array.from({ length: 320 }, (_, i) => `Import ${i};import${i}@example.com;Gold`);
  await dialog.getByLabel('File', { exact: true }).setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Who;Mail;Customer plan', ...rows, ';;Pro'].join('\n')),
  });
  await dialog.getByRole('button', { name: 'Look into the file' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Becomes: Mail' })).toHaveValue('email');
  await expect(dialog.getByRole('combobox', { name: 'Becomes: Customer plan' })).toHaveValue(
    'field.customer_plan',
  );
  await dialog.getByRole('combobox', { name: 'Becomes: Who' }).selectOption('name');
  await expectAccessible(page, 'mapping');
  await dialog.getByRole('button', { name: 'Import 321 rows' }).click();
  const line = page
    .getByRole('list', { name: 'Imports' })
    .getByRole('listitem')
    .filter({ hasText: 'people.csv' });
  await expect(line.getByText('320 added')).toBeVisible({ timeout: 60_000 });
  await expect(line.getByText('1 not taken')).toBeVisible();
  await expectAccessible(page, 'imports');
  const problems = page.waitForEvent('download');
  await line.getByRole('link', { name: 'Download what was not taken' }).click();
  const told = readFileSync(await (await problems).path(), 'utf8');
  expect(told).toContain('321,,nobody');
  expect(told).toContain('1,Customer plan,choice');

  await page.goto(at('/contacts'));
  await page.getByRole('searchbox', { name: 'Search contacts' }).fill('import');
  await expect(page.getByRole('status').filter({ hasText: '320 people' })).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const exported = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click();
  expect(
    readFileSync(await (await exported).path(), 'utf8')
      .trim()
      .split('\n'),
  ).toHaveLength(321);

  await page.goto(at('/settings/imports'));
  await line.getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await expect(line.getByText('Taken back')).toBeVisible({ timeout: 60_000 });
});

test('in French, on a phone', async ({ agentAt }) => {
  const { page } = await agentAt(server(), undefined, { viewport: { width: 390, height: 844 } });
  await page.evaluate(() =>
    fetch('/v1/me', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ language: 'fr' }),
    }),
  );
  await page.goto(at('/contacts'));
  await expect(page.getByRole('button', { name: 'Ajouter un contact' })).toBeVisible();
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByRole('button', { name: 'Démarrer une conversation' })).toBeVisible();
  for (const path of ['/contacts', '/settings/fields', '/settings/imports']) {
    await page.goto(at(path));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
  }
});
