import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { findFreePort } from '../src/testing/ChildProgram.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/createTestDatabase.ts';
import { findDebianProgram } from '../src/testing/findDebianProgram.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { expectGapless } from '../src/testing/logChecks.ts';
import { Sender } from '../src/testing/Sender.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestRedis } from '../src/testing/TestRedis.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace } from '../src/testing/testWorkspace.ts';
import { pause, waitUntil } from '../src/testing/waitUntil.ts';

let redis: TestRedis;
let database: TestDatabase;
let nodes: TestProgram[];
let nginx: ChildProcess;
let folder: string;
let url: string;
const program = findDebianProgram('NGINX', ['/usr/sbin/nginx', '/usr/local/sbin/nginx'], 'nginx-light');

const startNode = (port = 0) => startTestProgram({ trustProxy: true, redisUrl: redis.url, port }, database);

beforeAll(async () => {
  redis = await TestRedis.start();
  database = await createTestDatabase();
  nodes = [await startNode(), await startNode()];
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
  for (const node of nodes ?? []) await node.stop();
  await database?.drop();
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

test('a rolling restart: node after node ends and starts anew while people write and ask; nobody is refused, nothing is lost', async () => {
  const company = await createTestWorkspace(nodes[0]!);
  const inbox = await company.addInbox();
  const visitors = await Promise.all([1, 2, 3, 4].map(() => TestVisitor.open(url, inbox.key)));
  const senders = visitors.map(
    (visitor, n) => new Sender(`visitor ${n}`, uuid(), 1 + n, () => visitor.connect()),
  );
  for (const sender of senders) sender.start();
  const asker = new HttpClient(url, { cookie: company.owner.cookie, origin: url }).elsewhere();
  const statuses = new Set<number>();
  let asking = true;
  const asked = (async () => {
    while (asking) {
      const answer = await asker.call('GET', `/v1/workspaces/${company.id}/conversations?view=all`);
      statuses.add(answer.status);
      await pause(20);
    }
  })();
  for (const [n, node] of nodes.entries()) {
    const before = senders.map((sender) => sender.sent.length);
    await waitUntil('everybody writes', () =>
      senders.every((sender, i) => sender.sent.length > before[i]! + 5),
    );
    await node.stop();
    nodes[n] = await startNode(Number(new URL(node.url).port));
    // Whoever is connected stays where they are; who comes is sent where the fewest are.
    await waitUntil('it is asked again', async () => {
      const tab = await visitors[0]!.connect();
      const isHere = nodes[n]!.sockets.connections > 0;
      await tab.close();
      return isHere;
    });
  }
  asking = false;
  await Promise.all([asked, ...senders.map((sender) => sender.finish())]);
  expect([...statuses], 'what was asked was answered').toEqual([200]);
  for (const sender of senders) {
    expect(sender.contradictions).toEqual([]);
    const log = await company.owner.log(sender.conversationId);
    expectGapless(log);
    for (const { entryId, seq } of sender.sent) expect(log[seq! - 1]?.id).toBe(entryId);
    expect(log.filter((entry) => entry.kind === 'message')).toHaveLength(sender.sent.length);
  }
}, 180_000);
