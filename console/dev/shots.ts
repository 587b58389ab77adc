import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from '@playwright/test';

/**
 * Looks at every screen of the built console on the fake server: `node dev/shots.ts [name...]` writes pictures to
 * /tmp/console-shots and prints what axe finds. Names choose screens; `--theme=dark`, `--size=phone` narrow further.
 */
const base = process.env.BASE ?? 'http://localhost:4180';
const out = '/tmp/console-shots';
mkdirSync(out, { recursive: true });

type Shot = { name: string; path: string; act?: (page: Page) => Promise<void>; signedOut?: boolean };
const me = (await (await fetch(`${base}/v1/me`)).json()) as { workspaces?: { id: string }[] };
const workspace = me.workspaces?.[0]?.id;
const w = `/w/${workspace}`;
const first = async (page: Page) => {
  await page
    .getByRole('list', { name: /Conversations/ })
    .getByRole('listitem')
    .first()
    .click();
  await page.getByRole('log').waitFor();
  await page.waitForTimeout(500);
};

const shots: Shot[] = [
  { name: 'sign-in', path: '/sign-in', signedOut: true },
  { name: 'forgot', path: '/forgot-password', signedOut: true },
  { name: 'reset', path: '/reset-password?token=x', signedOut: true },
  { name: 'invitation', path: '/invitation/fresh', signedOut: true },
  { name: 'inbox', path: `${w}/inbox/mine` },
  { name: 'unassigned', path: `${w}/inbox/unassigned` },
  { name: 'thread', path: `${w}/inbox/mine`, act: first },
  {
    name: 'thread-top',
    path: `${w}/inbox/mine`,
    act: async (page) => {
      await first(page);
      await page.getByRole('log').evaluate((e) => e.scrollTo({ top: 0 }));
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'note',
    path: `${w}/inbox/mine`,
    act: async (page) => {
      await first(page);
      await page.getByRole('tab', { name: 'Note' }).click();
      await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Remember the blue one');
    },
  },
  {
    name: 'palette',
    path: `${w}/inbox/mine`,
    act: async (page) => {
      await first(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'assign',
    path: `${w}/inbox/mine`,
    act: async (page) => {
      await first(page);
      await page.keyboard.press('a');
      await page.getByRole('menu').waitFor();
      await page.waitForTimeout(200);
    },
  },
  {
    name: 'shortcuts',
    path: `${w}/inbox/mine`,
    act: async (page) => {
      await page.getByRole('list', { name: /Conversations/ }).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(200);
    },
  },
  { name: 'settings-inboxes', path: `${w}/settings/inboxes` },
  {
    name: 'settings-inbox',
    path: `${w}/settings/inboxes`,
    act: async (page) => {
      await page.getByRole('link', { name: /Boutique/ }).click();
      await page.waitForTimeout(400);
    },
  },
  { name: 'settings-members', path: `${w}/settings/members` },
  { name: 'settings-teams', path: `${w}/settings/teams` },
  { name: 'settings-keys', path: `${w}/settings/api-keys` },
  { name: 'settings-workspace', path: `${w}/settings/workspace` },
  { name: 'settings-account', path: `${w}/settings/account` },
  { name: 'not-found', path: '/nowhere' },
];

const sizes = { wide: [1440, 900], middle: [1000, 760], phone: [390, 844] } as const;
type Size = keyof typeof sizes;

const args = process.argv.slice(2);
const option = (name: string) => args.find((a) => a.startsWith(`--${name}=`))?.split('=')[1];
const names = args.filter((a) => !a.startsWith('--'));
const themes = (option('theme') ?? 'light').split(',') as ('light' | 'dark')[];
const wanted = (option('size') ?? 'wide').split(',') as Size[];
const language = option('language') ?? 'en-GB';
const axe = !args.includes('--no-axe');

const browser: Browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
let bad = 0;
for (const theme of themes) {
  for (const size of wanted) {
    const [width, height] = sizes[size];
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      locale: language,
      reducedMotion: 'reduce',
    });
    for (const shot of shots.filter((s) => names.length === 0 || names.includes(s.name))) {
      const page = await context.newPage();
      page.on(
        'console',
        (m) =>
          ['error', 'warning'].includes(m.type()) &&
          console.log(`  [${shot.name}] ${m.text().slice(0, 400)}`),
      );
      page.on('pageerror', (e) => console.log(`  [${shot.name}] THROWN ${e.message.slice(0, 600)}`));
      await page.goto(base + shot.path);
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(250);
      try {
        await shot.act?.(page);
      } catch (failure) {
        console.log(`  [${shot.name}] ${String(failure).slice(0, 400)}`);
      }
      const file = [shot.name, size, theme, language.slice(0, 2)].join('-');
      await page.screenshot({ path: `${out}/${file}.png` });
      if (axe) {
        const { violations } = await new AxeBuilder({ page }).analyze();
        for (const v of violations) {
          if (v.impact === 'serious' || v.impact === 'critical') bad++;
          console.log(
            `  [${file}] ${v.impact} ${v.id}: ${v.nodes
              .map((n) => n.target.join(' '))
              .slice(0, 3)
              .join(' | ')} ${v.nodes[0]?.failureSummary?.replace(/\s+/g, ' ').slice(0, 220)}`,
          );
        }
      }
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
console.log(`done, ${bad} serious findings`);
