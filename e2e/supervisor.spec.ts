import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Board, Member, Report } from '@causerie/protocol';
import { Api, until } from './support/Api.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';

/** What admins and supervisors do: roles, webhooks, the audit log, retention and erasure, the live board, reports. */
const server = useServer({ demo: true });
let api: Api;
let site: Site;
test.beforeAll(async () => {
  api = await Api.signIn(server().url);
  site = await Site.with(server().url, (await api.inbox()).key);
});
test.afterAll(() => site?.close());

const at = (path: string) => `${server().url}/w/${api.workspaceId}/${path}`;

test('a role of one’s own: made with the keyboard, given to a member, and they see only their conversations', async ({
  agentAt,
}) => {
  const agent = await agentAt(server());
  const { page } = agent;
  await agent.visit(at('settings/roles'));
  await page.getByRole('button', { name: 'New role' }).press('Enter');
  await page.keyboard.type('Own team only');
  for (const name of ['Write messages and notes', 'Assign, resolve, snooze, label', 'Look up contacts'])
    await page.getByRole('checkbox', { name }).press('Space');
  await expectAccessible(page, 'role dialog');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).press('Enter');
  await expect(page.getByText('0 members · 0 keys')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Own team only' })).toBeVisible();
  await expectAccessible(page, 'roles');

  const { items } = await api.call<{ items: Member[] }>('GET', '/members');
  const hugo = items.find((member) => member.email === 'hugo@example.com')!;
  await agent.visit(at('settings/members'));
  await page.getByRole('combobox', { name: `Role of ${hugo.name}` }).selectOption('Own team only');
  await until('the role is his', async () => {
    const { items: now } = await api.call<{ items: Member[] }>('GET', '/members');
    return now.find((member) => member.userId === hugo.userId)!.role !== hugo.role || undefined;
  });

  const his = await Api.signIn(server().url, 'hugo@example.com');
  const seen = await his.conversations();
  expect(seen.length).toBeGreaterThan(0);
  expect(
    seen.every((c) => c.assigneeId === hugo.userId || (c.teamId && hugo.teamIds.includes(c.teamId))),
  ).toBe(true);
  const own =
    seen.find((c) => c.assigneeId === hugo.userId && !hugo.teamIds.includes(c.teamId ?? '')) ??
    seen.find((c) => c.assigneeId === hugo.userId)!;
  await api.call('PATCH', `/conversations/${own.id}`, { teamId: null });
  const desk = await agentAt(server(), 'hugo@example.com');
  await expect(desk.page.getByRole('link', { name: 'Live board' })).toHaveCount(0);
  await desk.goTo('All');
  const row = desk.list.locator(`a[href*="${own.id}"]`);
  await expect(row).toBeVisible();
  await api.call('PATCH', `/conversations/${own.id}`, { assigneeId: api.userId });
  await expect(row, 'what is passed on to others disappears at once').toHaveCount(0);

  // Who only looks on is offered nothing that would be refused.
  const looking = await api.call<{ id: string }>('POST', '/roles', {
    name: 'Looking on',
    permissions: ['conversations.all', 'contacts.read'],
  });
  await api.call('PATCH', `/members/${hugo.userId}`, { role: looking.id });
  await desk.page.goto(at(`inbox/all/${own.id}`));
  await expect(desk.page.getByText('With your role you can read here, but not write.')).toBeVisible();
  await expect(desk.page.getByRole('textbox', { name: 'Reply' })).toHaveCount(0);
  await expect(desk.page.getByRole('button', { name: /^(Resolve|Reopen|Assign)/ })).toHaveCount(0);
  await desk.page.getByRole('button', { name: 'More', exact: true }).first().click();
  await expect(desk.page.getByRole('menuitem', { name: 'Print' })).toBeVisible();
  await expect(desk.page.getByRole('menuitem', { name: /spam|Merge/ })).toHaveCount(0);
  await desk.page.keyboard.press('Escape');
  await expectAccessible(desk.page, 'looking on');
  await api.call('PATCH', `/members/${hugo.userId}`, { role: hugo.role });
});

test('a webhook: made, tested, seen in its log, and in the audit log', async ({ agentAt }) => {
  const received: string[] = [];
  const receiver: HttpServer = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => received.push(chunk.toString()));
    request.on('end', () => response.end('thank you'));
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  try {
    const agent = await agentAt(server());
    const { page } = agent;
    await agent.visit(at('settings/webhooks'));
    await page.getByRole('button', { name: 'New webhook' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Shop');
    await page
      .getByRole('textbox', { name: 'Address' })
      .fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`);
    await page.getByRole('combobox', { name: 'Events' }).selectOption('Only these');
    await expect(page.getByRole('checkbox', { name: 'message.created' })).toBeChecked();
    await page.getByRole('checkbox', { name: 'conversation.resolved' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await expect(page.getByText(/^whsec_/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expectAccessible(page, 'webhooks');
    await page.getByRole('link', { name: /Shop/ }).click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    const line = page.getByRole('button', { name: /webhook\.test.*Delivered 200/ });
    await expect(line).toBeVisible();
    await line.click();
    await expect(page.getByText('thank you')).toBeVisible();
    await expectAccessible(page, 'webhook');
    expect(JSON.parse(received[0]!)).toMatchObject({ type: 'webhook.test', workspaceId: api.workspaceId });

    await agent.visit(at('settings/audit'));
    await page.getByRole('combobox', { name: 'What' }).selectOption('Webhooks');
    const entry = page.getByRole('button', { name: /Amélie Laurent made the webhook Shop/ });
    await entry.click();
    await expect(page.getByRole('row', { name: /events/ })).toBeVisible();
    await expectAccessible(page, 'audit log');
  } finally {
    receiver.closeAllConnections();
    receiver.close();
  }
});

test('retention is counted before it is saved; an erased contact vanishes from every screen', async ({
  agentAt,
  visitorAt,
}) => {
  const agent = await agentAt(server());
  const { page } = agent;
  await agent.visit(at('settings/privacy'));
  await page.getByRole('spinbutton', { name: /Pages that visitors looked at/ }).fill('3650');
  await page.getByRole('button', { name: 'What would go now?' }).click();
  await expect(page.getByText('Nothing would be removed.')).toBeVisible();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved. The next run is within the hour.')).toBeVisible();
  await expectAccessible(page, 'privacy');

  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('Please forget me afterwards');
  const { id } = await api.conversationSaying('Please forget me');
  const colleague = await agentAt(server(), 'clara@example.com');
  await colleague.goTo('All');
  const row = colleague.row('Please forget me');
  await expect(row).toBeVisible();
  await agent.visit(at(`inbox/all/${id}`));
  await page.getByRole('button', { name: 'Erase this contact' }).click();
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(row).toHaveCount(0);
  await agent.visit(at('settings/privacy'));
  await expect(page.getByRole('row', { name: /Erasure of a contact.*1 contacts/ })).toBeVisible();
  await page.getByRole('button', { name: 'Check the chain' }).click();
  await expect(page.getByText('1 proof, unchanged.')).toBeVisible();
});

test('P17: the live board changes by itself, lets a supervisor step in, and agrees with the reports', async ({
  agentAt,
  visitorAt,
}) => {
  const agent = await agentAt(server());
  const { page } = agent;
  await agent.goBy('g', 'b', 'Live board');
  const started = () =>
    page.locator('dt', { hasText: 'New conversations, today' }).locator('xpath=../dd').innerText();
  const before = Number(await started());
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('Is somebody looking at the board?');
  const { contact } = await api.conversationSaying('Is somebody looking');
  const waiting = page.getByRole('listitem').filter({ hasText: 'Is somebody looking at the board?' }).first();
  await expect(waiting).toBeVisible();
  await expect.poll(async () => Number(await started())).toBe(before + 1);
  await expectAccessible(page, 'board');

  const board = await api.call<Board>('GET', '/board');
  const today = new Intl.DateTimeFormat('sv', { timeZone: board.timeZone }).format(Date.now());
  const report = await api.call<Report>('GET', `/reports?from=${today}&to=${today}`);
  expect(board.today).toEqual(report.total);

  await waiting.getByRole('button', { name: /Write a note/ }).click();
  await expect(page.getByRole('tab', { name: 'Note' })).toHaveAttribute('aria-selected', 'true');
  await agent.visit(at('board'));
  await waiting.getByRole('button', { name: /Take over/ }).click();
  await expect(page).toHaveURL(/\/inbox\/all\//);
  const taken = await api.conversationSaying('Is somebody looking');
  expect(taken).toMatchObject({ contact: { id: contact.id }, assigneeId: api.userId });

  // An agent is in a report of today by an answer, however young the day is.
  await agent.write('I am.');

  await agent.visit(at('reports'));
  await page.getByRole('combobox', { name: 'Period' }).selectOption('Today');
  await page.getByRole('combobox', { name: 'By', exact: true }).selectOption('Agent');
  await expect(page.getByRole('button', { name: /New conversations/ })).toContainText(String(before + 1));
  await expect(page.getByRole('rowheader', { name: 'Amélie Laurent' })).toBeVisible();
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  expect((await file).suggestedFilename()).toBe(`report-agent-${today}-${today}.csv`);
  await expectAccessible(page, 'reports');

  // The marks behind the figures lead to where they were given.
  await page.getByRole('combobox', { name: 'Period' }).selectOption('Last 90 days');
  const marks = page.getByRole('region', { name: 'What customers said' });
  await expect(marks.getByRole('listitem').first()).toBeVisible();
  await marks.getByRole('combobox', { name: 'Marks' }).selectOption('Satisfied (4 and 5)');
  await expect(marks.getByRole('img', { name: /^(1 star|[23] stars) of 5$/ })).toHaveCount(0);
  await expect(marks.getByRole('img', { name: /^[45] stars of 5$/ }).first()).toBeVisible();
  await expectAccessible(page, 'marks');
  await marks.getByRole('link').first().press('Enter');
  await expect(page.getByRole('log', { name: 'Messages' })).toBeVisible();
});
