import assert from 'node:assert/strict';
import { chromium, type Page } from '@playwright/test';

/** Walks through the built console on the fake server (`npm run fake`) and fails where something is not as promised. */
const base = process.env.BASE ?? 'http://localhost:4180';
const browser = await chromium.launch({
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
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
const page = await context.newPage();
page.on(
  'console',
  (m) => ['error', 'warning'].includes(m.type()) && console.log(`  console: ${m.text().slice(0, 300)}`),
);
page.on('pageerror', (e) => console.log(`  THROWN ${e.stack?.slice(0, 600)}`));
const dev = async (path: string) => (await fetch(`${base}/dev/${path}`)).text();
const list = page.getByRole('list', { name: 'Conversations' });
const log = page.getByRole('log');
const reply = page.getByRole('textbox', { name: 'Reply' });
const only = process.argv[2];

async function step(name: string, check: (page: Page) => Promise<void>) {
  if (only && name !== 'sign in' && !name.includes(only)) return;
  try {
    await check(page);
    console.log(`ok   ${name}`);
  } catch (failure) {
    console.log(`FAIL ${name}\n${String((failure as Error).stack).slice(0, 900)}`);
    await page.screenshot({ path: `/tmp/console-shots/fail-${name.replace(/\W+/g, '-')}.png` });
  }
}

await step('sign in', async () => {
  await page.goto(base);
  await page.waitForTimeout(300);
  if (!page.url().includes('sign-in')) {
    await page.getByRole('button', { name: /Amélie Rousseau: / }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  }
  await page.getByRole('textbox', { name: 'E-mail' }).fill('amelie@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('E-mail or password is not right.').waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill('causerie-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await list.getByRole('listitem').first().waitFor();
});

await step('a new chat appears by itself (P8)', async () => {
  await page.getByRole('link', { name: 'Unassigned', exact: true }).click();
  await page.waitForTimeout(400);
  await dev('new?text=A+brand+new+question');
  await list.getByText('A brand new question').waitFor({ timeout: 3000 });
  const top = await list.getByRole('listitem').first().textContent();
  assert.match(top ?? '', /A brand new question/);
});

await step('open, reply with Enter, twice pressed sends once', async () => {
  await list.getByRole('listitem').first().click();
  await reply.fill('Hello from the test');
  await reply.press('Enter');
  await reply.press('Enter');
  await log.getByText('Hello from the test').waitFor();
  await log.getByText('Sent', { exact: true }).waitFor();
  assert.equal(await log.getByText('Hello from the test').count(), 1);
  assert.equal(await reply.inputValue(), '');
});

await step('two Enters in one tick send once', async () => {
  await reply.fill('only once');
  await reply.evaluate((e) => {
    for (let i = 0; i < 3; i++)
      e.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  });
  await page.waitForTimeout(600);
  assert.equal(await log.getByText('only once').count(), 1);
});

await step('refused message: reason, send again, discard', async () => {
  await reply.fill('please #fail');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await log.getByText(/Not sent: This kind of message/).waitFor();
  await log.getByRole('button', { name: 'Send again' }).click();
  await log.getByText(/Not sent/).waitFor();
  await log.getByRole('button', { name: 'Discard' }).click();
  await page.waitForTimeout(200);
  assert.equal(await log.getByText('please #fail').count(), 0);
});

await step('note', async () => {
  await page.keyboard.press('Escape');
  await page.locator('body').click({ position: { x: 20, y: 400 } });
  await page.keyboard.press('n');
  const note = page.getByRole('textbox', { name: 'Note', exact: true });
  await note.fill('Between *us*');
  await page.getByRole('button', { name: 'Add note' }).click();
  await log.locator('em', { hasText: 'us' }).waitFor();
  await page.getByRole('tab', { name: 'Reply' }).click();
});

await step('bold, emoji, shift enter', async () => {
  await reply.fill('word');
  await reply.selectText();
  await reply.press('Control+b');
  assert.equal(await reply.inputValue(), '**word**');
  await reply.press('Control+b');
  assert.equal(await reply.inputValue(), 'word');
  await reply.press('End');
  await reply.press('Shift+Enter');
  assert.equal(await reply.inputValue(), 'word\n');
  await page.getByRole('button', { name: 'Emoji' }).click();
  await page.getByRole('searchbox', { name: 'Search emoji' }).fill('merci');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  assert.match(await reply.inputValue(), /word\n.+/);
  await reply.fill('');
});

await step('files: upload, chip, send', async () => {
  await page.locator('input[type=file]').setInputFiles([
    { name: 'hello.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
    { name: 'virus.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('x') },
  ]);
  await page.getByText('Files of this type are not accepted.').waitFor();
  await page.getByRole('button', { name: 'Remove virus.exe' }).click();
  await page.getByText('5 byte').first().waitFor();
  await page.getByRole('button', { name: 'Send reply' }).click();
  await log.getByRole('link', { name: 'Download hello.txt' }).waitFor();
});

await step('insert quick replies', async () => {
  await page.getByRole('button', { name: 'Insert', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Quick replies' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('Which one?');
  await page.getByRole('textbox', { name: 'Choice 1' }).fill('The blue one');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await log.getByText('The blue one').waitFor();
});

await step('draft is kept per conversation', async () => {
  await reply.fill('half a thought');
  await list.getByRole('listitem').nth(1).click();
  await page.waitForTimeout(300);
  assert.equal(await reply.inputValue(), '');
  await list.getByRole('listitem').first().click();
  await page.waitForTimeout(300);
  assert.equal(await reply.inputValue(), 'half a thought');
  await reply.fill('');
});

await step('offline: said, kept, sent once when back', async () => {
  await context.setOffline(true);
  await dev('drop');
  await page.getByText('Connection lost. What you write is kept').waitFor({ timeout: 15000 });
  await reply.fill('written offline');
  await reply.press('Enter');
  await log.getByText('written offline').waitFor();
  await log.getByText(/Kept here/).waitFor();
  await context.setOffline(false);
  await page.getByText('Connection lost').waitFor({ state: 'hidden', timeout: 30000 });
  await log.getByText('Sent', { exact: true }).waitFor({ timeout: 10000 });
  assert.equal(await log.getByText('written offline').count(), 1);
});

await step('resolve with E, reopen, J and K', async () => {
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await page.waitForTimeout(300);
  await list.getByRole('listitem').nth(2).click();
  await page.waitForTimeout(300);
  const before = page.url();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Reopen' }).waitFor();
  await log.getByText(/You resolved the conversation/).waitFor();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Resolve' }).waitFor();
  await page.keyboard.press('j');
  await page.waitForTimeout(300);
  assert.notEqual(page.url(), before);
  await page.keyboard.press('k');
  await page.waitForTimeout(300);
});

await step('snooze, assign', async () => {
  await page.keyboard.press('s');
  await page.getByRole('menuitem', { name: /Tomorrow morning/ }).click();
  await page
    .getByText(/^Snoozed until/)
    .first()
    .waitFor();
  await page.waitForTimeout(200);
  await page.keyboard.press('a');
  await page.getByRole('menuitem', { name: 'Tom Fletcher' }).click();
  await page.getByRole('button', { name: 'Assigned to Tom Fletcher' }).waitFor();
  await page.waitForTimeout(400);
  await page.keyboard.press('s');
  await page.getByRole('menuitem', { name: 'End snooze' }).click();
});

await step('colleagues and typing', async () => {
  await page.getByRole('link', { name: 'Mine', exact: true }).click();
  await list.getByRole('listitem').first().click();
  await page.waitForTimeout(300);
  const id = page.url().split('/').at(-1)!;
  await dev(`look?id=${id}`);
  await page.getByText('Tom Fletcher and Nadia Benali are looking too').waitFor();
  await dev(`look?id=${id}&typing`);
  await page.getByText('Tom Fletcher is writing an answer').waitFor();
  await dev(`typing?id=${id}`);
  await page.getByText(/is typing/).waitFor();
});

await step('contact: inline edit', async () => {
  await page.getByRole('button', { name: /Add company|Edit Company/ }).click();
  await page.getByRole('textbox', { name: 'Company' }).fill('Lilas & Co');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Edit Company: Lilas & Co' }).waitFor();
  await page
    .getByRole('button', { name: /E-mail/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('nonsense');
  await page.keyboard.press('Enter');
  await page.getByText('This does not look like an e-mail address.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Edit Company: Lilas & Co' }).click();
  await page.getByRole('textbox', { name: 'Company' }).fill('Never saved');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(300);
  await page.getByRole('button', { name: 'Edit Company: Lilas & Co' }).waitFor();
});

await step('long thread: older entries load without a jump', async () => {
  await page.getByRole('link', { name: 'Mine', exact: true }).click();
  await list.getByRole('listitem').filter({ hasText: '600.' }).click();
  await log.getByText(/^600\./).waitFor();
  const box = log;
  await page.waitForTimeout(700);
  const atEnd = await box.evaluate((e) => e.scrollHeight - e.scrollTop - e.clientHeight);
  assert.ok(atEnd < 4, `opens at the end, is ${atEnd} away`);
  let worst = 0;
  for (let i = 0; i < 60; i++) {
    await box.hover();
    await page.mouse.wheel(0, -420);
    await page.waitForTimeout(60);
    const jump = await box.evaluate(async (e) => {
      const seen = () =>
        [...e.querySelectorAll<HTMLElement>('article')]
          .map((a) => [a.textContent, a.getBoundingClientRect().top] as const)
          .filter(([, top]) => top > 100 && top < 500);
      const before = seen();
      const moved = new Promise<number>((done) =>
        setTimeout(() => {
          const now = new Map(
            [...e.querySelectorAll<HTMLElement>('article')].map((a) => [
              a.textContent,
              a.getBoundingClientRect().top,
            ]),
          );
          done(Math.max(0, ...before.map(([text, top]) => Math.abs((now.get(text) ?? top + 999) - top))));
        }, 200),
      );
      return moved;
    });
    worst = Math.max(worst, jump);
  }
  const first = await box.locator('article').first().textContent();
  assert.ok(worst < 30, `moved by ${worst} px without being asked`);
  console.log(`     oldest reached: ${first?.slice(0, 60)}, worst movement ${worst.toFixed(1)} px`);
});

await step('new messages chip while reading above', async () => {
  const id = page.url().split('/').at(-1)!;
  await dev(`write?id=${id}&text=Are+you+there%3F`);
  await page.getByRole('button', { name: '1 new message' }).click();
  await log.getByText('Are you there?').waitFor();
  await page.waitForTimeout(600);
  const away = await log.evaluate((e) => e.scrollHeight - e.scrollTop - e.clientHeight);
  assert.ok(away < 4, `${away} px from the end`);
  await dev(`write?id=${id}&text=And+now%3F`);
  await log.getByText('And now?').waitFor();
  await page.waitForTimeout(400);
  const still = await log.evaluate((e) => e.scrollHeight - e.scrollTop - e.clientHeight);
  assert.ok(still < 4, `follows the end, ${still} px away`);
});

await step('list: paging through the resolved', async () => {
  await page.getByRole('link', { name: 'Resolved', exact: true }).click();
  await list.getByRole('listitem').first().waitFor();
  const scroller = page.locator('div:has(> ul[aria-label="Conversations"])');
  for (let i = 0; i < 30; i++) {
    await scroller.evaluate((e) => e.scrollBy(0, 900));
    await page.waitForTimeout(60);
  }
  const last = await list.getByRole('listitem').last().getAttribute('aria-posinset');
  assert.ok(Number(last) > 240, `reached ${last}`);
});

await step('palette: contact search and command', async () => {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type a command or a name…').fill('priya');
  await page
    .getByRole('option', { name: /Priya Raman/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: 'Priya Raman' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type a command or a name…').fill('theme dark');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
});

await step('settings: colour, save, language switch', async () => {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: /Boutique/ }).click();
  await page.getByRole('textbox', { name: 'Colour', exact: true }).fill('#2a7f62');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('new@example.com');
  await page.getByRole('button', { name: 'Make invitation' }).click();
  await page.getByText(/\/invitation\//).waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('new@example.com').waitFor();
  await page.getByRole('link', { name: 'Your account' }).click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('fr');
  await page.getByRole('heading', { name: 'Votre compte' }).waitFor();
  await page.getByRole('combobox', { name: 'Langue' }).selectOption('en');
});

await step('second factor is shown as a picture', async () => {
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('textbox', { name: 'Your password' }).fill('causerie-demo');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('img', { name: /QR code/ }).waitFor();
  await page.screenshot({ path: '/tmp/console-shots/two-factor.png' });
  await page.getByRole('textbox', { name: /code/i }).fill('123456');
  await page.getByRole('dialog').getByRole('button', { name: 'Turn on' }).click();
  await page.getByText('a1b2c-d3e4f').waitFor();
  await page.keyboard.press('Escape');
});

await browser.close();
