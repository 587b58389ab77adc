import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';
import { Visitor } from './support/Visitor.ts';

/** The first quarter of an hour with an empty server, step by step, to its visible end. */
const server = useServer({});

test('the first steps tick one by one, and their end stays until one goes on to the inbox', async ({
  profile,
  visitorAt,
}) => {
  const page = await (await profile()).newPage();
  await page.goto(server().url);
  await page.getByRole('textbox', { name: 'Company or team' }).fill('Little Lamps');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Nora Owner');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('nora@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('a-long-enough-one');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome, Nora' })).toBeVisible();
  await expect(page.getByText('0 of 3 done')).toBeVisible();

  const snippet = await page.getByText('data-inbox=').innerText();
  const site = await Site.with(server().url, /data-inbox="([^"]+)"/.exec(snippet)?.[1] ?? '');
  await visitorAt(site.url);
  await expect(page.getByText('1 of 3 done')).toBeVisible();

  await page.getByRole('link', { name: 'Invite a colleague' }).click();
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('sam@example.com');
  await dialog.getByRole('button', { name: 'Make invitation' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('link', { name: 'Inbox', exact: true }).click();
  await expect(page.getByText('2 of 3 done')).toBeVisible();

  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Open the test page' }).click();
  const customer = new Visitor(await opened, { standalone: true });
  await customer.write('Is anybody there?');
  await expect(page.getByRole('heading', { name: 'You are all set' })).toBeVisible();
  await expect(page.getByText('3 of 3 done')).toBeVisible();
  await expect(page.getByText('You have had your first conversation')).toBeVisible();

  // Looking at the conversation, or loading the page again, does not take the end away.
  const row = page.getByRole('list', { name: 'Conversations' }).getByRole('link');
  await page.getByRole('link', { name: 'Unassigned', exact: true }).click();
  await row.first().click();
  await expect(page.getByRole('textbox', { name: 'Reply' })).toBeVisible();
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await page.reload();
  await expect(page.getByText('3 of 3 done')).toBeVisible();
  await page.getByRole('button', { name: 'Go to the inbox' }).click();
  await expect(page.getByText('3 of 3 done')).toBeHidden();
  await page.reload();
  await expect(row.first()).toBeVisible();
  await expect(page.getByText('3 of 3 done')).toBeHidden();
  await site.close();
});
