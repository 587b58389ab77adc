import type { Faq, OpportunityDetail, OpportunityList, RehearsalReport, Snippet } from '@causerie/protocol';
import { Api, until } from './support/Api.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { importPast, makeFaqs, onDimming } from './support/importPast.ts';
import { expect, test, useServer } from './support/test.ts';

/** Finding what to automate: from past conversations to an FAQ draft and a rehearsal of it. */
const server = useServer({ demo: true });
/** A workspace with a past, and one without anything. */
let api: Api;
let empty: Api;
let faqs: Awaited<ReturnType<typeof makeFaqs>>;
test.beforeAll(async () => {
  const amelie = await Api.signIn(server().url);
  empty = await amelie.newWorkspace('Nothing Yet');
  api = await amelie.newWorkspace('Little Lamps');
  await api.call('POST', '/inboxes', { name: 'Shop' });
  await importPast(api);
  faqs = await makeFaqs(api);
});

const at = (path: string, of: Api = api) => `${server().url}/w/${of.workspaceId}/automation/${path}`;

const listOf = async () => api.call<OpportunityList>('GET', '/opportunities');
/** The group of which some example has these words. */
async function findGroup(words: string): Promise<OpportunityDetail> {
  const { items } = await listOf();
  for (const { id } of items) {
    const detail = await api.call<OpportunityDetail>('GET', `/opportunities/${id}`);
    if (detail.examples.some((one) => one.text.toLowerCase().includes(words))) return detail;
  }
  throw new Error(`Nobody asks for ${words}.`);
}
/** Searches once for all tests that want finds; a test may run alone. */
async function searched(): Promise<void> {
  if ((await listOf()).run) return;
  await api.call('POST', '/opportunity-runs', { id: crypto.randomUUID() });
  await until('the search', async () => ((await listOf()).run ? true : undefined));
}

test('where there is nothing yet, both screens teach, by keyboard, in light and dark', async ({
  agentAt,
}) => {
  const { page } = await agentAt(server());
  await page.goto(at('opportunities', empty));
  await expect(
    page.getByRole('heading', { name: 'Find out what your customers ask again and again' }),
  ).toBeVisible();
  await expectAccessible(page, 'no search yet');
  await page.getByRole('button', { name: 'Search past conversations' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Search past conversations' });
  await dialog.getByRole('combobox', { name: 'Conversations of' }).selectOption('other dates…');
  await dialog.getByRole('button', { name: 'Search' }).click();
  await expect(dialog.getByText('The first day must be before the last.')).toBeVisible();
  await expectAccessible(page, 'dialog of a search');
  await dialog.getByRole('combobox', { name: 'Conversations of' }).selectOption('the last year');
  await dialog.getByRole('button', { name: 'Search' }).press('Enter');
  await expect(page.getByText('Nothing is asked often enough yet')).toBeVisible();
  await page.goto(at('rehearsal', empty));
  await expect(page.getByText('There is no FAQ yet.')).toBeVisible();
  await expectAccessible(page, 'no rehearsal yet');
  await page.getByRole('link', { name: 'Find opportunities' }).click();
  await expect(page).toHaveURL(at('opportunities', empty));
});

test('a search finds what is asked again and again; dots and rows lead to it; one click makes a draft, and takes it back', async ({
  agentAt,
}) => {
  const { page } = await agentAt(server());
  await page.goto(at('opportunities'));
  await page
    .getByRole('button', { name: /^(Search past conversations|Search again)$/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Search' }).click();
  const rows = page.getByRole('region', { name: 'Opportunities' }).getByRole('listitem');
  await expect(rows.nth(3)).toBeVisible();
  await expect(page.getByText(/Searched .*: 60 questions in 60 conversations/)).toBeVisible();
  await expectAccessible(page, 'opportunities');

  // The picture: one stop for the tab key, arrows from dot to dot, Enter opens.
  const picture = page.getByRole('toolbar', { name: 'What is worth automating' });
  const dots = picture.getByRole('button');
  expect(await dots.count()).toBeGreaterThanOrEqual(4);
  await dots.first().focus();
  await page.keyboard.press('End');
  await expect(dots.last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Typical answer' })).toBeVisible();
  await page.getByRole('link', { name: 'All opportunities' }).click();

  const group = await findGroup('opening hours');
  const { id, name } = group.opportunity;
  await page
    .getByRole('region', { name: 'Opportunities' })
    .getByRole('link', { name: name!, exact: true })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: name! })).toBeVisible();
  await expect(page.getByText('From nine to eight, except Sundays.')).toBeVisible();
  await expectAccessible(page, 'opportunity');

  await page.getByRole('button', { name: 'Make FAQ draft with examples' }).click();
  await expect(page.getByRole('heading', { name: 'The FAQ draft is ready' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The draft is gone again.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The FAQ draft is ready' })).toHaveCount(0);
  const namesOf = async () =>
    (await api.call<{ items: Snippet[] }>('GET', '/snippets')).items.map((s) => s.name);
  expect(await namesOf()).not.toContain(name);
  await page.getByRole('button', { name: 'Make FAQ draft with examples' }).click();
  await page.getByRole('link', { name: 'Open the FAQ' }).click();
  await expect(page.getByRole('heading', { level: 1, name: name! })).toBeVisible();
  const { opportunity } = await api.call<OpportunityDetail>('GET', `/opportunities/${id}`);
  expect(await api.call<Faq>('GET', `/faqs/${opportunity.faqId}`)).toMatchObject({
    stage: 'off',
    examples: group.examples.length,
  });
  expect(await namesOf()).toContain(name);

  await page.goto(at(`opportunities/${(await findGroup('dimm')).opportunity.id}`));
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('button', { name: 'Show again' })).toBeVisible();
  await page.getByRole('link', { name: 'All opportunities' }).click();
  await page.getByRole('combobox', { name: 'Show' }).selectOption('Dismissed');
  await expect(rows).toHaveCount(1);
  await rows.getByRole('link').click();
  await page.getByRole('button', { name: 'Show again' }).click();
  await expect(page.getByRole('button', { name: 'Dismiss' })).toBeVisible();
});

test('a rehearsal tells what would have been right and wrong, and leads to the conversations', async ({
  agentAt,
}) => {
  const { page } = await agentAt(server());
  await page.goto(at('rehearsal'));
  await page
    .getByRole('button', { name: /^Rehearse/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Rehearse on past conversations' });
  await dialog
    .getByRole('combobox', { name: 'FAQs that answer' })
    .selectOption('Only those that are not off');
  await dialog.getByRole('button', { name: 'Rehearse' }).click();
  await expect(dialog.getByText('No FAQ is switched on yet.')).toBeVisible();
  await expectAccessible(page, 'dialog of a rehearsal');
  await dialog.getByRole('combobox', { name: 'FAQs that answer' }).selectOption('All, whatever their stage');
  await dialog.getByRole('button', { name: 'Rehearse' }).click();
  await expect(page.getByRole('heading', { name: 'Next step' })).toBeVisible();
  const { items } = await api.call<{ items: { id: string }[] }>('GET', '/rehearsals');
  const { report } = await api.call<RehearsalReport>('GET', `/rehearsals/${items[0]!.id}`);
  const wrong = report!.faqs.find((row) => row.faqId === faqs.Dimming)!.figures.answered.wrong;
  expect(wrong).toBeGreaterThan(3);
  expect(report!.total.answered.right).toBeGreaterThan(10);
  const byFaq = page.getByRole('region', { name: 'By FAQ' });
  await expect(byFaq.getByRole('row', { name: /Dimming/ }).getByText('Mend it first')).toBeVisible();
  await expect(byFaq.getByRole('row', { name: /Delivery/ }).getByText('To the shadow')).toBeVisible();
  await expectAccessible(page, 'report of a rehearsal');

  await byFaq.getByRole('button', { name: `${wrong} wrong answers of Dimming` }).click();
  const one = page.getByRole('region', { name: 'One by one' });
  await expect(one.getByRole('listitem')).toHaveCount(Math.min(wrong, 20));
  await expect(one.getByText(onDimming).first()).toBeVisible();
  await expect(one.getByText('All our lamps with an E27 socket').first()).toBeVisible();
  await one.getByRole('link', { name: 'Conversation' }).first().click();
  await expect(page.getByRole('log', { name: 'Messages' }).getByText(onDimming)).toBeVisible();
});

test('in French and on a phone the screens hold', async ({ agentAt }) => {
  await searched();
  const { page } = await agentAt(server(), undefined, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  const speak = (language: string | null) =>
    page.evaluate(async (chosen) => {
      const answer = await fetch('/v1/me', {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ language: chosen }),
      });
      if (!answer.ok) throw new Error(`${answer.status}`);
    }, language);
  const expectNarrow = async (screen: string) =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth), screen).toBeLessThanOrEqual(390);
  await speak('fr');
  try {
    await page.goto(at('opportunities'));
    const found = page.getByRole('region', { name: 'Opportunités' });
    await expect(found.getByRole('listitem').first()).toBeVisible();
    await expectNarrow('opportunities');
    await expectAccessible(page, 'opportunities, French, phone');
    await found.getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: 'Réponse typique' })).toBeVisible();
    await expectNarrow('opportunity');
    await expectAccessible(page, 'opportunity, French, phone');
    await page.goto(at('rehearsal'));
    await expect(page.getByRole('heading', { level: 1, name: 'Répétition' })).toBeVisible();
    await page
      .getByRole('button', { name: /^Répéter/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Répéter' }).click();
    await expect(page.getByRole('heading', { name: 'Prochain pas' })).toBeVisible();
    await expectNarrow('rehearsal');
    await expectAccessible(page, 'rehearsal, French, phone');
  } finally {
    await speak('en');
  }
});
