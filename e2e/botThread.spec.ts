import type {
  ConversationDecisions,
  Faq,
  LanguageModelInfo,
  Snippet,
  SnippetUsage,
} from '@causerie/protocol';
import type { Agent } from './support/Agent.ts';
import { Api, until, uuidv7 } from './support/Api.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';
import type { Visitor } from './support/Visitor.ts';

test.describe.configure({ mode: 'serial' });
const server = useServer({ demo: true });
let api: Api;
let pro: Site;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  api = await Api.signIn(server().url);
  // The bot answers in the inbox for professionals; the shop's is people's.
  const inbox = await api.inbox('Lumen Pro');
  pro = await Site.with(server().url, inbox.key);
  await stageOf('How to return a lamp', { stage: 'all', cost: 'high' });
  await stageOf('The glass alone', { stage: 'all', cost: 'high' });
  await trained();
});
test.afterAll(() => pro?.close());

const faqNamed = async (title: string) => {
  const { items } = await api.call<{ items: Faq[] }>('GET', '/faqs?limit=100');
  return items.find((faq) => faq.title === title)!;
};
const stageOf = async (title: string, patch: Partial<Faq>) =>
  api.call('PATCH', `/faqs/${(await faqNamed(title)).id}`, patch);

/** The sample company learns in the background; on a busy machine that takes its time. */
async function trained(): Promise<void> {
  await expect(async () => {
    const { items } = await api.call<{ items: LanguageModelInfo[] }>('GET', '/language-models');
    expect(items.some((model) => model.state === 'ready')).toBe(true);
    expect(items.some((model) => ['queued', 'training'].includes(model.state))).toBe(false);
  }).toPass({ timeout: 120_000 });
}

const hours = 'Hello, what are your opening hours on Saturday?';
/** Likely enough to ask whether it is about the glass, too little to answer at high cost. */
const perhaps = 'My glass is broken, can I order one?';

async function openConversation(agent: Agent, text: string): Promise<string> {
  await agent.goTo('All');
  await agent.openRow(text);
  return agent.page.url().split('/').at(-1)!;
}
/** A customer has begun with the bot, which has said this. */
async function withBot(visitor: Visitor, text: string, says: string | RegExp): Promise<void> {
  await visitor.open();
  await visitor.write(text);
  await expect(visitor.said(says)).toBeVisible();
}
test('the bot answers; the agent sees what it has, from which FAQ, why, and says that it was wrong', async ({
  visitorAt,
  agentAt,
}) => {
  const visitor = await visitorAt(pro.url);
  await withBot(visitor, hours, /Tuesday to Saturday/);
  await expect(visitor.chat.getByText(/Was this helpful\?.*person/)).toBeVisible();
  const agent = await agentAt(server());
  const { page } = agent;
  await agent.goTo('All');
  const row = agent.row(/Bot: Was this helpful/);
  await expect(row.getByText('The bot has it')).toBeVisible();
  await row.getByRole('link').click();
  await expect(page.getByRole('button', { name: 'Take over' })).toBeVisible();
  await expect(agent.log.getByRole('link', { name: 'Answered from FAQ “Opening hours”' })).toHaveAttribute(
    'href',
    new RegExp(`/automation/faqs/${(await faqNamed('Opening hours')).id}$`),
  );
  await agent.log.getByRole('button', { name: 'Why?' }).click();
  const why = page.getByRole('dialog', { name: 'Why the bot said this' });
  await expect(why.getByText(/It was [\d.]+% sure/)).toBeVisible();
  await expect(why.getByText('opening', { exact: true })).toBeVisible();
  await expect(why.getByText('What are your opening hours?')).toBeVisible();
  await expectAccessible(page, 'why the bot said this', '[role="dialog"]');
  await why.getByRole('button', { name: 'This was wrong' }).click();
  await expect(why.getByText('You said that this was wrong.')).toBeVisible();
  await why.getByRole('button', { name: 'Take back' }).click();
  await why.getByRole('button', { name: 'Correct to another FAQ' }).click();
  await why.getByRole('combobox', { name: 'Which FAQ would have been right?' }).selectOption('Trade account');
  await why.getByRole('button', { name: 'Save' }).click();
  await expect(why.getByText('You said that “Trade account” was meant.')).toBeVisible();
  const id = page.url().split('/').at(-1)!;
  const judged = async () =>
    (await api.call<ConversationDecisions>('GET', `/conversations/${id}/decisions`)).items[0]!;
  expect(await judged()).toMatchObject({ right: false, verdict: { byId: api.userId } });
  await why.getByRole('button', { name: 'Take back' }).click();
  await expect(why.getByRole('button', { name: 'This was wrong' })).toBeVisible();
  expect(await judged()).toMatchObject({ right: null, verdict: null });
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();

  // The visitor is not helped: people have it, with what was asked and answered.
  await visitor.button('No').click();
  await expect(visitor.said(/colleague/)).toBeVisible();
  await expect(agent.log.getByText('Handed over by the bot: its answer did not help')).toBeVisible();
  await expect(agent.log.getByText('Answered with “Opening hours”')).toContainText('did not help');
  await expect(page.getByRole('button', { name: 'Take over' })).toBeHidden();
  await agent.goTo('Unassigned');
  await expect(agent.row(/colleague/)).toBeVisible();
});

test('asked whether that is meant, the visitor taps and is answered; a person is a tap away, and finds it all told', async ({
  visitorAt,
  agentAt,
}) => {
  const visitor = await visitorAt(pro.url);
  await withBot(visitor, perhaps, /Is it about “The glass alone”/);
  await visitor.button('Yes').click();
  await expect(visitor.button('Yes, thank you').last()).toBeVisible();
  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent
    .row(/Bot: Was this helpful/)
    .first()
    .getByRole('link')
    .click();
  await expect(agent.log.getByText('Asked what is meant')).toBeVisible();
  await visitor.button('Talk to a person').last().click();
  await expect(visitor.said(/colleague/)).toBeVisible();
  const { page } = agent;
  await expect(agent.log.getByText('Handed over by the bot: a person was asked for')).toBeVisible();
  await expect(agent.log.getByText(/^Asked whether it is about/)).toContainText(
    /glass alone.*this was meant/,
  );
  await expect(agent.log.getByText('Answered with “The glass alone”')).toContainText(
    'a person was asked for',
  );
  await agent.log.focus();
  await page.keyboard.press('m');
  await expect(agent.log.getByText('You took the conversation')).toBeVisible();
  await expectAccessible(page, 'taken over');
});

test('who takes over has it: the bot is silent from then on', async ({ visitorAt, agentAt }) => {
  const visitor = await visitorAt(pro.url);
  await withBot(visitor, 'Are you open tomorrow morning?', /Tuesday to Saturday/);
  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent
    .row(/Bot: Was this helpful/)
    .first()
    .getByRole('link')
    .click();
  await agent.page.getByRole('button', { name: 'Take over' }).click();
  await expect(agent.page.getByRole('button', { name: 'Take over' })).toBeHidden();
  await expect(agent.log.getByText('You took the conversation')).toBeVisible();
  await visitor.write('What time do you close?');
  await agent.write('At seven. Amélie here.');
  await expect(visitor.said('At seven. Amélie here.')).toBeVisible();
  await expect(visitor.button('Yes, thank you')).toHaveCount(1);
});

test('a suggestion stands in the empty reply: Tab inserts it, Escape says that it does not fit, and nobody is trapped', async ({
  visitorAt,
  agentAt,
}) => {
  const visitor = await visitorAt(`${server().url}/demo/`);
  await visitor.open();
  await visitor.write(hours);
  const agent = await agentAt(server());
  const { page } = agent;
  const id = await openConversation(agent, hours);
  const offer = page.getByRole('button', {
    name: 'Insert the suggested answer: Opening hours, almost certain',
  });
  await expect(offer).toBeVisible();
  await expect(agent.reply).toHaveAttribute('placeholder', /Tuesday to Saturday/);
  await expectAccessible(page, 'a suggestion');

  // Who comes by Tab goes on by Tab.
  await page.getByRole('tab', { name: 'Reply' }).focus();
  for (let i = 0; i < 8 && !(await agent.reply.evaluate((e) => e === document.activeElement)); i += 1)
    await page.keyboard.press('Tab');
  await expect(agent.reply).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(agent.reply).not.toBeFocused();
  await expect(agent.reply).toHaveValue('');

  // A slip is taken back; a dismissal is told to the engine.
  await agent.reply.click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('“Opening hours” does not fit here.').last()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(offer).toBeVisible();

  await agent.reply.click();
  await page.keyboard.press('Tab');
  await expect(agent.reply).toHaveValue(/Tuesday to Saturday/);
  await expect(agent.reply).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(agent.reply, 'with words in it the field is left as any other').not.toBeFocused();
  await agent.reply.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Bye!');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(visitor.said(/Tuesday to Saturday.*Bye!$/)).toBeVisible();
  await expect(offer, 'it is answered').toBeHidden();
  const outcome = await until('the engine has learnt', async () => {
    const { items } = await api.call<ConversationDecisions>('GET', `/conversations/${id}/decisions`);
    return items[0]?.outcome ?? undefined;
  });
  expect(['used', 'accepted']).toContain(outcome);
  const { items } = await api.call<{ items: SnippetUsage[] }>('GET', '/snippets/usage');
  const { snippetId } = await faqNamed('Opening hours');
  expect(items.find((one) => one.snippetId === snippetId)).toMatchObject({ unchanged: 0, questions: 1 });
});

test('dismissed for good, it is gone, and the engine knows', async ({ visitorAt, agentAt }) => {
  const visitor = await visitorAt(`${server().url}/demo/`);
  await visitor.open();
  await visitor.write('until what time are you open today');
  const agent = await agentAt(server());
  const id = await openConversation(agent, 'until what time are you open today');
  await agent.page.getByRole('button', { name: 'Does not fit: Opening hours' }).click();
  // Going elsewhere is making up one's mind.
  await agent.goTo('Mine');
  await agent.goTo('All');
  await agent.row(/./).nth(3).getByRole('link').click();
  await until('it is told', async () => {
    const { items } = await api.call<ConversationDecisions>('GET', `/conversations/${id}/decisions`);
    return items[0]?.outcome === 'dismissed' || undefined;
  });
});

test('in French, in the dark, at the width of a phone', async ({ visitorAt, agentAt }) => {
  const visitor = await visitorAt(pro.url);
  await withBot(visitor, 'At what time can I visit the store?', /Tuesday to Saturday/);
  const agent = await agentAt(server(), 'clara@example.com', {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  const { page } = agent;
  const changed = await page.request.patch(`${server().url}/v1/me`, {
    headers: { origin: server().url },
    data: { language: 'fr' },
  });
  expect(changed.ok()).toBe(true);
  const { items } = await api.call<{ items: { id: string; status: string }[] }>(
    'GET',
    '/conversations?view=all&limit=50',
  );
  const pending = items.find((item) => item.status === 'pending')!;
  await page.goto(`${server().url}/w/${api.workspaceId}/inbox/all/${pending.id}`);
  const log = page.getByRole('log');
  await expect(log.getByText('Réponse de la FAQ « Opening hours »')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reprendre' })).toBeVisible();
  await log.getByRole('button', { name: 'Pourquoi ?' }).click();
  const why = page.getByRole('dialog', { name: 'Pourquoi le robot a dit cela' });
  await expect(why.getByRole('button', { name: 'C’était faux' })).toBeVisible();
  await expectAccessible(page, 'French, on a phone', '[role="dialog"]');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'nothing sticks out').toBeLessThanOrEqual(390);
  await page.request.patch(`${server().url}/v1/me`, {
    headers: { origin: server().url },
    data: { language: 'en' },
  });
});

test('an inbox has the bot or not; a snippet becomes an FAQ', async ({ agentAt, visitorAt }) => {
  const inbox = await api.inbox('Lumen Pro');
  const agent = await agentAt(server());
  const { page } = agent;
  await page.goto(`${server().url}/w/${api.workspaceId}/settings/inboxes/${inbox.id}`);
  const allowed = page.getByRole('switch', { name: 'The bot may answer here' });
  await expect(allowed).toBeChecked();
  await allowed.click();
  await expect(allowed).not.toBeChecked();
  const allowedInboxes = async () =>
    (await api.call<{ inboxIds: string[] }>('GET', '/faq-settings')).inboxIds;
  await expect.poll(allowedInboxes).not.toContain(inbox.id);

  const snippet = await api.call<Snippet>('POST', '/snippets', {
    name: 'Gift wrapping',
    texts: [{ language: 'en', text: 'We wrap presents for nothing.' }],
  });
  const visitor = await visitorAt(`${server().url}/demo/`);
  await visitor.open();
  await visitor.write('Could you wrap it up as a present?');
  const { id } = await api.conversationSaying('wrap it up');
  await api.call('POST', `/conversations/${id}/entries`, {
    id: uuidv7(),
    kind: 'message',
    content: { kind: 'text', text: 'We wrap presents for nothing.' },
    snippets: [{ snippetId: snippet.id, language: 'en', text: 'We wrap presents for nothing.' }],
  });
  await page.goto(`${server().url}/w/${api.workspaceId}/settings/snippets`);
  await page.getByRole('button', { name: 'Make an FAQ of Gift wrapping' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('checkbox', { name: 'Could you wrap it up as a present?' })).toBeChecked();
  await expectAccessible(page, 'making an FAQ');
  await dialog.getByRole('button', { name: 'Make the FAQ' }).click();
  await expect(page.getByText('“Gift wrapping” is an FAQ now, in the shadow.')).toBeVisible();
  expect(await faqNamed('Gift wrapping')).toMatchObject({ stage: 'shadow', examples: 1 });
  const made = page.getByRole('listitem').filter({ hasText: 'Gift wrapping' });
  await expect(made.getByRole('link', { name: 'Answers as an FAQ' })).toBeVisible();
});
