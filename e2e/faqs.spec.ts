import { readFileSync } from 'node:fs';
import type { Faq, FaqDecision, FaqExample, FaqSettings, LanguageModelInfo } from '@causerie/protocol';
import type { Locator, Page } from '@playwright/test';
import { readTable } from '../server/src/engines/tables/readTable.ts';
import { EmbeddingsServer } from '../server/src/testing/EmbeddingsServer.ts';
import { answersOf, examplesOf, type Topic } from '../server/src/testing/faqScene.ts';
import { Api, until } from './support/Api.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { Server } from './support/Server.ts';
import { expect, test, useServer } from './support/test.ts';

/** The section Automation: from nothing to a tested answer, and every screen of it with a workspace that has FAQs. */
const server = useServer({ demo: true });
let api: Api;
test.beforeAll(async () => {
  api = await Api.signIn(server().url);
});
/** Trainings wait their turn on a busy machine. */
test.setTimeout(300_000);
const TRAINED = { timeout: 120_000 };

const at = (path: string) => `${server().url}/w/${api.workspaceId}/automation/${path}`;
const faqsOf = async (of: Api) => (await of.call<{ items: Faq[] }>('GET', '/faqs?limit=200')).items;
const model = (page: Page) => page.getByRole('region', { name: 'What the engine has learnt' });

test('from nothing to a tested answer: snippets, FAQs, examples by hand and from a file, training, the reasons', async ({
  profile,
}) => {
  const empty = await Server.start();
  try {
    const page = await (await profile()).newPage();
    await page.goto(empty.url);
    await page.getByRole('textbox', { name: 'Company or team' }).fill('Little Lamps');
    await page.getByRole('textbox', { name: 'Your name' }).fill('Nora Owner');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('nora@example.com');
    await page.getByRole('textbox', { name: 'Password' }).fill('a-long-enough-one');
    await page.getByRole('button', { name: 'Start' }).click();
    await expect(page.getByRole('heading', { name: 'Welcome, Nora' })).toBeVisible();
    const own = await Api.signIn(empty.url, 'nora@example.com', 'a-long-enough-one');

    await page.locator('body').press('g');
    await page.keyboard.press('f');
    await expect(page.getByRole('heading', { name: 'FAQs', exact: true })).toBeVisible();
    await expect(page.getByText('Nothing is sent to a customer before you raise')).toBeVisible();
    await expectAccessible(page, 'no FAQ yet');

    // The first with a snippet that is written on the way.
    await page.getByRole('button', { name: 'New FAQ' }).last().click();
    const create = page.getByRole('dialog', { name: 'New FAQ' });
    await create.getByRole('button', { name: 'Create' }).click();
    await expect(create.getByText('Choose the snippet that answers.')).toBeVisible();
    await create.getByRole('button', { name: 'Write a new snippet' }).click();
    const write = page.getByRole('dialog', { name: 'New snippet' });
    await write.getByRole('textbox', { name: 'Name' }).fill('Delivery');
    await write.getByRole('textbox', { name: 'Message in English' }).fill(answersOf.Delivery);
    await write.getByRole('button', { name: 'Save' }).click();
    await expect(write).toBeHidden();
    await expect(create.getByText('The tracking link is in your mail')).toBeVisible();
    const wrong = ['Where is it?', 'x'.repeat(1001)].join('\n');
    await create.getByRole('textbox', { name: 'How customers ask' }).fill(wrong);
    await expect(create.getByText('Line 2 is longer than 1,000 characters.')).toBeVisible();
    await create.getByRole('textbox', { name: 'How customers ask' }).fill(examplesOf('Delivery').join('\n'));
    await create.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('heading', { name: 'Delivery', exact: true })).toBeVisible();
    await expect(page.getByText('25 of at most 1,000')).toBeVisible();
    await page.getByRole('radio', { name: 'Low', exact: true }).check();
    await page.getByRole('radio', { name: 'All', exact: true }).check();
    await until('cost and stage are kept', async () => {
      const [faq] = await faqsOf(own);
      return faq?.cost === 'low' && faq.stage === 'all' ? true : undefined;
    });
    const title = page.getByRole('textbox', { name: 'Title for customers in English' });
    await title.fill('  When it   arrives ');
    await title.press('Enter');
    await expect(title).toHaveValue('When it arrives');
    await until('the title is kept', async () => {
      const [faq] = await faqsOf(own);
      return faq?.titles[0]?.title === 'When it arrives' && faq.stage === 'all' ? true : undefined;
    });

    // Alone it is told from nothing, which would puzzle who looks at how sure the engine is.
    await expect(model(page)).toContainText('With one FAQ alone the engine is hardly ever sure', TRAINED);

    // The others from a file, after a look at what it would do.
    for (const topic of ['Refund', 'Dimming', 'Invoice'] as Topic[])
      await own.call('POST', '/snippets', {
        name: topic,
        texts: [{ language: 'en', text: answersOf[topic] }],
      });
    const lines = (['Refund', 'Dimming', 'Invoice'] as Topic[]).flatMap((topic) =>
      examplesOf(topic).map((text) => `${topic}\ten\t${text}`),
    );
    await page.getByRole('link', { name: 'All FAQs' }).click();
    await page.getByRole('button', { name: 'Import / Export' }).click();
    await page.getByRole('menuitem', { name: 'Import examples' }).click();
    const load = page.getByRole('dialog', { name: 'Import examples' });
    await load
      .getByLabel('Choose a file')
      .first()
      .setInputFiles({
        name: 'examples.tsv',
        mimeType: 'text/tab-separated-values',
        buffer: Buffer.from(
          ['faq\tlanguage\texample\ttitle', ...lines, 'Refund\tfr\t\tRembourser', 'No such\ten\thello'].join(
            '\n',
          ),
        ),
      });
    await expect(load.getByText('There is no FAQ and no snippet of this name.')).toBeVisible();
    await expect(load.getByText('Title set')).toBeVisible();
    await load.getByRole('button', { name: 'Import 76 lines' }).click();
    await expect(page.getByRole('link', { name: 'Invoice', exact: true })).toBeVisible();
    for (const name of ['Refund', 'Dimming', 'Invoice']) {
      const stage = page.getByRole('combobox', { name: `Stage of ${name}` });
      await stage.selectOption('Shadow');
      await expect(stage).toHaveValue('shadow');
    }

    const places = page.getByRole('navigation', { name: 'Automation' });
    await places.getByRole('link', { name: 'Settings' }).click();
    // `check` looks at once, and the page draws what was chosen a moment later.
    await page.getByRole('radio', { name: '95 in 100' }).click();
    await expect(page.getByRole('radio', { name: '95 in 100' })).toBeChecked();
    await places.getByRole('link', { name: 'FAQs' }).click();

    // Without loading the page again: what goes on, and its end.
    await expect(model(page)).toContainText(/from 4 FAQs and 100 examples/, TRAINED);
    await model(page).getByRole('button', { name: 'Train now' }).click();
    await expect(model(page)).toContainText(/training begins|Training, /);
    await expect(model(page).getByText(/held-back examples recognised/)).toBeVisible(TRAINED);
    await expect(model(page).getByRole('progressbar')).toBeHidden(TRAINED);

    await page.getByRole('link', { name: 'Try it out' }).click();
    const message = page.getByRole('textbox', { name: 'A customer writes' });
    await message.pressSequentially('Hello, where is my parcel please?');
    await expect(page.getByText('It would answer with “Delivery”').first()).toBeVisible();
    await expect(page.locator('mark', { hasText: 'parcel' })).toBeVisible();
    await expect(page.getByText('The tracking link is in your mail')).toBeVisible();
    await expect(page.getByText('where is my parcel', { exact: true })).toBeVisible();
    await expect(page.getByText('Read as English')).toBeVisible();
    await expectAccessible(page, 'tested answer');
    // Away and back: it says so, and asks by itself.
    await page.context().setOffline(true);
    await message.fill('zzz qqq');
    await expect(page.getByText('There is no connection.')).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.getByText('It would answer with “Delivery”').first()).toBeHidden();
    await expect(page.getByText(/would leave this to people/).first()).toBeVisible();
    await message.press('Escape');
    await expect(message).toHaveValue('');
    await expect(page.getByText('Type a message and see what would be done with it')).toBeVisible();
    // Before its server goes, or it would miss it.
    await page.context().close();
  } finally {
    await empty.stop();
  }
});

test('examples: pasted, found, changed in place, deleted and back; what is there already is told', async ({
  agentAt,
  expectTrouble,
}) => {
  expectTrouble(/status of 409 .*examples/, 'the same words are there already');
  const { page } = await agentAt(server());
  await page.goto(at('faqs'));
  await page.getByRole('link', { name: 'Opening hours', exact: true }).click();
  const list = page.getByRole('list', { name: 'Examples' });
  const add = page.getByRole('textbox', { name: 'New examples, one a line' });
  await expect(list.getByRole('listitem').first()).toBeVisible();
  await add.fill('Do you open on Christmas Eve?\nwhat time do you close\nIs there a late night in December?');
  await page.getByRole('button', { name: 'Add 3 examples' }).click();
  await expect(page.getByText('2 examples were added, 1 was there already.')).toBeVisible();
  const line = list.getByRole('listitem').filter({ hasText: 'Christmas Eve' });
  await line.getByRole('button', { name: /^Edit/ }).click();
  const field = page.getByRole('textbox', { name: 'Example', exact: true });
  await expect(field).toBeFocused();
  await field.fill('What time do you CLOSE');
  await field.press('Enter');
  await expect(page.getByText('This FAQ has that example already')).toBeVisible();
  // What somebody else does to it meanwhile is told, and takes nothing of what is typed away.
  await field.fill('Are you open on Christmas Day?');
  const hours = (await faqsOf(api)).find((one) => one.title === 'Opening hours')!.id;
  const { items } = await api.call<{ items: FaqExample[] }>('GET', `/faqs/${hours}/examples?limit=200`);
  const edited = `/faqs/${hours}/examples/${items.find(({ text }) => text.includes('Christmas Eve'))!.id}`;
  await api.call('PATCH', edited, { text: 'Closed on the 24th?' });
  await expect(page.getByText('Somebody has made it “Closed on the 24th?” meanwhile.')).toBeVisible();
  await api.call('DELETE', edited);
  await expect(page.getByText('Somebody has deleted it meanwhile.')).toBeVisible();
  await expect(field).toHaveValue('Are you open on Christmas Day?');
  await expect(field).toBeFocused();
  await field.press('Enter');
  await expect(list.getByText('Are you open on Christmas Day?')).toBeVisible();

  const row = list.getByRole('listitem').filter({ hasText: 'Christmas Day' });
  await row.getByRole('button', { name: /^Delete/ }).click();
  await expect(row).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();

  const load = (text: string) =>
    page
      .getByLabel('From a file')
      .first()
      .setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await load('one more\nand another\n');
  await expect(add).toHaveValue('one more\nand another');
  await add.fill('');
  await load(`Example\n\nshort\n\n${'x'.repeat(1001)}`);
  await expect(page.getByText('Line 5 is longer than 1,000 characters.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search examples' }).fill('christmas');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search examples' }).fill('nothing like it');
  await expect(page.getByText('No example has these words.')).toBeVisible();
});

test('somebody else’s change is told, the list is filtered, an FAQ is deleted after a question', async ({
  agentAt,
  expectTrouble,
}) => {
  expectTrouble(/status of 409 .*\/faqs\//, 'somebody else changed it');
  expectTrouble(/status of 404 .*\/faqs\//, 'the socket tells of the deletion before the page is left');
  const { page } = await agentAt(server());
  const [faq] = (await faqsOf(api)).filter((one) => one.title === 'Trade account');
  await page.goto(at(`faqs/${faq!.id}`));
  await expect(page.getByRole('radio', { name: 'Shadow' })).toBeChecked();
  // The page is not told of it in time: the answer to its own change tells.
  let isChanged = false;
  await page.route('**/v1/workspaces/*/faqs/*', async (route) => {
    if (route.request().method() === 'PATCH' && !isChanged) {
      isChanged = true;
      await api.call('PATCH', `/faqs/${faq!.id}`, { cost: 'never' });
    }
    return route.continue();
  });
  await page.getByRole('radio', { name: 'Off' }).check();
  await expect(page.getByText('Somebody else changed this FAQ.').first()).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Never alone' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Shadow' })).toBeChecked();

  // What is being typed is not replaced; whoever types decides.
  const title = page.getByRole('textbox', { name: 'Title for customers in English' });
  await title.fill('Buying for a company');
  const titled = (text: string) =>
    api.call('PATCH', `/faqs/${faq!.id}`, { titles: [{ language: 'en', title: text }] });
  await titled('Business customers');
  await expect(page.getByText('Somebody has made it “Business customers” meanwhile.')).toBeVisible();
  await expect(title).toHaveValue('Buying for a company');
  await title.press('Escape');
  await expect(title).toHaveValue('Business customers');
  await title.fill('An account for companies');
  await titled('Trade');
  await expect(page.getByText('Somebody has made it “Trade” meanwhile.')).toBeVisible();
  await title.press('Enter');
  await until('what was typed is kept', async () => {
    const now = await api.call<Faq>('GET', `/faqs/${faq!.id}`);
    return now.titles[0]?.title === 'An account for companies' || undefined;
  });
  await expect(title).toHaveValue('An account for companies');
  await expect(page.getByText('meanwhile.')).toBeHidden();

  await page.getByRole('link', { name: 'All FAQs' }).click();
  const rows = page.getByRole('region', { name: 'FAQs' }).getByRole('listitem');
  await expect(rows.first()).toBeVisible();
  // Sorted, either way round, and so again when it is loaded anew.
  const counts = (await faqsOf(api)).map((one) => one.examples).sort((a, b) => a - b);
  const first = (count: number | undefined) => rows.first().getByText(new RegExp(`^${count} examples?$`));
  await page.getByRole('combobox', { name: 'Order', exact: true }).selectOption('By examples');
  await expect(first(counts.at(-1))).toBeVisible();
  await page.getByRole('button', { name: 'Ascending' }).click();
  await expect(first(counts[0])).toBeVisible();
  await page.reload();
  await expect(first(counts[0])).toBeVisible();
  await page.getByRole('combobox', { name: 'Cost of being wrong' }).selectOption('Never alone');
  await expect(rows).toHaveCount(1);
  const search = page.getByRole('searchbox', { name: 'Search FAQs' });
  await search.pressSequentially('thing');
  await search.press('Home');
  await search.pressSequentially('no');
  await expect(search, 'the cursor stays where one types').toHaveValue('nothing');
  await expect(page.getByText('No FAQ fits these filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await page.getByRole('link', { name: 'Trade account', exact: true }).click();
  await page.getByRole('button', { name: 'Delete the FAQ' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete the FAQ “Trade account”?' });
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('The FAQ “Trade account” is deleted.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Opening hours', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Trade account', exact: true })).toBeHidden();
});

test('a decision is found and called wrong, and the log shows it', async ({ agentAt }) => {
  const decision = await until('a decision for a message', async () => {
    const { items } = await api.call<{ items: FaqDecision[] }>('GET', '/faq-decisions?limit=50');
    return items.find((item) => item.ranked.length > 0 && item.right !== false && !item.verdict && item.text);
  });
  const { page } = await agentAt(server());
  await page.goto(at('decisions'));
  await page.getByRole('combobox', { name: 'Decided' }).selectOption(decision.decision);
  await page.getByRole('combobox', { name: 'Best FAQ' }).selectOption(decision.ranked[0]!.faqId);
  const day = new Date(decision.at).toLocaleDateString('sv', { timeZone: 'Europe/Paris' });
  await page.getByLabel('From', { exact: true }).fill(day);
  await page.getByLabel('To', { exact: true }).fill(day);
  // The address has all of it: whoever is given it, loads it anew or comes back sees the same.
  await expect(page).toHaveURL(/faq=.*from=.*to=/);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Decided' })).toHaveValue(decision.decision);
  await expect(page.getByLabel('To', { exact: true })).toHaveValue(day);
  const line = page
    .getByRole('listitem')
    .filter({ has: page.locator(`a[href*="${decision.conversationId}"]`) })
    .filter({ hasText: decision.text!.slice(0, 30) })
    .first();
  await expect(line).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  const [head, ...exported] = readTable(readFileSync(await file.path(), 'utf8'));
  const cells = (name: string) => exported.map((row) => row[head!.indexOf(name)]);
  expect(new Set(cells('decision'))).toEqual(new Set([decision.decision]));
  expect(cells('conversation')).toContain(decision.conversationId);
  await line.getByRole('button', { name: 'Was it right?' }).press('Enter');
  await page.getByRole('button', { name: /wrong/i }).first().click();
  await until('the verdict is kept', async () => {
    const { items } = await api.call<{ items: FaqDecision[] }>('GET', '/faq-decisions?limit=200');
    const now = items.find(
      (one) => one.conversationId === decision.conversationId && one.seq === decision.seq,
    );
    return now?.right === false || undefined;
  });
  await page.keyboard.press('Escape');
  await expect(line.getByText('Wrong', { exact: true })).toBeVisible();
});

test('the matrix: dots are reached with the arrow keys, Enter opens the FAQ, a table says the same', async ({
  agentAt,
  visitorAt,
}) => {
  for (const text of ['What are your opening hours?', 'How do I return a lamp?']) {
    const visitor = await visitorAt(`${server().url}/demo/`);
    await visitor.open();
    await visitor.write(text);
  }
  // What is asked in the shop is decided in the shadow, in the background.
  await expect(async () => {
    const { items } = await api.call<{ items: { probability: number | null }[] }>(
      'GET',
      '/faq-reports/matrix',
    );
    expect(items.filter((item) => item.probability !== null).length).toBeGreaterThan(1);
  }).toPass(TRAINED);
  const { page } = await agentAt(server());
  await page.goto(at('matrix'));
  const board = page.getByRole('toolbar');
  const dots = board.getByRole('button');
  await expect(dots.nth(1)).toBeVisible();
  await dots.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(dots.nth(1)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(dots.first()).toBeFocused();
  const [title = ''] = (await dots.first().getAttribute('aria-label'))!.split(':');
  await expect(page.getByRole('row', { name: title })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
});

test('the settings: the bot is allowed and stopped, a wrong number is told where it stands', async ({
  agentAt,
}) => {
  const { page } = await agentAt(server());
  await page.goto(at('settings'));
  const inbox = page.getByRole('switch', { name: 'Maison Lumen' });
  await expect(inbox).toBeVisible();
  if ((await inbox.getAttribute('aria-checked')) === 'false') await inbox.click();
  await until('it is allowed', async () => {
    const { inboxIds } = await api.call<{ inboxIds: string[] }>('GET', '/faq-settings');
    return inboxIds.includes((await api.inbox()).id) || undefined;
  });
  await page.getByRole('textbox', { name: 'Medium' }).fill('-1');
  await expect(page.getByText('A number from 0 to 10,000.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Medium' }).fill('60');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await page.getByRole('button', { name: 'Stop all automatic answers' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop all automatic answers' }).click();
  await expect(page.getByText('The bot answers nowhere')).toBeVisible();
  await expect
    .poll(() => api.call<object>('GET', '/faq-settings'))
    .toMatchObject({ inboxIds: [], wrongMinutes: { medium: 60 } });
  // Who looks at the FAQs is told that nothing is sent, and finds the way from there.
  const places = page.getByRole('navigation', { name: 'Automation' });
  await places.getByRole('link', { name: 'FAQs' }).click();
  await expect(page.getByText('No inbox lets the bot answer yet')).toBeVisible();
  await page.getByRole('link', { name: 'Let it answer in an inbox' }).click();
  await expect(inbox).toHaveAttribute('aria-checked', 'false');

  const endpoint = new EmbeddingsServer();
  const url = await endpoint.start();
  const sheet = page.locator('#embeddings');
  const test = sheet.getByRole('button', { name: 'Test' });
  await expect(test).toBeDisabled();
  await sheet.getByLabel('Address').fill('http://10.0.0.9:11434/v1');
  await sheet.getByLabel('Model').fill('stand-in');
  await test.click();
  await expect(sheet.getByRole('alert')).toContainText('inside a private network');
  await sheet.getByLabel('Address').fill(url);
  await expect(sheet.getByRole('alert')).toBeHidden();
  await test.click();
  await expect(sheet.getByRole('status')).toContainText('It works: 32 dimensions');
  endpoint.answer = () => ({ status: 401, body: {} });
  await sheet.getByLabel('Key').fill('sk-wrong');
  await test.press('Enter');
  await expect(sheet.getByRole('alert')).toContainText('The key was refused');
  await expectAccessible(page, 'an endpoint that refuses');
  await sheet.getByRole('switch', { name: 'Use embeddings' }).click();
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet.getByText('A key is set')).toBeVisible();
  await expect(sheet.getByText('had to do without stand-in')).toBeVisible(TRAINED);
  await expect(sheet.getByText('The key was refused')).toBeVisible();
  await page.goto(at('faqs'));
  await expect(model(page)).toContainText('without embeddings: the endpoint failed');
  await api.call('PATCH', '/embedding-settings', { enabled: false });
  await expect(model(page)).not.toContainText('without embeddings', TRAINED);
  endpoint.stop();
});

test('two people at the settings: what each has changed is kept, what both have changed is told', async ({
  agentAt,
}) => {
  const settings = await api.call<FaqSettings>('GET', '/faq-settings');
  const [mine, theirs] = [
    (await agentAt(server())).page,
    (await agentAt(server(), 'clara@example.com')).page,
  ];
  for (const page of [mine, theirs]) await page.goto(at('settings'));
  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
  await field(mine, 'Low').fill('7');
  await field(mine, 'High').fill('333');
  await field(theirs, 'Medium').fill('44');
  await field(theirs, 'High').fill('250');
  await save(theirs).click();
  await expect(field(mine, 'Medium')).toHaveValue('44');
  await expect(field(mine, 'Low')).toHaveValue('7');
  await expect(field(mine, 'High')).toHaveValue('333');
  const news = mine.getByText(/Somebody has made it “250” meanwhile/);
  await expect(news).toBeVisible();
  await expectAccessible(mine, 'a cost that somebody else has changed');
  await mine.getByRole('button', { name: 'Use theirs' }).click();
  await expect(field(mine, 'High')).toHaveValue('250');
  await expect(field(mine, 'High')).toBeFocused();
  await expect(news).toBeHidden();
  await save(mine).click();
  await expect(field(theirs, 'Low')).toHaveValue('7');
  expect(await api.call<FaqSettings>('GET', '/faq-settings')).toEqual({
    ...settings,
    wrongMinutes: { low: 7, medium: 44, high: 250 },
  });

  // Where vectors come from likewise.
  const sheet = mine.locator('#embeddings');
  await sheet.getByLabel('Model').fill('mine');
  await api.call('PATCH', '/embedding-settings', { model: 'theirs', timeoutMs: 250 });
  await expect(sheet.getByText('Somebody has made it “theirs” meanwhile.')).toBeVisible();
  await expect(sheet.getByLabel('A message waits at most')).toHaveValue('250');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet.getByText('meanwhile.')).toBeHidden();
  await expect
    .poll(() => api.call('GET', '/embedding-settings'))
    .toMatchObject({ model: 'mine', timeoutMs: 250 });
});

/** Every page, and what must be there before one looks. */
const pages: [path: string, there: (page: Page) => Locator][] = [
  ['faqs', (page) => page.getByRole('listitem').filter({ hasText: 'Opening hours' })],
  ['test', (page) => model(page)],
  ['matrix', (page) => page.getByRole('toolbar')],
  ['reports', (page) => page.getByRole('figure', { name: /Precision and coverage/ })],
  ['decisions', (page) => page.getByRole('main').getByRole('listitem').first()],
  ['settings', (page) => page.getByRole('switch', { name: 'Maison Lumen' })],
];

test('axe: every screen, light and dark', async ({ agentAt }) => {
  const [faq] = await faqsOf(api);
  const { page } = await agentAt(server());
  for (const [path, there] of pages) {
    await page.goto(at(path));
    await expect(there(page)).toBeVisible();
    await expectAccessible(page, path);
  }
  await page.goto(at(`faqs/${faq!.id}`));
  await expect(page.getByRole('list', { name: 'Examples' })).toBeVisible();
  await expectAccessible(page, 'an FAQ');
});

test('in French, as wide as a phone: nothing stands beyond the edge', async ({ agentAt }) => {
  const { page } = await agentAt(server(), 'amelie@example.com', { viewport: { width: 390, height: 844 } });
  const speak = (language: string) =>
    page.request.patch(`${server().url}/v1/me`, { headers: { origin: server().url }, data: { language } });
  expect((await speak('fr')).status()).toBe(200);
  const [faq] = await faqsOf(api);
  // Of the two last there is nothing yet: they say what they are for.
  for (const path of [...pages.map(([name]) => name), `faqs/${faq!.id}`, 'opportunities', 'rehearsal']) {
    await page.goto(at(path));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const beyond = () =>
      [...document.querySelectorAll('#content *')].filter(
        (element) =>
          element.getBoundingClientRect().right > innerWidth + 1 &&
          !element.closest('[class*="overflow-x-auto"]'),
      ).length;
    await expect.poll(() => page.evaluate(beyond), path).toBe(0);
    await expect(page.getByRole('navigation', { name: 'Automatisation' }), path).toBeVisible();
  }
  await speak('en');
});

test('a training that failed says so, and what to do', async ({ agentAt }) => {
  const { page } = await agentAt(server());
  const failed: Partial<LanguageModelInfo> = { state: 'failed', problem: 'out of memory', current: false };
  await page.route('**/language-models', async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const answer = await route.fetch();
    const { items } = (await answer.json()) as { items: LanguageModelInfo[] };
    const last = { ...items[0]!, ...failed, id: crypto.randomUUID(), version: items[0]!.version + 1 };
    return route.fulfill({ response: answer, json: { items: [last, ...items] } });
  });
  await page.goto(at('faqs'));
  const alert = model(page).getByRole('alert');
  await expect(alert).toContainText('The last training failed.');
  await expect(alert).toContainText('out of memory');
  await expect(model(page)).toContainText('Learnt');
  await expect(model(page).getByRole('button', { name: 'Train again' })).toBeVisible();
});
