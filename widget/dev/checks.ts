import assert from 'node:assert/strict';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../../e2e/support/findChromium.ts';

/** What the messenger must do in a browser, against the dev server: `node dev/checks.ts [only]`. */
const host = 'http://localhost:4901/';
const control = (path: string) => fetch(`http://localhost:4900/dev/${path}`);
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
  ],
});
const launcher = (page: Page) => page.getByRole('button', { name: 'Open chat' });
const frameOf = (page: Page) => page.frameLocator('iframe');
const message = (page: Page) => frameOf(page).getByRole('textbox', { name: 'Message' });
const say = async (page: Page, text: string) => {
  await message(page).fill(text);
  await frameOf(page).getByRole('button', { name: 'Send' }).click();
};
const open = async (page: Page, query = 'inbox=new') => {
  await page.goto(`${host}?${query}`);
  await launcher(page).click();
  await message(page).waitFor();
};
const call = (page: Page, ...args: unknown[]) =>
  page.evaluate((a) => (window as unknown as { Causerie: (...a: unknown[]) => void }).Causerie(...a), args);
const log = (page: Page) => frameOf(page).getByRole('log');

const checks: Record<string, (page: Page) => Promise<void>> = {
  'focus follows the hand and comes back with Escape': async (page) => {
    await open(page);
    await page.waitForTimeout(100);
    assert.equal(await message(page).evaluate((el) => document.activeElement === el), true);
    await page.keyboard.press('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    assert.equal(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName),
      'BUTTON',
    );
    assert.equal(await launcher(page).getAttribute('aria-expanded'), 'false');
  },
  'a command opens without taking the focus': async (page) => {
    await page.goto(host);
    await page.getByLabel('Search').focus();
    await call(page, 'open');
    await message(page).waitFor();
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'INPUT');
    await call(page, 'close');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'INPUT');
  },
  'opens within 100 ms from idle': async (page) => {
    await page.goto(host);
    await page.waitForTimeout(1500);
    const ms = await page.evaluate(async () => {
      const shadow = document.querySelector('causerie-chat')!.shadowRoot!;
      const started = performance.now();
      shadow.querySelector('button')!.click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - started;
    });
    assert.ok(ms < 100, `${ms} ms`);
    assert.equal(await message(page).isVisible(), true);
  },
  'nothing but the loader before the page is idle, and nothing that the page must allow': async (page) => {
    const errors: string[] = [];
    page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
    await open(page);
    assert.deepEqual(errors, []);
  },
  'a reload in the middle of sending loses and doubles nothing': async (page) => {
    await open(page);
    await say(page, 'first');
    await log(page).getByText('first', { exact: true }).waitFor();
    await page.context().setOffline(true);
    await control('drop');
    await say(page, 'written offline');
    await frameOf(page).getByText('Will be sent later').waitFor();
    await page.context().setOffline(false);
    await page.reload();
    await launcher(page).click();
    await log(page).getByText('written offline').waitFor();
    await page.waitForTimeout(2500);
    assert.equal(await log(page).getByText('written offline').count(), 1);
    assert.equal(await frameOf(page).getByText('Will be sent later').count(), 0);
  },
  'a draft survives a reload': async (page) => {
    await open(page);
    await message(page).fill('half a thought');
    await page.reload();
    await launcher(page).click();
    await message(page).waitFor();
    assert.equal(await message(page).inputValue(), 'half a thought');
  },
  'tabs are in step': async (page) => {
    await open(page);
    const other = await page.context().newPage();
    await other.goto(`${host}?inbox=new`);
    await other.waitForTimeout(800);
    await say(page, 'from the first tab');
    await page.waitForTimeout(800);
    await launcher(other).click();
    await log(other).getByText('from the first tab').waitFor();
    await say(other, 'from the second tab');
    await log(page).getByText('from the second tab').waitFor();
  },
  'unread is counted while closed, read when seen, and told to the page': async (page) => {
    await open(page);
    await say(page, 'hello');
    await log(page).getByText('looking into it').waitFor();
    await page.waitForTimeout(600);
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      (window as unknown as { Causerie: (...a: unknown[]) => void }).Causerie('onMessage', (m: unknown) =>
        heard.push(m),
      );
    });
    await page.keyboard.press('Escape');
    await control('say?text=are%20you%20there');
    await page.getByRole('button', { name: 'Open chat, 1 unread message' }).waitFor();
    assert.equal(await page.locator('causerie-chat b').textContent(), '1');
    const heard =
      (await page.evaluate(() => (window as unknown as { heard: { text: string }[] }).heard)) ?? [];
    assert.equal(heard[0]?.text, 'are you there');
    await launcher(page).click();
    await page.getByRole('button', { name: 'Close chat' }).first().waitFor();
    await page.waitForTimeout(900);
    assert.equal(await page.locator('causerie-chat b').textContent(), '');
  },
  'older messages come in without a jump': async (page) => {
    await open(page, 'inbox=kinds');
    await page.waitForTimeout(1500);
    const end = () => log(page).evaluate((el) => el.scrollHeight - el.scrollTop - el.clientHeight);
    assert.ok((await end()) < 3, `at the end: ${await end()}`);
    await log(page).evaluate((el) => el.scrollTo(0, 300));
    await page.waitForTimeout(100);
    const mark = frameOf(page).locator('.message').first();
    const text = await mark.textContent();
    const before = (await mark.boundingBox())!.y;
    await log(page).evaluate((el) => el.scrollTo(0, 200));
    await page.waitForTimeout(1200);
    const after = (await frameOf(page).locator('.message', { hasText: text! }).first().boundingBox())!.y;
    assert.ok(Math.abs(after - before - 100) < 4, `${before} -> ${after}`);
    await control('say?text=come%20down');
    await frameOf(page).getByRole('button', { name: 'New messages' }).click();
    await log(page).getByText('come down').waitFor();
    assert.ok((await end()) < 3);
  },
  'answers to offers are sent and shown': async (page) => {
    await open(page, 'inbox=kinds');
    const f = frameOf(page);
    await f.getByRole('button', { name: 'Yes, please' }).click();
    await f.getByRole('button', { name: 'Yes, please, Answered' }).waitFor();
    const form = f.getByRole('form', { name: 'One more thing' });
    await form.getByRole('button', { name: 'Submit' }).click();
    await form.getByText('Please fill this in.').waitFor();
    await form.getByLabel('Colour of the shade').fill('green');
    await form.getByRole('button', { name: 'Submit' }).click();
    await form.getByText('Answered').waitFor();
    await f.getByRole('radio', { name: '4 stars' }).last().check({ force: true });
    await f.getByLabel('Comment (optional)').fill('fine');
    await f.locator('.rating').last().getByRole('button', { name: 'Submit' }).click();
    await f.locator('.rating').last().getByText('Thank you!').waitFor();
  },
  'files are uploaded, shown and can be taken back': async (page) => {
    await open(page);
    const f = frameOf(page);
    await f.locator('input[type=file]').setInputFiles([
      { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
      { name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from('world') },
    ]);
    await f.getByRole('button', { name: 'Cancel b.txt' }).click();
    await message(page).fill('see file');
    await f.getByRole('button', { name: 'Send' }).click();
    await log(page).getByText('a.txt').waitFor();
    await log(page).getByText('see file').waitFor();
    assert.equal(await log(page).getByText('b.txt').count(), 0);
  },
  'a voice message is recorded and sent': async (page) => {
    await open(page);
    const f = frameOf(page);
    await f.getByRole('button', { name: 'Record a voice message' }).click();
    await page.waitForTimeout(1500);
    await f.getByRole('button', { name: 'Send voice message' }).click();
    await log(page).locator('.audio').waitFor();
  },
  'identify, language, shutdown': async (page) => {
    await open(page);
    await call(page, 'identify', `jwt-${Date.now()}`);
    await call(page, 'setLanguage', 'fr');
    await frameOf(page).getByRole('button', { name: 'Envoyer' }).waitFor();
    await page.getByRole('button', { name: 'Fermer le chat' }).first().waitFor();
    await call(page, 'setLanguage', 'en');
    await say(page, 'secret of the first person');
    await log(page).getByText('secret').waitFor();
    await page.waitForTimeout(800);
    await call(page, 'shutdown');
    await page.waitForTimeout(500);
    const kept = await page.frames()[1]!.evaluate(() => Object.keys(localStorage));
    assert.deepEqual(kept, ['causerie:new:generation']);
    await launcher(page).click();
    await frameOf(page).locator('.home').waitFor();
    assert.equal(await frameOf(page).getByText('secret').count(), 0);
  },
  'hostile text stays text': async (page) => {
    await open(page);
    await say(
      page,
      '<script>window.hacked=1</script><img src=x onerror="window.hacked=1"> [x](javascript:alert(1)) **b**',
    );
    await log(page).getByText('<script>window.hacked=1</script>').waitFor();
    await log(page).locator('strong').waitFor();
    assert.equal(await log(page).locator('img, script, a').count(), 0);
    assert.equal(await page.frames()[1]!.evaluate(() => 'hacked' in window), false);
  },
  'a resume link opens the conversation on a page of its own': async (page) => {
    await page.goto('http://localhost:4900/r/abc');
    await page.getByRole('log').getByText('Merci beaucoup').waitFor();
    assert.equal(new URL(page.url()).hash, '');
    await page.screenshot({ path: '/tmp/widget-shots/standalone.png' });
  },
  'a stalled connection is said and replaced': async (page) => {
    await open(page);
    await say(page, 'one');
    await log(page).getByText('looking into it').waitFor();
    await control('silent?on=1');
    await message(page).fill('two');
    await frameOf(page).getByRole('button', { name: 'Send' }).click();
    await frameOf(page).getByText('Reconnecting').waitFor({ timeout: 30_000 });
    await control('silent');
    await frameOf(page).getByText('Reconnecting').waitFor({ state: 'hidden', timeout: 30_000 });
    await page.waitForTimeout(500);
    assert.equal(await log(page).getByText('two', { exact: true }).count(), 1);
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  if (process.argv[2] && !name.includes(process.argv[2])) continue;
  const context = await browser.newContext({ permissions: ['microphone'] });
  context.setDefaultTimeout(6000);
  const page = await context.newPage();
  page.on('pageerror', (e) => console.log('  [page error]', e.stack?.slice(0, 500)));
  try {
    await check(page);
    console.log(`ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}\n      ${`${error}`.slice(0, 700)}`);
    await page.screenshot({ path: `/tmp/widget-shots/fail-${failed}.png` }).catch(() => undefined);
  }
  await context.close();
}
await browser.close();
process.exitCode = failed ? 1 : 0;
