import { Api, until } from './support/Api.ts';
import { withDatabase } from './support/bulkData.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';

/** What must be known before resolving, mails that were refused, an export that is cancelled, and the switch for mails. */
const server = useServer({ demo: true });
let api: Api;
let site: Site;

test.beforeAll(async () => {
  api = await Api.signIn(server().url);
  site = await Site.with(server().url, (await api.inbox()).key);
});
test.afterAll(() => site?.close());

const at = (path: string) => `${server().url}/w/${api.workspaceId}${path}`;

test('what must be known is asked for when somebody resolves, by the keyboard too', async ({
  visitorAt,
  agentAt,
}) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('Which oil is right for it?');
  const { id } = await api.conversationSaying('Which oil');
  const agent = await agentAt(server());
  const { page } = agent;
  // The setting, on its screen.
  await page.goto(at('/settings/fields'));
  await page.getByRole('button', { name: 'Add field' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('combobox', { name: 'Belongs to' }).selectOption('conversation');
  await form.getByRole('combobox', { name: 'Kind' }).selectOption('choice');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Why they wrote');
  await form.getByRole('textbox', { name: 'Choices' }).fill('Return\nAdvice');
  await form.getByRole('switch', { name: 'Required to resolve' }).click();
  await expectAccessible(page, 'a field that is required to resolve');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Required to resolve')).toBeVisible();

  await page.goto(at(`/inbox/all/${id}`));
  await expect(agent.said('Which oil is right for it?')).toBeVisible();
  await page.getByRole('main').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Before you resolve this' });
  const choice = dialog.getByRole('combobox', { name: 'Why they wrote' });
  await expect(choice).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Resolve' })).toBeDisabled();
  await expectAccessible(page, 'before resolving');
  // Put aside, and nothing has happened.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect((await api.call<{ status: string }>('GET', `/conversations/${id}`)).status).toBe('open');

  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await choice.selectOption('Advice');
  await dialog.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByRole('button', { name: 'Reopen', exact: true })).toBeVisible();
  await expect
    .poll(() => api.call<{ status: string; fields: object }>('GET', `/conversations/${id}`))
    .toMatchObject({ status: 'resolved', fields: { why_they_wrote: 'Advice' } });

  // Many at once: what has no reason stays open, and says why.
  await agent.goTo('All');
  await expect(agent.list.getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(agent.log).toBeVisible();
  await page.keyboard.press('x');
  const bar = page.getByRole('toolbar', { name: 'Change the selected conversations' });
  await bar.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByText(/1 could not be changed: Fields are missing/)).toBeVisible();
  const { items } = await api.call<{ items: { id: string; key: string }[] }>('GET', '/fields');
  const field = items.find(({ key }) => key === 'why_they_wrote')!;
  await api.call('PATCH', `/fields/${field.id}`, { requiredToResolve: false });
});

test('an invitation whose mail was refused says so, and gets a link to pass on', async ({
  agentAt,
  expectTrouble,
}) => {
  expectTrouble(/409 \(Conflict\).*\/invitations$/, 'one of those invited is a member already');
  const { page } = await agentAt(server());
  await page.goto(at('/settings/members'));
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('bounce.nobody@example.com');
  await dialog.getByRole('button', { name: 'Make invitation' }).click();
  const first = await dialog.getByText(/\/invitation\//).textContent();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'bounce.nobody@example.com' });
  // By itself: nobody loads the page anew.
  await expect(line.getByText(/Mail refused: .*No such mailbox/)).toBeVisible();
  await expectAccessible(page, 'refused mails');
  await line.getByRole('button', { name: 'Make a new link' }).click();
  await dialog.getByRole('button', { name: 'Make a new link' }).click();
  const second = dialog.getByText(/\/invitation\//);
  await expect(second).toBeVisible();
  expect(await second.textContent()).not.toBe(first);
  await expect(dialog.getByRole('button', { name: 'Copy' })).toBeVisible();

  // A whole team at once, as it was pasted; who cannot be invited is named, the others are.
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Invite' }).click();
  const field = dialog.getByRole('textbox', { name: 'E-mail' });
  await field.fill('nobody');
  await field.press('Enter');
  await expect(dialog.getByText('Type an e-mail address.')).toBeVisible();
  await field.fill('Vera Lang <vera@example.com>, amelie@example.com; wim@example.com');
  await field.press('Enter');
  await expect(dialog.getByRole('heading', { name: '2 invitations are made' })).toBeVisible();
  const refused = dialog.getByRole('listitem').filter({ hasText: 'amelie@example.com' });
  await expect(refused).toContainText(/already/);
  await expectAccessible(page, 'several invitations', '[role=dialog]');
  await dialog.getByRole('button', { name: 'Done' }).click();
  for (const address of ['vera@example.com', 'wim@example.com'])
    await expect(page.getByRole('listitem').filter({ hasText: address })).toBeVisible();
});

test('a refused mail to reset a password is shown at the member; one that is taken takes the sign away', async ({
  agentAt,
}) => {
  const { page } = await agentAt(server());
  const email = 'clara@example.com';
  const reset = (address: string) =>
    fetch(`${server().url}/v1/auth/request-password-reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server().url },
      body: JSON.stringify({ email: address, redirectTo: '/reset-password' }),
    });
  const rename = (from: string, to: string) =>
    withDatabase(server(), (client) =>
      client.query('update users set email = $2 where email = $1', [from, to]),
    );
  await rename(email, 'bounce.clara@example.com');
  await page.goto(at('/settings/members'));
  const line = page.getByRole('listitem').filter({ hasText: 'bounce.clara@example.com' });
  await expect(line).toBeVisible();
  await reset('bounce.clara@example.com');
  await expect(line.getByText(/A mail to this address was refused on .*No such mailbox/)).toBeVisible();
  await rename('bounce.clara@example.com', email);
  await reset(email);
  const again = page.getByRole('listitem').filter({ hasText: email });
  await expect(again).toBeVisible();
  await expect(again.getByText(/was refused/)).toBeHidden();
});

test('a transcript whose mail was refused is seen in the thread, and sent again', async ({
  visitorAt,
  agentAt,
}) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('Please send me all of this');
  const { id } = await api.conversationSaying('all of this');
  await api.call('POST', `/conversations/${id}/transcript`, { email: 'bounce.transcript@example.com' });
  const agent = await agentAt(server());
  await agent.page.goto(at(`/inbox/all/${id}`));
  const failed = agent.log.getByRole('alert').filter({ hasText: 'bounce.transcript@example.com' });
  await expect(failed).toContainText('No such mailbox');
  await agent.log.getByRole('button', { name: 'Send again' }).click();
  await expect(failed).toContainText('No such mailbox');
});

test('an export of contacts is cancelled, and the next one can begin', async ({ agentAt }) => {
  const { page } = await agentAt(server());
  // As if its worker were busy elsewhere: it stays under way until somebody ends it.
  await withDatabase(server(), async (client) => {
    await client.query(`create function hold_export() returns trigger language plpgsql as
      'begin new.claimed_until := now() + interval ''1 hour''; return new; end'`);
    await client.query(
      'create trigger hold_export before insert on contact_exports for each row execute function hold_export()',
    );
  });
  await page.goto(at('/contacts'));
  await expect(page.getByRole('status').filter({ hasText: /people/ })).toBeVisible();
  const exportAll = async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Export as CSV' }).click();
  };
  await exportAll();
  await expect(page.getByText(/^Exporting contacts: 0 of/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByText('Export cancelled.')).toBeVisible();
  const { items } = await api.call<{ items: { status: string }[] }>('GET', '/contact-exports');
  expect(items[0]?.status).toBe('cancelled');
  await withDatabase(server(), (client) => client.query('drop function hold_export cascade'));
  const download = page.waitForEvent('download');
  await exportAll();
  expect((await download).suggestedFilename()).toBe('contacts.csv');
});

test('many contacts at once: a field set, blocked, put back; those chosen erased after their number was typed', async ({
  agentAt,
}) => {
  const { page } = await agentAt(server());
  await api.call('POST', '/fields', {
    subject: 'contact',
    key: 'tier',
    type: 'choice',
    label: 'Tier',
    options: ['Gold', 'Silver'],
  });
  const names = ['Zora Zimmer', 'Zeno Zappa', 'Zita Zorn'];
  for (const name of names) await api.call('POST', '/contacts', { id: crypto.randomUUID(), name });
  await page.goto(at('/contacts?sort=name&q=z'));
  const search = page.getByRole('searchbox', { name: 'Search contacts' });
  await search.fill('z');
  const select = (name: string) => page.getByRole('checkbox', { name: `Select ${name}` });
  await expect(select(names[0]!)).toBeAttached();
  await select('Zora Zimmer').check();
  await select('Zeno Zappa').check();
  const bar = page.getByRole('toolbar', { name: 'Change the selected contacts' });
  await expect(bar.getByRole('status')).toHaveText('2 selected');
  await expectAccessible(page, 'selected contacts');
  await bar.getByRole('button', { name: 'Set a field' }).click();
  await page.getByRole('menuitem', { name: 'Tier' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Tier' }).selectOption('Gold');
  await expectAccessible(page, 'a field of many contacts');
  await dialog.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(page.getByText('2 contacts changed')).toBeVisible();
  const tiers = async () => {
    const { items } = await api.call<{
      items: { name: string; fields: { tier?: string }; blockedAt: string | null }[];
    }>('GET', '/contacts?sort=name&q=z&limit=100');
    return Object.fromEntries(
      items
        .filter((c) => names.includes(c.name))
        .map((c) => [c.name, [c.fields.tier ?? null, c.blockedAt !== null]]),
    );
  };
  expect(await tiers()).toEqual({
    'Zora Zimmer': ['Gold', false],
    'Zeno Zappa': ['Gold', false],
    'Zita Zorn': [null, false],
  });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('2 contacts put back')).toBeVisible();
  expect((await tiers())['Zora Zimmer']).toEqual([null, false]);
  await bar.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(page.getByText('2 contacts changed').last()).toBeVisible();
  await expect.poll(tiers).toMatchObject({ 'Zora Zimmer': [null, true], 'Zita Zorn': [null, false] });

  await bar.getByRole('button', { name: 'Erase' }).click();
  const confirm = page.getByRole('dialog', { name: 'Erase 2 contacts?' });
  await expect(confirm.getByRole('button', { name: 'Erase for good' })).toBeDisabled();
  await confirm.getByRole('textbox').fill('2');
  await confirm.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByText('2 contacts erased')).toBeVisible();
  await expect.poll(async () => Object.keys(await tiers())).toEqual(['Zita Zorn']);
});

test('who switches mails off gets none, and gets them again when they are on', async ({ agentAt }) => {
  const clara = await Api.signIn(server().url, 'clara@example.com');
  const hugo = await Api.signIn(server().url, 'hugo@example.com');
  const open = await agentAt(server(), 'clara@example.com');
  const toggle = open.page.getByRole('switch', { name: 'Also by e-mail when I am away' });
  await open.page.goto(at('/settings/account'));
  await expect(toggle).toBeChecked();
  await toggle.click();
  await expect(toggle).not.toBeChecked();
  await expect
    .poll(() => clara.call<{ email: boolean }>('GET', '/notifications/settings'))
    .toMatchObject({ email: false });
  await open.page.reload();
  await expect(toggle).not.toBeChecked();
  await open.page.goto('about:blank');

  const [one, two] = await api.conversations();
  await api.call('PATCH', `/conversations/${one!.id}`, { assigneeId: clara.userId, anyway: true });
  await api.call('PATCH', `/conversations/${two!.id}`, { assigneeId: hugo.userId, anyway: true });
  // A few minutes later.
  await withDatabase(server(), (client) =>
    client.query(`update notifications set created_at = created_at - interval '5 minutes'`),
  );
  await api.mailTo('hugo@example.com');
  const toClara = async () =>
    (await api.mails()).filter(
      (mail) =>
        mail.to === 'clara@example.com' && mail.subject !== '' && /conversation|given/i.test(mail.text),
    );
  expect(await toClara()).toEqual([]);

  await open.page.goto(at('/settings/account'));
  await expect(toggle).not.toBeChecked();
  await toggle.click();
  await expect(toggle).toBeChecked();
  await open.page.goto('about:blank');
  await until('the mail to Clara', async () => ((await toClara()).length > 0 ? true : undefined));
});
