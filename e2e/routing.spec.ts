import { AxeBuilder } from '@axe-core/playwright';
import type { Conversation, Inbox, Member } from '@causerie/protocol';
import { Api, until } from './support/Api.ts';
import { expect, test, useServer } from './support/test.ts';

/** Routing, the queue and promises of response times, as visitors and agents see them. */
test.describe.configure({ mode: 'serial' });
const server = useServer({ demo: true });
let api: Api;
let inbox: Inbox;

test.beforeAll(async () => {
  api = await Api.signIn(server().url);
  inbox = await api.inbox();
  // Everybody has as many as they may: who comes now waits.
  const { items } = await api.call<{ items: Member[] }>('GET', '/members');
  for (const { userId } of items) await api.call('PATCH', `/members/${userId}`, { capacity: 0 });
  await api.call('PATCH', `/inboxes/${inbox.id}`, {
    mode: 'live',
    teamId: null,
    hours: null,
    routing: { mode: 'auto', language: 'ignore', sticky: false, returnGoneMinutes: null },
  });
});

test('a visitor sees their place in the queue, leaves, comes back to it, and is served', async ({
  agentAt,
  visitorAt,
}) => {
  const amelie = await agentAt(server());
  const first = await visitorAt(`${server().url}/demo/`);
  await first.open();
  await first.write('Is anybody there?');
  const queue = first.chat.locator('.queue');
  await expect(queue).toContainText('in line');
  await expect(queue).toContainText('You can leave: we will keep your place and answer here');
  await first.page.reload();
  await first.open();
  await expect(first.chat.locator('.queue')).toContainText('in line');

  await amelie.goTo('Unassigned');
  await amelie.openRow('Is anybody there?');
  await expect(amelie.page.locator('header').getByText(/in line$/)).toBeVisible();

  // Urgent goes before those who have waited longer.
  const asked = await api.conversationSaying('Is anybody there?');
  await api.call('PATCH', `/conversations/${asked.id}`, { priority: 'urgent' });
  await expect(first.chat.locator('.queue')).toContainText('You are next in line');
  const { userId } = api;
  const load = (await api.conversations('mine')).length;
  await api.call('PATCH', `/members/${userId}`, { capacity: Math.min(200, load + 1) });
  await expect(first.chat.locator('.queue')).toHaveCount(0, { timeout: 15_000 });
  await expect(first.log.getByText(/Amélie Laurent joined/)).toBeVisible();
  await expect(amelie.log.getByText(/Routed to you/)).toBeVisible();
});

test('who has no room is refused clearly, and taken anyway; a transfer carries its note', async ({
  agentAt,
  visitorAt,
  expectTrouble,
}) => {
  expectTrouble(/status of 409 .*\/conversations\//, 'taking it is refused for want of room');
  const visitor = await visitorAt(`${server().url}/demo/`);
  await visitor.open();
  await visitor.write('One more for the queue');
  const amelie = await agentAt(server());
  await amelie.goTo('Unassigned');
  await amelie.openRow('One more for the queue');
  await amelie.page.getByRole('main').press('m');
  const question = amelie.page.getByRole('dialog', { name: /has no room/ });
  await expect(question).toContainText(/\d+ conversations?, and \d+ is the limit/);
  await question.getByRole('button', { name: 'Assign anyway' }).click();
  await expect(amelie.log.getByText(/You took the conversation.*beyond capacity/)).toBeVisible();

  await amelie.page.getByRole('main').press('t');
  const dialog = amelie.page.getByRole('dialog', { name: 'Transfer' });
  await dialog.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Sales' });
  await dialog.getByRole('textbox', { name: 'Note for them' }).fill('The lamp hums since Monday');
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await expect(amelie.said('The lamp hums since Monday')).toBeVisible();
  await expect(dialog).toHaveCount(0);
});

test('routing, skills and capacity are set in the settings', async ({ agentAt }) => {
  const amelie = await agentAt(server());
  const { page } = amelie;
  await page.goto(`${server().url}/w/${api.workspaceId}/settings/inboxes/${inbox.id}`);
  await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('require');
  await page.getByRole('textbox', { name: 'Skills needed' }).fill('repairs, billing');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await until('the skills are stored', async () => {
    const stored = await api.inbox(inbox.name);
    return stored.routing.skills.join() === 'repairs,billing' && stored.routing.language === 'require'
      ? stored
      : undefined;
  });
  await page.goto(`${server().url}/w/${api.workspaceId}/settings/members`);
  await page.getByRole('button', { name: 'Routing of Amélie Laurent' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Skills' }).fill('repairs');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/repairs/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter((v) => ['serious', 'critical'].includes(v.impact ?? ''))).toEqual([]);
});

test('a promise is made, shown on row and thread, and the list goes by it', async ({
  agentAt,
  visitorAt,
}) => {
  const amelie = await agentAt(server());
  const { page } = amelie;
  await page.goto(`${server().url}/w/${api.workspaceId}/settings/sla`);
  await page.getByRole('button', { name: 'New policy' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Lamps');
  await dialog.getByRole('spinbutton', { name: 'First response within' }).fill('2');
  await dialog.getByRole('textbox', { name: 'Labels' }).fill('lamp');
  await dialog.getByRole('combobox', { name: 'Count time' }).selectOption('calendar');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Lamps', { exact: true })).toBeVisible();
  // Above the two that the sample company has.
  const up = page.getByRole('button', { name: 'Move Lamps up' });
  await up.click();
  await up.click();
  await expect(up).toBeDisabled();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter((v) => ['serious', 'critical'].includes(v.impact ?? ''))).toEqual([]);

  const visitor = await visitorAt(`${server().url}/demo/`);
  await visitor.open();
  await visitor.write('My lamp flickers');
  const asked = await api.conversationSaying('My lamp flickers');
  await api.call<Conversation>('PATCH', `/conversations/${asked.id}`, { labels: ['lamp'] });
  await page.goto(`${server().url}/w/${api.workspaceId}/inbox/all/${asked.id}`);
  await expect(page.locator('header').getByText(/First response due in/)).toBeVisible();
  await expect(amelie.row('My lamp flickers').getByText(/^SLA /)).toBeVisible();
  await amelie.write('Have you tried another socket?');
  await expect(page.locator('header').getByText(/First response due in/)).toHaveCount(0);
});

test('in French the queue is spoken of in French', async ({ visitorAt }) => {
  const { items } = await api.call<{ items: Member[] }>('GET', '/members');
  for (const { userId } of items) await api.call('PATCH', `/members/${userId}`, { capacity: 0 });
  const visitor = await visitorAt(`${server().url}/demo/fr/`, { locale: 'fr-FR' });
  await visitor.page.getByRole('button', { name: /^Ouvrir le chat/ }).click();
  const message = visitor.chat.getByRole('textbox', { name: 'Message', exact: true });
  await message.fill('Bonjour ?');
  await visitor.chat.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await expect(visitor.chat.locator('.queue')).toContainText('Vous pouvez partir : nous gardons votre place');
});
