import { Api, until } from './support/Api.ts';
import { expect, test, useServer } from './support/test.ts';

/** What agents do all day with many conversations, in the sample company. */
test.describe.configure({ timeout: 150_000 });
const server = useServer({ demo: true });
const clara = 'clara@example.com';

test('P8: a saved view is made with the filter editor; a conversation that comes to fit it appears, and leaves', async ({
  agentAt,
}) => {
  const agent = await agentAt(server());
  const { page } = agent;
  await page.getByRole('button', { name: 'All views' }).click();
  await page.getByRole('button', { name: 'New view' }).click();
  const dialog = page.getByRole('dialog', { name: 'New view' });
  await dialog.getByRole('textbox', { name: 'Name of the view' }).fill('Returns');
  await dialog.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('option', { name: /^Label/ }).click();
  await page.getByRole('textbox', { name: 'Value' }).fill('returns');
  await page.getByRole('button', { name: 'delivery', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Value' })).toHaveValue('returns, delivery');
  await page.getByRole('textbox', { name: 'Value' }).fill('returns');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/inbox\/[0-9a-f-]{36}/);
  await expect(page.getByText('No conversation matches this filter.')).toBeVisible();

  const api = await Api.signIn(server().url);
  const [conversation] = await api.conversations();
  await api.call('PATCH', `/conversations/${conversation!.id}`, { addLabels: ['returns'] });
  await expect(agent.list.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'All views' }).click();
  await expect(page.getByRole('link', { name: 'Returns' })).toHaveAccessibleDescription('1 conversation');
  await page.keyboard.press('Escape');
  await api.call('PATCH', `/conversations/${conversation!.id}`, { removeLabels: ['returns'] });
  await expect(page.getByText('No conversation matches this filter.')).toBeVisible();
});

test('many at once by keyboard and by hand, with undo', async ({ agentAt }) => {
  const agent = await agentAt(server());
  const { page } = agent;
  await agent.goTo('All');
  await agent.list.getByRole('listitem').first().hover();
  const boxes = agent.list.getByRole('checkbox');
  await boxes.nth(0).check();
  await boxes.nth(2).click({ modifiers: ['Shift'] });
  const bar = page.getByRole('toolbar', { name: 'Change the selected conversations' });
  await expect(bar.getByRole('status')).toHaveText('3 selected');
  const names = await Promise.all([0, 1, 2].map((n) => agent.list.getByRole('link').nth(n).innerText()));
  expect(names).toHaveLength(3);
  await bar.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByText('3 conversations changed')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('3 conversations put back')).toBeVisible();
  await expect(agent.list.getByRole('link').first()).toContainText(names[0]!.split('\n')[0]!);

  await page.keyboard.press('j');
  await expect(agent.log).toBeVisible();
  await page.keyboard.press('x');
  await expect(bar.getByRole('status')).toHaveText('1 selected');
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
});

test('answered and resolved in one, on to the next; marked as unread it is bold again, on both screens', async ({
  agentAt,
}) => {
  const agent = await agentAt(server());
  const { page } = agent;
  const api = await Api.signIn(server().url);
  await agent.openFirst();
  const idOf = () => /inbox\/all\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  const first = idOf()!;
  await page.getByRole('button', { name: 'How to send' }).click();
  await page.getByRole('menuitem', { name: 'Go to the next one' }).click();
  await agent.reply.fill('Done, have a good day!');
  await page.keyboard.press('Control+Shift+Enter');
  await expect.poll(idOf, 'the next one is open').not.toBe(first);
  await expect(agent.log).toBeVisible();
  expect((await api.call<{ status: string }>('GET', `/conversations/${first}`)).status).toBe('resolved');
  expect(await api.texts(first)).toContain('Done, have a good day!');

  // One of one's own that the customer wrote in: read by being open, then put back among what is to be read.
  const own = (await api.conversations('mine')).find((row) => row.contactMessages > 0 && row.contact.name)!;
  const other = await agentAt(server());
  await other.goTo('Mine');
  await agent.goTo('Mine');
  const name = own.contact.name!;
  await agent.list.getByRole('link').filter({ hasText: name }).first().click();
  await expect(agent.log).toBeVisible();
  const unread = (who: typeof agent) =>
    who.list
      .getByRole('listitem')
      .filter({ hasText: name })
      .first()
      .getByText(/unread message/);
  await expect(unread(agent)).toHaveCount(0);
  await page.getByRole('main').press('Shift+U');
  await expect(page.getByText('Marked as unread')).toBeVisible();
  await expect(unread(agent)).toBeVisible();
  await expect(unread(other)).toBeVisible();
  await page.getByRole('main').press('j');
  await expect(agent.log).toBeVisible();
  await expect(unread(agent), 'J goes on to the one after it').toBeVisible();
  await agent.list.getByRole('link').filter({ hasText: name }).first().click();
  await expect(unread(agent)).toHaveCount(0);
  await expect(unread(other)).toHaveCount(0);
});

test('labels and spam from the keyboard; a time typed as one says it', async ({ agentAt }) => {
  const agent = await agentAt(server());
  const { page } = agent;
  await agent.openFirst();
  await page.keyboard.press('l');
  await page.getByRole('combobox', { name: 'Find or type a label' }).fill('fragile');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: 'Find or type a label' })).toBeHidden();
  await expect(agent.log.getByText(/fragile/)).toBeVisible();
  await page.keyboard.press('z');
  await page.getByRole('textbox', { name: 'When' }).fill('demain 9h');
  await expect(page.getByRole('status').filter({ hasText: 'Comes back' })).toContainText('9:00');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Snoozed until/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 conversation put back')).toBeVisible();
  await page.keyboard.press('!');
  await expect(page.getByText('Marked as spam')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
});

test('a colleague is called in a note, is told at once, and finds it in the mentions', async ({
  agentAt,
}) => {
  const amelie = await agentAt(server());
  const other = await agentAt(server(), clara);
  await amelie.openFirst();
  await amelie.page.getByRole('tab', { name: 'Note' }).click();
  const note = amelie.page.getByRole('textbox', { name: 'Note', exact: true });
  await note.pressSequentially('Can you look, @cla');
  await expect(amelie.page.getByRole('listbox', { name: 'People and teams' })).toBeVisible();
  await amelie.page.keyboard.press('Enter');
  await note.pressSequentially('please?');
  await amelie.page.getByRole('button', { name: 'Add note' }).click();
  await expect(amelie.log.getByText(/^@Clara/).last()).toBeVisible();

  const bell = other.page.getByRole('button', { name: 'Notifications' });
  await expect(bell).toHaveAccessibleDescription('1 unread notification');
  await bell.click();
  await other.page.getByRole('button', { name: /mentioned you/ }).click();
  await expect(other.log.getByText(/Can you look/)).toBeVisible();
  await expect(bell).toHaveAccessibleDescription('');
  await other.page.keyboard.press('g');
  await other.page.keyboard.press('n');
  await expect(other.list.getByRole('listitem')).toHaveCount(1);
});

test('two who answer at once: the second is shown what the first said, and sends anyway', async ({
  agentAt,
}) => {
  const amelie = await agentAt(server());
  await amelie.openFirst();
  const id = amelie.page.url().split('/').at(-1)!.split('?')[0]!;
  const other = await Api.signIn(server().url, clara);
  await amelie.reply.fill('My answer');
  // Still on its way to the screen when the answer is sent.
  await amelie.page.evaluate(() =>
    Object.defineProperty(document, 'hidden', { value: true, configurable: true }),
  );
  await other.say(id, 'The answer of a colleague');
  await amelie.page.getByRole('button', { name: 'Send reply' }).click();
  const notice = amelie.page.getByRole('alert', { name: /has just answered/ });
  await expect(notice).toContainText('The answer of a colleague');
  await expect(notice).toContainText('My answer');
  await notice.getByRole('button', { name: 'Send anyway' }).click();
  await expect(notice).toBeHidden();
  await until('both are in the log', async () => {
    const texts = await other.texts(id);
    return texts.slice(-2).join('|') === 'The answer of a colleague|My answer' ? texts : undefined;
  });
});

test('a draft is there on another device, and gone from there once it is sent', async ({ agentAt }) => {
  const desk = await agentAt(server());
  const phone = await agentAt(server(), 'amelie@example.com', { viewport: { width: 390, height: 800 } });
  await desk.openFirst();
  await desk.reply.fill('Half a thought');
  await phone.page.goto(desk.page.url());
  await expect(phone.reply).toHaveValue('Half a thought');
  await phone.reply.fill('Half a thought, finished');
  await expect(desk.reply).toHaveValue('Half a thought, finished');
  await phone.page.getByRole('button', { name: 'Send reply' }).click();
  await expect(desk.reply).toHaveValue('');
  await expect(desk.said('Half a thought, finished')).toBeVisible();
});

test('P10: two conversations become one, in order, for the agent and on the customer’s screen; and come apart', async ({
  agentAt,
  visitorAt,
}) => {
  const api = await Api.signIn(server().url);
  await api.set(await api.inbox(), { afterResolve: 'start_new', askRating: false });
  const visitor = await visitorAt(`${server().url}/demo/`);
  await visitor.open();
  await visitor.write('Where is my first lamp?');
  const first = await api.conversationSaying('Where is my first lamp?');
  await api.call('PATCH', `/conversations/${first.id}`, { status: 'resolved' });
  await visitor.write('And where is my second lamp?');
  await api.conversationSaying('And where is my second lamp?');
  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent.openRow('And where is my second lamp?');
  await agent.page.getByRole('button', { name: 'More', exact: true }).click();
  await agent.page.getByRole('menuitem', { name: /^Merge with another/ }).click();
  await agent.page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
  await expect(agent.log.getByText(/merged two conversations/)).toBeVisible();
  const both = ['Where is my first lamp?', 'And where is my second lamp?'];
  expect(await agent.order(both)).toEqual(both);
  await expect(visitor.said('Where is my first lamp?')).toBeVisible();
  await expect(visitor.said('And where is my second lamp?')).toBeVisible();
  await visitor.write('I mean both.');
  await expect(agent.said('I mean both.')).toBeVisible();
  await agent.page.getByRole('button', { name: 'Take apart again' }).click();
  await agent.page.getByRole('dialog').getByRole('button', { name: 'Take apart again' }).click();
  await expect(agent.log.getByText(/took merged conversations apart/)).toBeVisible();
  await expect(agent.said('I mean both.')).toBeVisible();
  await expect(agent.log.getByText('Where is my first lamp?', { exact: true })).toBeHidden();
});
