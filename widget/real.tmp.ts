import { chromium } from '@playwright/test';

const base = 'http://localhost:4955';
const signIn = await fetch(`${base}/v1/auth/sign-in/email`, {
  method: 'POST',
  headers: { origin: base, 'content-type': 'application/json' },
  body: JSON.stringify({ email: 'amelie@example.com', password: 'causerie-demo' }),
});
const cookie = signIn.headers
  .getSetCookie()
  .map((c) => c.split(';')[0])
  .join('; ');
const api = async (method: string, path: string, body?: object) => {
  const r = await fetch(base + path, {
    method,
    headers: { origin: base, cookie, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const t = await r.text();
  if (!r.ok) console.log(method, path, r.status, t.slice(0, 300));
  return JSON.parse(t || '{}');
};
const me = await api('GET', '/v1/me');
const w = `/v1/workspaces/${me.workspaces[0].id}`;
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
});
const ctx = await b.newContext({ permissions: ['microphone'], viewport: { width: 1100, height: 800 } });
const p = await ctx.newPage();
p.on(
  'console',
  (m) => ['error', 'warning'].includes(m.type()) && console.log('console', m.text().slice(0, 300)),
);
p.on('pageerror', (e) => console.log('pageerror', e.stack?.slice(0, 400)));
p.on('websocket', (ws) => {
  ws.on('framesent', (f) => process.env.V && console.log('>', `${f.payload}`.slice(0, 200)));
  ws.on('framereceived', (f) => process.env.V && console.log('<', `${f.payload}`.slice(0, 300)));
});
p.on('response', async (r) => {
  if (r.url().includes('v1/files')) console.log(r.status(), await r.text());
});
p.on('response', (r) => r.status() >= 400 && console.log('http', r.status(), r.url()));
await p.goto(`${base}/demo/`);
await p.waitForTimeout(1500);
await p.getByRole('button', { name: 'Open chat' }).click();
const f = p.frameLocator('iframe');
await f.getByRole('textbox', { name: 'Message' }).waitFor();
await p.waitForTimeout(500);
await p.screenshot({ path: '/tmp/widget-shots/real-home.png' });
const stamp = Date.now();
await f.getByRole('textbox', { name: 'Message' }).fill(`Hello real server ${stamp}`);
await f.getByRole('button', { name: 'Send' }).click();
await f.getByText(`real server ${stamp}`).waitFor();
await f.getByText('· Sent').waitFor();
const list = await api('GET', `${w}/conversations?view=all&limit=5`);
const conv = list.items.find((c: any) => c.lastMessage?.preview.includes(`${stamp}`));
console.log('conversation', !!conv, conv?.contact);
const uuid = () => {
  const h = [...crypto.getRandomValues(new Uint8Array(10))]
    .map((x) => x.toString(16).padStart(2, '0'))
    .join('');
  const t = Date.now().toString(16).padStart(12, '0');
  return `${t.slice(0, 8)}-${t.slice(8)}-7${h.slice(0, 3)}-8${h.slice(3, 6)}-${h.slice(6, 18)}`;
};
const say = (content: object) =>
  api('POST', `${w}/conversations/${conv.id}/entries`, { id: uuid(), kind: 'message', content });
await api('PATCH', `${w}/conversations/${conv.id}`, { assigneeId: me.id });
await say({ kind: 'text', text: 'Hello from **Amélie**' });
await f.getByText('Hello from').waitFor();
await api('PUT', `${w}/conversations/${conv.id}/read`, { seq: 2 });
await f.getByText('· Seen').waitFor();
await say({
  kind: 'quick_replies',
  text: 'Which?',
  options: [
    { id: 'a', label: 'Alpha' },
    { id: 'b', label: 'Beta' },
  ],
});
await f.getByRole('button', { name: 'Beta' }).click();
await f.getByRole('button', { name: 'Beta, Answered' }).waitFor();
await f
  .locator('input[type=file]')
  .setInputFiles([{ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') }]);
await f.getByRole('button', { name: 'Cancel note.txt' }).waitFor();
await p.waitForTimeout(800);
await f.getByRole('textbox', { name: 'Message' }).fill('a file');
await f.getByRole('button', { name: 'Send' }).click();
await f.getByRole('link', { name: 'Download note.txt' }).waitFor();
await f.getByRole('button', { name: 'Record a voice message' }).click();
await p.waitForTimeout(1500);
await f.getByRole('button', { name: 'Send voice message' }).click();
await p.waitForTimeout(2500);
await p.screenshot({ path: '/tmp/widget-shots/real-voice.png' });
console.log(await f.getByRole('log').locator('video').count(), 'videos');
await f.locator('.audio').waitFor({ timeout: 3000 });
await f.getByRole('button', { name: 'Play' }).click();
await p.waitForTimeout(500);
console.log(
  'audio at',
  await f.locator('audio').evaluate((el) => (el as HTMLAudioElement).currentTime),
  await f.locator('audio').getAttribute('src'),
);
await f.getByPlaceholder('name@example.com').fill('lea.real@example.com');
await f.getByRole('button', { name: 'Save' }).click();
await f.getByText('We will also reply to lea.real').waitFor();
await f.getByRole('button', { name: 'Menu' }).click();
await f.getByRole('button', { name: 'Send me a transcript' }).click();
await f.locator('.ask').waitFor();
await f.locator('.ask').getByRole('button', { name: 'Submit' }).click();
await f
  .getByText('Transcript sent to')
  .waitFor({ timeout: 5000 })
  .catch(() => console.log('no transcript line'));
await api('PATCH', `${w}/conversations/${conv.id}`, { status: 'resolved' });
await f.locator('.rating').waitFor();
await f.getByRole('radio', { name: '5 stars' }).check({ force: true });
await f.locator('.rating').getByRole('button', { name: 'Submit' }).click();
await f.getByText('Thank you!').waitFor();
await p.waitForTimeout(500);
await p.screenshot({ path: '/tmp/widget-shots/real-thread.png' });
await p.reload();
await p.waitForTimeout(1500);
await p.getByRole('button', { name: 'Open chat' }).click();
await p.waitForTimeout(800);
await p.screenshot({ path: '/tmp/widget-shots/real-again.png' });
const link = await api('POST', `${w}/conversations/${conv.id}/resume-link`, {});
console.log('link', link.url?.slice(0, 60));
const other = await (await b.newContext({ viewport: { width: 1100, height: 800 } })).newPage();
other.on('console', (m) => m.type() === 'error' && console.log('other', m.text()));
await other.goto(link.url.replace(/^https?:\/\/[^/]+/, base));
await other
  .getByRole('log')
  .getByText(`real server ${stamp}`)
  .waitFor({ timeout: 8000 })
  .catch((e) => console.log('resume failed', e.message.slice(0, 200)));
await other.waitForTimeout(500);
await other.screenshot({ path: '/tmp/widget-shots/real-resume.png' });
await b.close();
