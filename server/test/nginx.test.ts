import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { findFreePort } from '../src/testing/ChildProgram.ts';
import { findDebianProgram } from '../src/testing/findDebianProgram.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestRedis } from '../src/testing/TestRedis.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

let redis: TestRedis;
let nodes: TestProgram[];
let nginx: ChildProcess;
let folder: string;
let url: string;
const program = findDebianProgram('NGINX', ['/usr/sbin/nginx', '/usr/local/sbin/nginx'], 'nginx-light');

beforeAll(async () => {
  redis = await TestRedis.start();
  const settings = { trustProxy: true, redisUrl: redis.url };
  const first = await startTestProgram(settings);
  nodes = [first, await startTestProgram(settings, first.database)];
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}`;
  folder = mkdtempSync(join(tmpdir(), 'causerie-nginx-'));
  const site = readFileSync(new URL('../../deploy/nginx.conf', import.meta.url), 'utf8')
    .replace('127.0.0.1:4300', new URL(nodes[0]!.url).host)
    .replace('127.0.0.1:4301', new URL(nodes[1]!.url).host)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('server_name chat.example.com;', 'server_name _;');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; ${process.getuid?.() === 0 ? 'user root;' : ''}
     events {} http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
     fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s; ${site} }`,
  );
  const options = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
  execFileSync(program, ['-t', ...options], { stdio: 'pipe' });
  nginx = spawn(program, options, { stdio: 'ignore' });
  await waitUntil('nginx answers', () =>
    fetch(`${url}/health`).then(
      (r) => r.ok,
      () => false,
    ),
  );
}, 180_000);

afterAll(async () => {
  nginx?.kill('SIGQUIT');
  if (nginx && nginx.exitCode === null) await once(nginx, 'exit');
  for (const node of nodes?.toReversed() ?? []) await node.stop();
  await redis?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('behind nginx any node serves anybody, and the address of who calls is known', async () => {
  const company = await createTestWorkspace(nodes[0]!);
  const inbox = await company.addInbox();
  const visitor = await TestVisitor.open(url, inbox.key);
  const tabs = await Promise.all([
    visitor.connect(),
    visitor.connect(),
    visitor.connect(),
    visitor.connect(),
  ]);
  const sizes = nodes.map((node) => node.sockets.connections);
  expect(sizes, 'shared among the nodes').toEqual([2, 2]);
  const { conversationId } = await tabs[0]!.say({ conversationId: uuid(), text: 'Through the proxy' });
  for (const tab of tabs) {
    await tab.waitFor((f) => f.type === 'entry' && f.entry.conversationId === conversationId);
  }
  // The proxy says for whom it asks, and what they say of themselves is not believed.
  const ask = (n: number) =>
    new HttpClient(url, { 'x-forwarded-for': `203.0.113.${n}` }).call('POST', '/v1/setup', {});
  const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => ask(n)));
  expect(answers.filter((answer) => answer.status === 429).length).toBeGreaterThanOrEqual(4);
  await Promise.all(tabs.map((tab) => tab.close()));
});

test('a node that goes is not noticed by those who ask', async () => {
  await nodes.pop()!.stop();
  for (let n = 0; n < 10; n += 1) expect((await fetch(`${url}/health`)).status).toBe(200);
});
