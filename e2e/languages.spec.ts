import type { FrameLocator, Locator, Page } from '@playwright/test';
import { Api } from './support/Api.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';
import { Visitor } from './support/Visitor.ts';

/** French, a phone, the dark, and lines that run from right to left. */
const server = useServer({ demo: true });
let api: Api;
let site: Site;
test.beforeAll(async () => {
  api = await Api.signIn(server().url);
  site = await Site.with(server().url, (await api.inbox()).key);
});
test.afterAll(() => site?.close());

const phone = { width: 390, height: 844 };

/** Nothing can be scrolled sideways: neither the page nor anything that is meant to run downwards only. */
async function expectNoSidewaysScrolling(where: Page | FrameLocator): Promise<void> {
  const over = await where.locator('html').evaluate((root) => {
    const wide = [
      root,
      ...root.querySelectorAll('main, [role="log"], [role="main"], [role="dialog"], nav, aside, form'),
    ];
    return wide
      .filter((el) => el.scrollWidth > el.clientWidth + 1 && getComputedStyle(el).display !== 'inline')
      .filter((el) => el === root || ['auto', 'scroll', 'visible'].includes(getComputedStyle(el).overflowX))
      .map(
        (el) =>
          `${el.tagName} ${el.getAttribute('aria-label') ?? el.className}: ${el.scrollWidth} > ${el.clientWidth}`,
      );
  });
  expect(over).toEqual([]);
}

test('a French visitor writes in French, and the agent sees the language', async ({ profile, agentAt }) => {
  const page = await (await profile({ locale: 'fr-FR' })).newPage();
  await page.goto(site.url);
  const visitor = new Visitor(page, { language: 'fr' });
  await visitor.open();
  await expect(visitor.chat.getByRole('heading', { level: 1 })).toHaveText(/Bonjour/);
  await visitor.write('Bonjour, livrez-vous à Genève ?');
  await expect(visitor.log.getByText('Envoyé')).toBeVisible();
  expect(await visitor.chat.locator('html').getAttribute('lang')).toMatch(/^fr/);
  const agent = await agentAt(server());
  await agent.goTo('All');
  await agent.openRow('livrez-vous à Genève');
  await expect(
    agent.page
      .getByRole('complementary')
      .getByText(/French/)
      .first(),
  ).toBeVisible();
});

test('the French shop speaks French whatever the browser speaks', async ({ profile }) => {
  const page = await (await profile({ locale: 'en-GB' })).newPage();
  await page.goto(`${server().url}/demo/fr/`);
  const visitor = new Visitor(page, { language: 'fr' });
  await visitor.open();
  await expect(visitor.button('Envoyer')).toBeVisible();
});

test('the console is French for a French browser, with natural names for its parts', async ({ profile }) => {
  const page = await (await profile({ locale: 'fr-FR' })).newPage();
  await page.goto(server().url);
  await expect(page.locator('html')).toHaveAttribute('lang', /^fr/);
  await page.getByRole('textbox', { name: 'E-mail' }).fill('clara@example.com');
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill('causerie-demo');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('button', { name: /^Clara Whitfield/ }).click();
  // The account says English; the menu changes that, each language in its own name.
  await page.getByRole('menuitem', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Français' }).click();
  await page.keyboard.press('Escape');
  for (const name of ['À moi', 'Non attribuées', 'Toutes', 'En pause', 'Résolues'])
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
  // Also the longest names, and whichever view is chosen, are there in full beside their counts.
  for (const name of ['En pause', 'Résolues', 'Non attribuées', 'Toutes']) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page');
    expect(await cutTexts(page.getByRole('navigation', { name: 'Vues' }))).toEqual([]);
  }
  await page.getByRole('list', { name: 'Conversations' }).getByRole('link').first().click();
  await expect(page.getByRole('textbox', { name: 'Réponse' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Envoyer la réponse' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Note' })).toBeVisible();
  await expectNoSidewaysScrolling(page);
  for (const name of [
    'Resolve',
    'Assign',
    'More',
    'Snooze',
    'Emoji',
    'Attach files',
    'Search and commands',
    'Shortcuts',
  ])
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  await page
    .getByRole('link', { name: 'Réglages' })
    .or(page.getByRole('link', { name: 'Paramètres' }))
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expectNoSidewaysScrolling(page);
});

/** Words of which only a part is seen. */
const cutTexts = (place: Locator) =>
  place
    .locator('span')
    .evaluateAll((all) =>
      all.filter((e) => e.scrollWidth > e.clientWidth && e.clientWidth > 0).map((e) => e.textContent),
    );

for (const theme of ['light', 'dark'] as const) {
  test(`on a phone, ${theme}: widget and console fit, and nothing scrolls sideways`, async ({
    profile,
    agentAt,
  }) => {
    const page = await (
      await profile({ viewport: phone, hasTouch: true, isMobile: true, colorScheme: theme })
    ).newPage();
    await page.goto(`${server().url}/demo/`);
    await expectNoSidewaysScrolling(page);
    const visitor = new Visitor(page);
    await visitor.open();
    const frame = await page.locator('iframe[title="Chat"]').boundingBox();
    expect(frame).toEqual({ x: 0, y: 0, ...phone });
    await visitor.write(
      `A phone in the ${theme} with averyveryverylongwordthatdoesnotwanttobreakanywhereatallbutmust`,
    );
    await expectNoSidewaysScrolling(visitor.chat as FrameLocator);
    await visitor.close();

    const agent = await agentAt(server(), 'amelie@example.com', {
      viewport: phone,
      hasTouch: true,
      colorScheme: theme,
    });
    await agent.goTo('All');
    await expect(agent.row(`A phone in the ${theme}`)).toBeVisible();
    await expectNoSidewaysScrolling(agent.page);
    await agent.openRow(`A phone in the ${theme}`);
    await expect(agent.list).toBeHidden();
    await expectNoSidewaysScrolling(agent.page);
    await agent.write('Answered from a phone');
    await agent.page
      .getByRole('link', { name: 'Back to the list' })
      .or(agent.page.getByRole('button', { name: 'Back to the list' }))
      .first()
      .click();
    await expect(agent.list).toBeVisible();
    const ground = await agent.page
      .locator('body')
      .evaluate((body) => getComputedStyle(body).backgroundColor);
    const light = (/\d+/.exec(ground.replace(/^[^\d]*/, '')) ?? ['0'])[0];
    expect(Number(light) > 128 || ground.includes('oklch(0.9')).toBe(theme === 'light');
  });
}

test('from right to left: the messenger mirrors and fits', async ({ profile }) => {
  const page = await (await profile({ viewport: phone })).newPage();
  await page.goto(`${server().url}/widget/frame.html?inbox=${(await api.inbox()).key}&standalone=1&dir=rtl`);
  const visitor = new Visitor(page, { standalone: true });
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await visitor.write('שלום, יש לכם את המנורה?');
  await expectNoSidewaysScrolling(page);
  const own = await visitor.log.getByRole('article', { name: 'You' }).boundingBox();
  const { id } = await api.conversationSaying('שלום');
  await api.say(id, 'Yes, we have it');
  await expect(visitor.said('Yes, we have it')).toBeVisible();
  // What one says oneself stands at the end of the line: here that is on the left.
  const mine = await visitor.said('שלום, יש לכם את המנורה?').boundingBox();
  const theirs = await visitor.said('Yes, we have it').boundingBox();
  expect(own && mine && theirs && mine.x < theirs.x + theirs.width).toBe(true);
  await expectNoSidewaysScrolling(page);
});
