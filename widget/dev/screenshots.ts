import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContextOptions, chromium, type FrameLocator, type Page } from '@playwright/test';
import { findChromium } from '../../e2e/support/findChromium.ts';

/**
 * Photographs of the main screens, from the running dev server, and what axe thinks of each.
 * `node dev/screenshots.ts [folder] [only]`
 */
const folder = process.argv[2] ?? '/tmp/widget-shots';
const only = process.argv[3];
const host = 'http://localhost:4901/';
const control = (path: string) => fetch(`http://localhost:4900/dev/${path}`);
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
  ],
});
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 800 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};

type Scene = {
  name: string;
  inbox: string;
  query?: string;
  options?: BrowserContextOptions;
  play?: (frame: FrameLocator, page: Page) => Promise<void>;
};
const write = async (frame: FrameLocator, text: string) => {
  await frame.getByRole('textbox', { name: /message/i }).fill(text);
  await frame.getByRole('button', { name: /^(send|envoyer)$/i }).click();
};
const top = async (frame: FrameLocator, to: number) => {
  await frame
    .getByRole('log')
    .evaluate((el, share) => el.scrollTo(0, (el.scrollHeight - el.clientHeight) * share), to);
};

const scenes: Scene[] = [
  { name: 'home', inbox: 'new' },
  { name: 'home-closed-fr', inbox: 'new-closed', options: { locale: 'fr-FR' } },
  { name: 'home-yellow', inbox: 'new-yellow' },
  { name: 'home-dark', inbox: 'new-green', options: { colorScheme: 'dark' } },
  {
    name: 'chat',
    inbox: 'new',
    play: async (f) => {
      await write(f, 'Hello, is the Nord lamp in stock?');
      await f.getByText('looking into it').waitFor();
      await f.getByText('Seen').waitFor();
    },
  },
  {
    name: 'typing-phone',
    inbox: 'new',
    options: phone,
    play: async (f) => {
      await write(f, 'Bonjour, une question sur ma commande.\nElle est en retard.');
      await f.locator('.typing').waitFor();
    },
  },
  { name: 'kinds-1', inbox: 'kinds', play: (f) => top(f, 0.5) },
  { name: 'kinds-2', inbox: 'kinds', play: (f) => top(f, 0.74) },
  { name: 'kinds-3', inbox: 'kinds', play: (f) => top(f, 0.84) },
  { name: 'kinds-4', inbox: 'kinds', play: (f) => top(f, 0.92) },
  { name: 'kinds-5', inbox: 'kinds' },
  { name: 'kinds-dark', inbox: 'kinds', options: { colorScheme: 'dark' }, play: (f) => top(f, 0.74) },
  { name: 'kinds-rtl', inbox: 'kinds', query: '&dir=rtl', play: (f) => top(f, 0.72) },
  { name: 'kinds-fr', inbox: 'kinds', query: '&language=fr', play: (f) => top(f, 0.9) },
  {
    name: 'list',
    inbox: 'kinds',
    play: async (f) => {
      await f.getByRole('button', { name: 'Back' }).click();
      await f.getByRole('button', { name: /All conversations/ }).click();
      await f.locator('.rows').waitFor();
    },
  },
  { name: 'home-known', inbox: 'kinds', play: (f) => f.getByRole('button', { name: 'Back' }).click() },
  {
    name: 'menu',
    inbox: 'kinds',
    play: async (f) => {
      await f.getByRole('button', { name: 'Menu' }).click();
      await f.locator('.menu-list').waitFor();
    },
  },
  {
    name: 'end',
    inbox: 'kinds',
    play: async (f) => {
      await f.getByRole('button', { name: 'Menu' }).click();
      await f.getByRole('button', { name: 'End chat' }).click();
      await f.getByText('End this chat?').waitFor();
    },
  },
  {
    name: 'emoji',
    inbox: 'new',
    play: async (f) => {
      await f.getByRole('button', { name: 'Emoji' }).click();
      await f.getByRole('tablist').waitFor();
    },
  },
  {
    name: 'voice',
    inbox: 'kinds',
    play: async (f, page) => {
      await f.getByRole('button', { name: 'Record' }).click();
      await page.waitForTimeout(3000);
    },
  },
  {
    name: 'failed',
    inbox: 'new',
    play: async (f) => {
      await write(f, 'fail');
      await f.getByText('Send again').waitFor();
    },
  },
  {
    name: 'offline',
    inbox: 'kinds',
    play: async (f, page) => {
      await page.context().setOffline(true);
      await control('drop');
      await write(f, 'Are you still there?');
      await page.waitForTimeout(2500);
    },
  },
  {
    name: 'attach',
    inbox: 'kinds',
    play: async (f, page) => {
      await page.context().route('**/widget/v1/files', async (r) => {
        await new Promise((d) => setTimeout(d, 4000));
        await r.abort();
      });
      await f
        .locator('input[type=file]')
        .setInputFiles([
          { name: 'invoice-2026.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(20000) },
        ]);
      await page.waitForTimeout(800);
    },
  },
  { name: 'phone-kinds', inbox: 'kinds', options: phone, play: (f) => top(f, 0.76) },
];

let serious = 0;
for (const scene of scenes) {
  if (only && !scene.name.match(only)) continue;
  const context = await browser.newContext({
    viewport: { width: 900, height: 760 },
    permissions: ['microphone'],
    ...scene.options,
  });
  const page = await context.newPage();
  page.on(
    'console',
    (m) => ['error', 'warning'].includes(m.type()) && console.log(`  [${m.type()}]`, m.text().slice(0, 300)),
  );
  page.on('pageerror', (e) => console.log('  [page error]', e.stack?.slice(0, 600)));
  try {
    await page.goto(`${host}?inbox=${scene.inbox}${scene.query ?? ''}`);
    await page.getByRole('button', { name: /open chat|ouvrir le chat/i }).click();
    const frame = page.frameLocator('iframe');
    await frame.locator('.home-status, .group').first().waitFor({ timeout: 5000 });
    if (scene.query?.includes('rtl'))
      await frame.locator('html').evaluate((el) => el.setAttribute('dir', 'rtl'));
    await page.waitForTimeout(300);
    await scene.play?.(frame, page);
    await page.waitForTimeout(400);
  } catch (error) {
    console.log('  failed:', `${error}`.slice(0, 500));
  }
  await page.screenshot({ path: `${folder}/${scene.name}.png` });
  const { violations } = await new AxeBuilder({ page }).exclude('main > p').analyze();
  for (const v of violations) {
    if (v.impact === 'serious' || v.impact === 'critical') serious++;
    console.log(
      `  axe ${v.impact} ${v.id}: ${v.nodes
        .slice(0, 3)
        .map((n) => n.target.flat().join(' '))
        .join(' | ')} ${v.nodes[0]?.failureSummary?.split('\n')[1] ?? ''}`,
    );
  }
  console.log(scene.name);
  await context.close();
}
await browser.close();
console.log(serious ? `${serious} serious findings` : 'axe: nothing serious');
