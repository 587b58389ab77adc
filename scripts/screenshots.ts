import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import { Agent } from '../e2e/support/Agent.ts';
import { Api, demoPassword } from '../e2e/support/Api.ts';
import { deskScreens } from '../e2e/support/deskScreens.ts';
import { findChromium } from '../e2e/support/findChromium.ts';
import { Server } from '../e2e/support/Server.ts';
import { Visitor } from '../e2e/support/Visitor.ts';
import { build } from './build.ts';

/**
 * `npm run screenshots`: the pictures of README and docs, taken from the demo. `-- widget` takes only those whose name
 * has that in it. `--no-build` uses what is built. A picture that no page shows is not taken.
 */
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const lamp = fileURLToPath(new URL('../demo/data/files/arc.jpg', import.meta.url));
const desktop = { width: 1280, height: 860 };
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** Pictures of the desk's screens: name of the file, of the screen, and of what is open on it. */
const ofScreens: [file: string, screen: string, state?: string][] = [
  ['views', 'list', 'bulk bar'],
  ['snippets', 'thread', 'snippets'],
  ['macros', 'thread', 'macros'],
  ['transfer', 'thread', 'transfer'],
  ['contacts', 'contacts', 'condition'],
  ['contact', 'contact'],
  ['search', 'search', 'hit in its thread'],
  ['board', 'board'],
  ['reports', 'reports'],
  ['settings-members', 'members', 'members, Routing of Amélie Laurent'],
  ['settings-roles', 'roles'],
  ['settings-sla', 'policies', 'policies, New policy'],
  ['settings-fields', 'fields', 'fields, Add field'],
];

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
  const { conversationId, leave } = await takeWidget(api);
  await takeFirst();
  await leave();
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

/**
 * A customer with a question, answered by Hugo: the conversation that the console shows. Her page stays open until she
 * leaves, and is told the rest by mail.
 */
async function takeWidget(api: Api): Promise<{ conversationId: string; leave: () => Promise<void> }> {
  const hugo = await Api.signIn(demo.url, 'hugo@example.com');
  const page = await open({ deviceScaleFactor: 2 });
  await page.goto(`${demo.url}/demo/lamps/arc.html`);
  const visitor = new Visitor(page);
  await visitor.open();
  await page.evaluate(() => {
    const tell = (window as unknown as { Causerie: (command: string, facts: object) => void }).Causerie;
    tell('setContext', { name: 'Julie Moreau' });
  });
  await visitor.chat.getByText(/Usually replies/).waitFor();
  await take(page, 'widget-home');
  await visitor.write('Hello! Does the Arc fit under a ceiling of 2.40 m?');
  const { id, contact } = await api.conversationSaying('Does the Arc fit');
  await hugo.call('PATCH', `/conversations/${id}`, { assigneeId: hugo.userId, labels: ['advice'] });
  await visitor.chat.getByRole('textbox', { name: /Leave your e-mail/ }).fill('julie.moreau@example.com');
  await visitor.button('Save').click();
  await hugo.call('PATCH', `/contacts/${contact.id}`, {
    company: 'Hôtel du Lac',
    city: 'Annecy',
    country: 'France',
    note: 'Refits the lobby in spring. Likes brass.',
  });
  await hugo.say(
    id,
    'Hello Julie! It does: the arc is **2.10 m** at its highest, and the height can be set in three steps.',
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
  const picture = await hugo.upload('arc.jpg', 'image/jpeg', new Uint8Array(readFileSync(lamp)));
  await hugo.say(id, {
    kind: 'card',
    card: {
      title: 'Arc, brushed brass',
      text: '€489, delivered in three to five days.',
      imageFileId: picture.id,
      imageAlt: 'The Arc in brushed brass, lit',
      buttons: [{ kind: 'link', label: 'See it', url: 'https://shop.example.com/arc' }],
    },
  });
  await visitor.log.getByText('Arc, brushed brass').waitFor();
  await visitor.write('Lovely. And if it doesn’t suit the room?');
  await hugo.say(id, 'Then you have thirty days, and we fetch it. Nothing to pay in France.');
  await visitor.said(/thirty days/).waitFor();
  await page.waitForTimeout(800);
  await take(page, 'shop-widget');
  await hugo.say(
    id,
    'Julie has a hotel in Annecy: if she wants more than five, pass her to Lumen Pro.',
    'note',
  );
  await visitor.write('Then I take three, for the lobby.');
  const leave = async () => {
    await page.context().close();
    await api.set(await api.inbox(), { mailAfterMinutes: 0 });
    await hugo.say(id, 'One more thing: the bulb is included.');
    await api.mailTo('julie.moreau@example.com', 'bulb is included');
  };
  return { conversationId: id, leave };
}

/** What a reader sees first: the desk in the middle of a day's work. */
async function takeFirst(): Promise<void> {
  const agent = await signIn({ viewport: wide, deviceScaleFactor: 2 });
  await openArc(agent, 'Then I take three');
  await agent.page
    .getByRole('complementary', { name: 'Contact' })
    .locator('[aria-busy="true"], .skeleton')
    .first()
    .waitFor({ state: 'detached' });
  await agent.page.waitForTimeout(600);
  await take(agent.page, 'console');
  await agent.page.context().close();
}

/** The same conversation on a phone, by the link that an agent can copy. */
async function takePhones(api: Api, id: string): Promise<void> {
  const { url } = await api.call<{ url: string }>('POST', `/conversations/${id}/resume-link`, {});
  const page = await open({ viewport: phone, hasTouch: true, deviceScaleFactor: 2 });
  await page.goto(url);
  await new Visitor(page, { standalone: true }).said(/bulb is included/).waitFor();
  await page.waitForTimeout(400);
  await take(page, 'widget-phone');
}

async function takeConsole(api: Api, light: Agent): Promise<void> {
  await openArc(light);
  await light.page.emulateMedia({ colorScheme: 'dark' });
  await light.page.waitForTimeout(300);
  await take(light.page, 'console-dark');
  await light.page.emulateMedia({ colorScheme: 'light' });
  await light.page.keyboard.press('Control+k');
  await light.page.getByRole('dialog').waitFor();
  await light.page.waitForTimeout(300);
  await take(light.page, 'console-palette');
  await light.page.keyboard.press('Escape');
  await takeScreens(api, light.page);

  await takeAutomation(api, light);
  await takeFinding(api, light);

  const small = await signIn({ viewport: phone, hasTouch: true });
  await small.goTo('All');
  await small.list.waitFor();
  await small.page.waitForTimeout(400);
  await take(small.page, 'console-phone-list');
  await openArc(small);
  await take(small.page, 'console-phone');
}

async function takeScreens(api: Api, page: Page): Promise<void> {
  const screens = Object.values(await deskScreens(api)).flat();
  for (const [file, name, state] of ofScreens) {
    if (!isWanted(file)) continue;
    const screen = screens.find((each) => each.name === name)!;
    await page.goto(`${demo.url}/w/${api.workspaceId}/${screen.path}`);
    await screen.ready(page);
    const open = screen.states?.find(([each]) => each === state)?.[1];
    if (state && !open) throw new Error(`${name} has no state ${state}.`);
    await open?.(page);
    await page.mouse.move(640, 10);
    await page.waitForTimeout(600);
    await take(page, file);
    // A slash that calls the snippets would be a draft in the pictures that follow.
    if (state === 'snippets') await page.getByRole('textbox', { name: 'Reply' }).fill('');
  }
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
  await page.getByRole('link', { name: 'Opening hours', exact: true }).click();
  await page.getByRole('button', { name: 'Answer in French' }).click();
  await page.getByRole('list', { name: 'Examples' }).getByRole('listitem').first().waitFor();
  await take(page, 'automation-faq');
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
  await page.getByRole('figure', { name: /Precision and coverage/ }).waitFor();
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
  const answer = await page.request.post(`${demo.url}/v1/auth/sign-in/email`, {
    headers: { origin: demo.url },
    data: { email: 'amelie@example.com', password: demoPassword },
  });
  if (!answer.ok()) throw new Error(`Nobody can sign in: ${answer.status()}`);
  await page.goto(`${demo.url}/`);
  await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
  return new Agent(page);
}

async function openArc(agent: Agent, last = 'the bulb is included'): Promise<void> {
  await agent.goTo('All');
  await agent.openRow(last);
  await agent.log.getByText(last).first().waitFor();
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
  context.setDefaultTimeout(40_000);
  return context.newPage();
}

function isWanted(name: string): boolean {
  return wanted.length === 0 || wanted.some((part) => name.includes(part));
}

/** With a palette: half of the bytes, and nothing that one could see; dithered, a flat ground would get spots. */
async function take(page: Page, name: string): Promise<void> {
  if (!isWanted(name)) return;
  const bytes = await sharp(await page.screenshot())
    .png({ palette: true, quality: 90, effort: 8, dither: 0 })
    .toBuffer();
  writeFileSync(`${folder}${name}.png`, bytes);
  console.log(`${name}.png ${(bytes.length / 1024).toFixed(0)} KB`);
}
