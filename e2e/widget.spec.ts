import { createHmac } from 'node:crypto';
import type { Content } from '@causerie/protocol';
import type { Locator, Request } from '@playwright/test';
import { Api } from './support/Api.ts';
import { film } from './support/film.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';
import { Visitor } from './support/Visitor.ts';

/** The widget on a customer's page: what it costs, what it can carry, what the page can tell it. */
const server = useServer({ demo: true });
let api: Api;
let site: Site;

test.beforeAll(async () => {
  api = await Api.signIn(server().url);
  site = await Site.with(server().url, (await api.inbox()).key);
});
test.afterAll(() => site?.close());

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64',
);

/** Bytes of the bodies as they came over the wire. */
async function wireBytes(requests: Request[]): Promise<number> {
  const sizes = await Promise.all(requests.map((request) => request.sizes()));
  return sizes.reduce((sum, size) => sum + size.responseBodySize, 0);
}

test('P16: the loader is at most 2 KB, and nothing else is asked for before the page has loaded', async ({
  profile,
}) => {
  const page = await (await profile()).newPage();
  const asked: Request[] = [];
  page.on('request', (request) => request.url().startsWith(server().url) && asked.push(request));
  await page.goto(site.url);
  await expect(page.locator('iframe[title="Chat"]')).toBeAttached();
  const loader = asked.filter((request) => request.url().endsWith('/widget.js'));
  expect(loader).toHaveLength(1);
  expect(await wireBytes(loader)).toBeLessThanOrEqual(2048);
  const times = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    return {
      loaded: navigation?.loadEventStart ?? 0,
      others: resources.filter((r) => !r.name.endsWith('/widget.js')).map((r) => r.startTime),
    };
  });
  expect(times.loaded).toBeGreaterThan(0);
  for (const time of times.others) expect(time).toBeGreaterThanOrEqual(times.loaded);
});

test('P16: the messenger is at most 30 KB when it is first opened', async ({ profile }) => {
  const page = await (await profile()).newPage();
  const asked: Request[] = [];
  page.on('request', (request) => request.url().includes('/widget/') && asked.push(request));
  await page.goto(site.url);
  const visitor = new Visitor(page);
  await visitor.open();
  await expect(visitor.chat.getByRole('heading', { level: 1 })).toHaveText(/Hello!/);
  const code = asked.filter((request) => !request.url().includes('/widget/v1/'));
  expect(code.map((request) => request.resourceType())).toContain('script');
  expect(await wireBytes(code)).toBeLessThanOrEqual(30 * 1024);
});

test('P16: the page does not move, neither when the launcher comes nor when it opens', async ({
  profile,
}) => {
  const page = await (await profile()).newPage();
  await page.goto(site.url);
  const box = () => page.getByRole('main').boundingBox();
  const before = await box();
  const visitor = new Visitor(page);
  await visitor.open();
  await visitor.write('Does anything jump?');
  await visitor.close();
  expect(await box()).toEqual(before);
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) =>
          resolve(list.getEntries().reduce((sum, e) => sum + (e as unknown as { value: number }).value, 0)),
        );
        observer.observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(0), 300);
      }),
  );
  expect(shift).toBe(0);
});

test('works under strict policies: in the shop, on another origin, on another site without storage', async ({
  visitorAt,
}) => {
  // What a policy forbids is an error in the browser, and every such error fails its test.
  const other = await Site.with(server().url, (await api.inbox()).key, '127.0.0.1');
  for (const url of [`${server().url}/demo/`, site.url, other.url]) {
    const visitor = await visitorAt(url);
    await visitor.open();
    await visitor.write(`Hello from ${new URL(url).host}`);
    await expect(visitor.log.getByText('Sent')).toBeVisible();
  }
  await other.close();
});

test('a page with a button of its own does without the launcher', async ({ visitorAt }) => {
  const visitor = await visitorAt(`${site.url}/own-button`);
  await expect(visitor.page.locator('iframe[title="Chat"]')).toBeAttached();
  await visitor.page.evaluate(() =>
    (window as unknown as { Causerie: (c: string) => void }).Causerie('open'),
  );
  await expect(visitor.message).toBeVisible();
  await expect(visitor.page.locator('causerie-chat button')).toBeHidden();
});

test('the button of the shop’s contact page opens the chat', async ({ visitorAt }) => {
  const visitor = await visitorAt(`${server().url}/demo/contact.html`);
  await visitor.page.getByRole('button', { name: 'Start a conversation' }).click();
  await expect(visitor.message).toBeVisible();
});

test('emoji, files with progress, paste and drop', async ({ visitorAt }) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('Some files come');
  await visitor.button('Emoji').click();
  await visitor.chat.getByRole('toolbar').first().getByRole('button').first().click();
  await expect(visitor.message).not.toHaveValue('');
  await visitor.page.keyboard.press('Escape');
  const emoji = await visitor.message.inputValue();
  await visitor.button('Send').click();
  await expect(visitor.said(emoji)).toBeVisible();

  // Slowly, so that the progress can be seen and the upload cancelled.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await visitor.page.route('**/widget/v1/files', async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  const choose = async (name: string, mimeType: string, buffer: Buffer) => {
    const chooser = visitor.page.waitForEvent('filechooser');
    await visitor.button('Attach files').click();
    await (await chooser).setFiles({ name, mimeType, buffer });
  };
  await choose('wrong.txt', 'text/plain', Buffer.from('the wrong one'));
  await expect(visitor.chat.getByRole('progressbar', { name: /wrong\.txt/ })).toBeVisible();
  await visitor.button('Cancel wrong.txt').click();
  await expect(visitor.chat.getByText('wrong.txt')).toBeHidden();
  await choose('invoice.txt', 'text/plain', Buffer.from('Invoice 12'));
  await expect(visitor.chat.getByRole('progressbar', { name: /invoice\.txt/ })).toBeVisible();
  await expect(visitor.button('Send')).toBeDisabled();
  letGo();
  await expect(visitor.chat.getByRole('progressbar')).toBeHidden();
  await visitor.button('Send').click();
  await expect(visitor.log.getByRole('link', { name: 'Download invoice.txt' })).toBeVisible();

  const give = (kind: 'paste' | 'drop', name: string) =>
    visitor.message.evaluate(
      (area, { kind, name, bytes }) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/png' }));
        area.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      },
      { kind, name, bytes: [...pixel] },
    );
  for (const [kind, name] of [
    ['paste', 'pasted.png'],
    ['drop', 'dropped.png'],
  ] as const) {
    await give(kind, name);
    await expect(visitor.button(`Cancel ${name}`)).toBeVisible();
    await expect(visitor.chat.getByRole('progressbar')).toBeHidden();
    await visitor.button('Send').click();
    const image = visitor.log.getByRole('img', { name });
    await expect(image).toBeVisible();
    await expect.poll(() => image.evaluate((el) => (el as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  }
});

test('a voice message is recorded, sent and can be played', async ({ visitorAt }) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('I had rather say it');
  await visitor.button('Record a voice message').click();
  await expect(visitor.chat.getByRole('img', { name: 'Recording' })).toBeVisible();
  // Long enough that playing it is shown more than once.
  const recorder = visitor.chat.getByRole('region', { name: 'Voice message' });
  await expect(recorder.locator('time')).toHaveText(/0:(0[2-9]|[1-5])/);
  await visitor.button('Send voice message').click();
  await expect(visitor.log.getByRole('figure', { name: 'Voice message' })).toBeVisible();
  await expect(visitor.log.getByText('Sent')).toBeVisible();
  // It is at its beginning again once it was played, which may be before anybody looks: so each frame is looked at from before.
  const moved = visitor.log.getByRole('slider', { name: 'Position' }).evaluate(
    (slider: HTMLInputElement) =>
      new Promise<boolean>((resolve) => {
        const look = () => (Number(slider.value) > 0 ? resolve(true) : requestAnimationFrame(look));
        look();
      }),
  );
  await visitor.log.getByRole('button', { name: 'Play' }).click();
  expect(await moved).toBe(true);
});

test('a video is sent by either side, and plays on the other', async ({ visitorAt, agentAt }) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('See for yourself');
  const chooser = visitor.page.waitForEvent('filechooser');
  await visitor.button('Attach files').click();
  const agent = await agentAt(server());
  const bytes = await film(agent.page);
  await (await chooser).setFiles({ name: 'flicker.webm', mimeType: 'video/webm', buffer: bytes });
  await expect(visitor.chat.getByRole('progressbar')).toBeHidden();
  await visitor.button('Send').click();
  const plays = async (video: Locator) => {
    await expect(video).toBeVisible();
    const frame = () => video.evaluate((v: HTMLVideoElement) => [v.videoWidth, v.videoHeight]);
    await expect.poll(frame).toEqual([64, 48]);
    await video.evaluate((v: HTMLVideoElement) => {
      v.muted = true;
      return v.play();
    });
    await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.currentTime)).toBeGreaterThan(0);
  };
  await plays(visitor.log.locator('video[aria-label="flicker.webm"]'));

  await agent.goTo('All');
  await agent.openRow('flicker.webm');
  await plays(agent.log.locator('video[aria-label="flicker.webm"]'));
  const answer = agent.page.waitForEvent('filechooser');
  await agent.page.getByRole('button', { name: 'Attach files' }).click();
  await (await answer).setFiles({ name: 'repair.webm', mimeType: 'video/webm', buffer: bytes });
  await expect(agent.page.getByRole('button', { name: 'Send reply' })).toBeEnabled();
  await agent.page.getByRole('button', { name: 'Send reply' }).click();
  await plays(visitor.log.locator('video[aria-label="repair.webm"]'));
});

test('every kind of content is shown, and what asks can be answered', async ({ visitorAt }) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('Show me everything');
  const { id } = await api.conversationSaying('Show me everything');
  const image = await api.upload('lamp.png', 'image/png', new Uint8Array(pixel));
  const file = await api.upload('guide.txt', 'text/plain', new TextEncoder().encode('A guide'));
  const contents: Content[] = [
    { kind: 'text', text: '**Bold**, a list:\n- one\n- two\n\nand https://example.com/page' },
    { kind: 'image', fileId: image.id, alt: 'A lamp', caption: 'The Arc' },
    { kind: 'file', fileId: file.id },
    { kind: 'location', latitude: 45.77, longitude: 4.83, name: 'Workshop', address: '14 rue des Lampistes' },
    {
      kind: 'quick_replies',
      text: 'Which colour?',
      options: [
        { id: 'b', label: 'Brass' },
        { id: 'w', label: 'White' },
      ],
    },
    {
      kind: 'buttons',
      text: 'Read more',
      buttons: [
        { kind: 'link', label: 'Care guide', url: 'https://example.com/care' },
        { kind: 'reply', label: 'Not now', id: 'no' },
      ],
    },
    {
      kind: 'card',
      card: { title: 'Arc floor lamp', text: 'Brass', imageFileId: image.id, imageAlt: 'Arc' },
    },
    { kind: 'carousel', cards: [{ title: 'First card' }, { title: 'Second card' }, { title: 'Third card' }] },
    {
      kind: 'form',
      title: 'Delivery',
      fields: [
        { id: 'street', label: 'Street', type: 'text', required: true },
        { id: 'mail', label: 'Your e-mail', type: 'email' },
      ],
    },
    { kind: 'rating', question: 'How was it?', scale: 5 },
  ];
  for (const content of contents) await api.say(id, content);
  const { log } = visitor;
  await expect(log.getByText('How was it?')).toBeAttached();
  await expect(log.getByText('Bold', { exact: true })).toBeAttached();
  await expect(log.getByRole('listitem').filter({ hasText: 'two' })).toBeAttached();
  await expect(log.getByRole('link', { name: /example\.com\/page/ })).toHaveAttribute('rel', /noopener/);
  await expect(log.getByRole('img', { name: 'A lamp' })).toBeAttached();
  await expect(log.getByRole('link', { name: 'Download guide.txt' })).toBeAttached();
  await expect(log.getByRole('link', { name: /Workshop/ })).toHaveAttribute('href', /openstreetmap/);
  await expect(log.getByRole('link', { name: /Care guide/ })).toHaveAttribute(
    'href',
    'https://example.com/care',
  );
  await expect(log.getByRole('heading', { name: 'Arc floor lamp' })).toBeAttached();
  await expect(log.getByText('Third card')).toBeAttached();

  await log.getByRole('button', { name: 'Brass' }).click();
  await expect(log.getByRole('button', { name: 'Brass, Answered' })).toBeDisabled();
  const form = log.getByRole('form', { name: 'Delivery' });
  await form.getByRole('button', { name: 'Submit' }).click();
  await expect(form.getByText('Please fill this in.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Street' }).fill('1 rue du Test');
  await form.getByRole('button', { name: 'Submit' }).click();
  await expect(form.getByText('Answered')).toBeVisible();
  await log.getByRole('radio', { name: '4 stars' }).check({ force: true });
  await log.getByRole('textbox', { name: 'Comment (optional)' }).fill('Quick and kind');
  await log.getByRole('button', { name: 'Submit' }).last().click();
  await expect(log.getByText('Thank you!')).toBeVisible();
  await expect
    .poll(async () => (await api.entries(id)).map((entry) => entry.content?.kind))
    .toEqual(expect.arrayContaining(['choice', 'form_answer', 'rating_answer']));
});

test('a thought begun survives a reload, and older messages come in without a jump', async ({
  visitorAt,
}) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  await visitor.write('How long is the story?');
  const { id } = await api.conversationSaying('How long is the story?');
  for (let i = 1; i <= 80; i += 1) await api.say(id, `Chapter ${i}.`);
  await expect(visitor.said('Chapter 80.')).toBeVisible();
  await visitor.fill('Half a thought');
  await visitor.page.reload();
  await visitor.open();
  await expect(visitor.message).toHaveValue('Half a thought');
  await expect(visitor.said('Chapter 80.')).toBeInViewport();
  await expect(visitor.said('Chapter 2.')).toHaveCount(0);
  const jump = await visitor.log.evaluate(async (log) => {
    const first = () => log.querySelector('.message')!;
    const said = first().textContent;
    const top = () =>
      [...log.querySelectorAll('.message')].find((row) => row.textContent === said)!.getBoundingClientRect()
        .top;
    log.scrollTop = 0;
    const before = top();
    const frame = () => new Promise(requestAnimationFrame);
    while (first().textContent === said) await frame();
    await frame();
    return Math.abs(top() - before);
  });
  expect(jump).toBeLessThan(4);
  await expect(visitor.said('Chapter 2.')).toHaveCount(1);
});

test('hostile texts are texts', async ({ visitorAt }) => {
  const visitor = await visitorAt(site.url);
  await visitor.open();
  const evil =
    '<img src=x onerror="parent.postMessage(1)"><script>alert(1)</script> [x](javascript:alert(1))';
  await visitor.fill(evil);
  await visitor.button('Send').click();
  await expect(visitor.log.getByText('<script>alert(1)</script>')).toBeVisible();
  const { id } = await api.conversationSaying('alert(1)');
  await api.say(id, { kind: 'text', text: `from the other side ${evil}` });
  await api.say(id, {
    kind: 'card',
    card: { title: '<b>not bold</b>', text: '<iframe src="//evil"></iframe>' },
  });
  await expect(visitor.log.getByText('<b>not bold</b>')).toBeVisible();
  await expect(visitor.log.locator('script, iframe, img[src="x"], a[href^="javascript"]')).toHaveCount(0);
});

test('the page can identify, translate, listen, give context and sign out', async ({ visitorAt }) => {
  const inbox = await api.inbox();
  const keys = await api.call<{ secret: string | null }>('PUT', `/inboxes/${inbox.id}/identity-keys`, {
    rotateSecret: true,
  });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'customer-7', name: 'Léa Proven', email: 'lea.proven@example.com', iat: now, exp: now + 600 })}`;
  const jwt = `${body}.${createHmac('sha256', keys.secret ?? '')
    .update(body)
    .digest('base64url')}`;

  const visitor = await visitorAt(site.url);
  const tell = (command: string, argument?: unknown) =>
    visitor.page.evaluate(
      ([name, value]) =>
        (window as unknown as { Causerie: (c: unknown, a?: unknown) => void }).Causerie(name, value),
      [command, argument],
    );
  await visitor.page.evaluate(() => {
    const page = window as unknown as {
      Causerie: (c: string, a: (told: never) => void) => void;
      heard: string[];
      unread: number[];
      toggled: boolean[];
    };
    Object.assign(page, { heard: [], unread: [], toggled: [] });
    page.Causerie('onMessage', (message: { text: string }) => page.heard.push(message.text));
    page.Causerie('onUnread', (count: number) => page.unread.push(count));
    page.Causerie('onToggle', (open: boolean) => page.toggled.push(open));
  });
  await tell('identify', jwt);
  await tell('setContext', { url: `${site.url}/basket`, title: 'The basket' });
  await tell('open');
  await visitor.write('I am signed in here');
  const conversation = await api.conversationSaying('I am signed in here');
  expect(conversation.contact).toMatchObject({ name: 'Léa Proven', email: 'lea.proven@example.com' });
  await api.say(conversation.id, 'So we see');
  await expect(visitor.said('So we see')).toBeVisible();
  await expect
    .poll(() => visitor.page.evaluate(() => (window as unknown as { heard: string[] }).heard))
    .toEqual(['So we see']);
  const contact = `/contacts/${conversation.contact.id}`;
  await expect.poll(async () => JSON.stringify(await api.call('GET', contact))).toContain('The basket');

  // What the page shows of it by itself: how much is unread, and whether the chat is open.
  const told = <T>(name: 'unread' | 'toggled') =>
    visitor.page.evaluate((key) => (window as unknown as Record<string, T[]>)[key]!, name);
  await tell('close');
  await api.say(conversation.id, 'And while you were away');
  await expect.poll(async () => (await told<number>('unread')).at(-1)).toBe(1);
  await tell('open');
  await expect.poll(async () => (await told<number>('unread')).at(-1)).toBe(0);
  expect(await told<boolean>('toggled')).toEqual([true, false, true]);

  // The page begins a message; what the visitor has written stays.
  await tell('open', 'I have a question about the Arc');
  await expect(visitor.message).toHaveValue('I have a question about the Arc');
  await tell('open', 'I have a question about the Galet');
  await expect(visitor.message).toHaveValue('I have a question about the Galet');
  await visitor.fill('My own words');
  await tell('open', 'I have a question about the Arc');
  await expect(visitor.message).toHaveValue('My own words');
  await visitor.fill('');

  await tell('setLanguage', 'fr');
  await expect(visitor.chat.getByRole('button', { name: 'Envoyer' })).toBeVisible();
  await tell('setLanguage', 'en');

  // The same customer in another browser sees the same conversation; a forged statement gives nothing.
  const elsewhere = await visitorAt(site.url);
  const claim = (token: string) =>
    elsewhere.page.evaluate((value) => {
      const page = window as unknown as { Causerie: (c: string, a?: string) => void };
      page.Causerie('identify', value);
      page.Causerie('open');
    }, token);
  await claim(jwt);
  await expect(elsewhere.said('So we see')).toBeVisible();

  // Also where the chat was open and connected before the site knew who it is.
  const later = await visitorAt(site.url);
  await later.open();
  await later.page.evaluate(
    (value) =>
      (window as unknown as { Causerie: (c: string, a: string) => void }).Causerie('identify', value),
    jwt,
  );
  await expect(later.button(/while you were away/)).toBeVisible();
  await later.write('Signed in a little late');
  expect((await api.conversationSaying('Signed in a little late')).contact.id).toBe(conversation.contact.id);

  await tell('shutdown');
  await visitor.open();
  await expect(visitor.chat.getByText('So we see')).toBeHidden();
});

test('a forged statement of identity gives nothing', async ({ visitorAt, expectTrouble }) => {
  expectTrouble(/status of 401 .*\/widget\/v1\/session/, 'the forged token is refused');
  const visitor = await visitorAt(site.url);
  const forged = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"customer-7","exp":4000000000}').toString('base64url')}.`;
  await visitor.page.evaluate((token) => {
    const page = window as unknown as { Causerie: (c: string, a?: string) => void };
    page.Causerie('identify', token);
    page.Causerie('open');
  }, forged);
  await visitor.write('Am I customer 7?');
  await expect(visitor.chat.getByText('So we see')).toBeHidden();
  const conversation = await api.conversationSaying('Am I customer 7?');
  expect(conversation.contact.name).toBeFalsy();
});

test('a site that the inbox does not allow shows nothing, and its owner sees why, on the page and in the settings', async ({
  visitorAt,
  agentAt,
}) => {
  const inbox = await api.inbox('Lumen Pro');
  await api.set(inbox, { allowedOrigins: ['https://pro.example.com'] });
  const other = await Site.with(server().url, inbox.key);
  try {
    const visitor = await visitorAt('about:blank');
    const said: string[] = [];
    visitor.page.on('console', (message) => said.push(message.text()));
    // Each frame of the first visit: the launcher must not even flash up.
    await visitor.page.addInitScript(() => {
      const look = () => {
        const button = document.querySelector('causerie-chat')?.shadowRoot?.querySelector('button');
        if (button?.getBoundingClientRect().width) document.documentElement.dataset.flashed = '';
        requestAnimationFrame(look);
      };
      look();
    });
    await visitor.page.goto(other.url);
    await expect(visitor.page.getByRole('heading', { name: 'A site of its own' })).toBeVisible();
    await expect(visitor.launcher).toBeHidden();
    await visitor.page.evaluate(() => (window as unknown as { Causerie(c: string): void }).Causerie('open'));
    await expect(visitor.page.locator('iframe')).toBeHidden();
    await expect
      .poll(() => said.join())
      .toContain(`${other.url} is not among the sites that may show this chat.`);
    await expect(visitor.page.locator('html[data-flashed]')).toHaveCount(0);
    // The next page has no launcher from the start.
    await visitor.page.reload();
    await visitor.page.waitForLoadState('load');
    await expect(visitor.launcher).toBeHidden();
    // Also without a browser's help: the server itself refuses the session.
    const answer = await fetch(`${server().url}/widget/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ inboxKey: inbox.key, origin: other.url, language: 'en' }),
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: 'forbidden_origin' } });

    const agent = await agentAt(server());
    await agent.page.goto(`${server().url}/w/${api.workspaceId}/settings/inboxes/${inbox.id}`);
    await expect(agent.page.getByText(`${other.url} carries this, but is not among`)).toBeVisible();
    await agent.page.getByRole('button', { name: 'Allow this site' }).click();
    await agent.page.getByRole('button', { name: 'Save changes' }).click();
    await expect(agent.page.getByText(`${other.url} carries this`)).toBeHidden();
    await visitor.page.reload();
    await visitor.open();
    await visitor.write('Now I may');
  } finally {
    await other.close();
    await api.set(inbox, { allowedOrigins: [] });
  }
});

test('a key that nobody has shows nothing, and says so to who built the page', async ({ profile }) => {
  const page = await (await profile()).newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const lost = await Site.with(server().url, 'bm9ib2R5');
  await page.goto(lost.url);
  await expect.poll(() => said.join()).toContain('There is no inbox with the key bm9ib2R5.');
  await expect(page.getByRole('button', { name: 'Open chat' })).toBeHidden();
  await lost.close();
});
