import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import { Agent } from '../e2e/support/Agent.ts';
import { Api } from '../e2e/support/Api.ts';
import { Server } from '../e2e/support/Server.ts';
import { Visitor } from '../e2e/support/Visitor.ts';
import { build } from './build.ts';
import { findChromium } from './findChromium.ts';

/**
 * `npm run screenshots`: the pictures of README and docs, taken from the demo. `-- widget` takes only those whose name
 * has that in it. `--no-build` uses what is built.
 */
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const desktop = { width: 1280, height: 860 };
const phone = { width: 390, height: 844 };

if (!process.argv.includes('--no-build')) await build();
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
});
const demo = await Server.start({ demo: true });
const empty = await Server.start();
try {
  await takeAll(await Api.signIn(demo.url));
} finally {
  await browser.close();
  await demo.stop();
  await empty.stop();
}

async function takeAll(api: Api): Promise<void> {
  const inbox = await api.inbox();
  // Open at any hour, so that the pictures do not depend on when they are taken.
  await api.set(inbox, {}, { hours: null });
  const [desk] = await Promise.all([signIn({}), takeSetUp()]);
  const conversationId = await takeWidget(api);
  await takeConsole(api, desk);
  await takePhones(api, conversationId);
  const mails = await open();
  await mails.goto(`${demo.url}/demo/mails`);
  await mails.locator('iframe').first().waitFor();
  await mails.waitForLoadState('networkidle');
  await take(mails, 'mails');
}

async function takeSetUp(): Promise<void> {
  const page = await open();
  await page.goto(empty.url);
  await page.getByRole('textbox', { name: 'Company or team' }).fill('Maison Lumen');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Amélie Laurent');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('amelie@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('a long password');
  await take(page, 'set-up');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByText('data-inbox=').waitFor();
  await take(page, 'welcome');
}

/** A customer with a question, answered by Hugo; what remains is the conversation that the console shows. */
async function takeWidget(api: Api): Promise<string> {
  const hugo = await Api.signIn(demo.url, 'hugo@example.com');
  const page = await open();
  await page.goto(`${demo.url}/demo/lamps/arc.html`);
  const visitor = new Visitor(page);
  await visitor.launcher.waitFor();
  await take(page, 'shop');
  await visitor.open();
  await page.evaluate(() => {
    const tell = (window as unknown as { Causerie: (command: string, facts: object) => void }).Causerie;
    tell('setContext', { name: 'Julie Moreau' });
  });
  await visitor.chat.getByText(/Usually replies/).waitFor();
  await take(page, 'shop-widget');
  await takeFrame(page, 'widget-home');
  await visitor.write('Hello! Does the Arc fit under a ceiling of 2.40 m?');
  const { id } = await api.conversationSaying('Does the Arc fit');
  await hugo.call('PATCH', `/conversations/${id}`, { assigneeId: hugo.userId });
  await visitor.chat.getByRole('textbox', { name: /Leave your e-mail/ }).fill('julie.moreau@example.com');
  await visitor.button('Save').click();
  await hugo.say(
    id,
    'Hello! It does: the arc is **2.10 m** at its highest, and the height can be set in three steps.',
  );
  await hugo.say(id, {
    kind: 'quick_replies',
    text: 'Which finish were you thinking of?',
    options: [
      { id: 'brass', label: 'Brass' },
      { id: 'black', label: 'Matt black' },
    ],
  });
  await visitor.button('Brass').click();
  await hugo.say(id, {
    kind: 'card',
    card: {
      title: 'Arc, brushed brass',
      text: '€489, delivered in three to five days.',
      buttons: [{ kind: 'link', label: 'See it', url: 'https://shop.example.com/arc' }],
    },
  });
  await visitor.log.getByText('Arc, brushed brass').waitFor();
  await visitor.write('Lovely. And if it doesn’t suit the room?');
  await hugo.say(id, 'Then you have thirty days, and we fetch it. Nothing to pay in France.');
  await visitor.said(/thirty days/).waitFor();
  await page.waitForTimeout(400);
  await takeFrame(page, 'widget-thread');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(300);
  await takeFrame(page, 'widget-thread-dark');
  await take(page, 'shop-widget-dark');

  await hugo.say(
    id,
    'Julie has a hotel in Annecy: if she wants more than five, pass her to Lumen Pro.',
    'note',
  );
  await page.context().close();
  await api.set(await api.inbox(), { mailAfterMinutes: 0 });
  await hugo.say(id, 'One more thing: the bulb is included.');
  await api.mailTo('julie.moreau@example.com', 'bulb is included');
  return id;
}

/** The same conversation on a phone, by the link that an agent can copy. */
async function takePhones(api: Api, id: string): Promise<void> {
  const { url } = await api.call<{ url: string }>('POST', `/conversations/${id}/resume-link`, {});
  const page = await open({ viewport: phone, hasTouch: true });
  await page.goto(url);
  await new Visitor(page, { standalone: true }).said(/bulb is included/).waitFor();
  await page.waitForTimeout(400);
  await take(page, 'widget-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(300);
  await take(page, 'widget-phone-dark');
}

async function takeConsole(api: Api, light: Agent): Promise<void> {
  await openArc(light);
  await take(light.page, 'console');
  await light.page.emulateMedia({ colorScheme: 'dark' });
  await light.page.waitForTimeout(300);
  await take(light.page, 'console-dark');
  await light.page.emulateMedia({ colorScheme: 'light' });
  await light.page.keyboard.press('Control+k');
  await light.page.getByRole('dialog').waitFor();
  await light.page.waitForTimeout(300);
  await take(light.page, 'console-palette');
  await light.page.keyboard.press('Escape');
  await light.page.goto(`${demo.url}/w/${api.workspaceId}/settings/inboxes/${(await api.inbox()).id}`);
  await light.page.getByRole('heading', { level: 1 }).waitFor();
  await light.page.waitForLoadState('networkidle');
  await take(light.page, 'settings-inbox');
  await light.page.goto(`${demo.url}/w/${api.workspaceId}/settings/members`);
  await light.page.getByText('priya@example.com').waitFor();
  await take(light.page, 'settings-members');

  await takeAutomation(api, light);
  await takeFinding(api, light);

  const small = await signIn({ viewport: phone, hasTouch: true });
  await small.goTo('All');
  await small.list.waitFor();
  await small.page.waitForTimeout(400);
  await take(small.page, 'console-phone-list');
  await openArc(small);
  await take(small.page, 'console-phone');

  const french = await signIn({ locale: 'fr-FR' });
  await french.page.getByRole('button', { name: /^Amélie Laurent/ }).click();
  await french.page.getByRole('menuitem', { name: 'Language' }).click();
  await french.page.getByRole('menuitem', { name: 'Français' }).click();
  await french.page.keyboard.press('Escape');
  await french.page.getByRole('link', { name: 'Toutes', exact: true }).click();
  await french.list.getByRole('link').nth(2).click();
  await french.log.waitFor();
  await french.page.mouse.move(640, 10);
  await french.page.waitForTimeout(800);
  await take(french.page, 'console-french');
}

/** The section Automation, with the sample company's FAQs and what was decided for its past conversations. */
async function takeAutomation(api: Api, { page }: Agent): Promise<void> {
  const goTo = async (path: string) => {
    await page.goto(`${demo.url}/w/${api.workspaceId}/automation/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const model = page.getByRole('region', { name: 'What the engine has learnt' });
  await goTo('faqs');
  await model.getByText(/held-back examples recognised/).waitFor({ timeout: 120_000 });
  await page
    .getByText(/right of/)
    .first()
    .waitFor();
  await take(page, 'automation-faqs');
  await goTo('test');
  await page
    .getByRole('textbox', { name: 'A customer writes' })
    .fill('Hello, are you open on Sunday morning?');
  await page.getByText('Nearest examples').waitFor();
  await page.waitForTimeout(600);
  await take(page, 'automation-test');
  await goTo('matrix');
  await page.getByRole('toolbar').getByRole('button').first().waitFor();
  await take(page, 'automation-matrix');
  await goTo('reports');
  await page.getByRole('figure').waitFor();
  await take(page, 'automation-reports');
}

/** What the sample company's past conversations hold, and what its FAQs would have done in them. */
async function takeFinding(api: Api, { page }: Agent): Promise<void> {
  const goTo = (path: string) => page.goto(`${demo.url}/w/${api.workspaceId}/automation/${path}`);
  await api.call('POST', '/opportunity-runs', { id: crypto.randomUUID() });
  await api.call('POST', '/rehearsals', { id: crypto.randomUUID() });
  await goTo('opportunities');
  await page.getByText(/^Searched/).waitFor({ timeout: 120_000 });
  await page.getByRole('toolbar').getByRole('button').first().waitFor();
  await take(page, 'opportunities');
  await goTo('rehearsal');
  await page.getByRole('heading', { name: 'Next step' }).waitFor({ timeout: 120_000 });
  await take(page, 'rehearsal');
}

async function signIn(options: BrowserContextOptions): Promise<Agent> {
  const page = await open(options);
  await page.goto(demo.url);
  const agent = new Agent(page);
  if (options.locale?.startsWith('fr')) {
    await page.getByRole('textbox', { name: 'E-mail' }).fill('amelie@example.com');
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill('causerie-demo');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('navigation').first().waitFor();
  } else await agent.signIn('amelie@example.com');
  return agent;
}

async function openArc(agent: Agent): Promise<void> {
  await agent.goTo('All');
  await agent.openRow('the bulb is included');
  await agent.said(/the bulb is included/).waitFor();
  await agent.page.mouse.move(640, 10);
  await agent.page.waitForTimeout(800);
}

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: desktop,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  return context.newPage();
}

async function take(page: Page, name: string): Promise<void> {
  await save(name, () => page.screenshot());
}

/** The messenger alone, as it lies on the page. */
async function takeFrame(page: Page, name: string): Promise<void> {
  await save(name, () => page.locator('iframe[title="Chat"]').screenshot());
}

/** With a palette: half of the bytes, and nothing that one could see. */
async function save(name: string, shoot: () => Promise<Buffer>): Promise<void> {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) return;
  const bytes = await sharp(await shoot())
    .png({ palette: true, quality: 90, effort: 8 })
    .toBuffer();
  writeFileSync(`${folder}${name}.png`, bytes);
  console.log(`${name}.png ${(bytes.length / 1024).toFixed(0)} KB`);
}
