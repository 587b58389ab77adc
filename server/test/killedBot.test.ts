import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ConversationDecisions, Entry } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { createFaqScene, type FaqScene, trainNow } from '../src/testing/faqScene.ts';
import { expectGapless } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';
import { withoutWatchdog } from '../src/testing/withoutWatchdog.ts';

vi.setConfig({ testTimeout: 480_000 });
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** A worker as a process that can be killed; the database knows it by its name. */
class Worker {
  readonly name: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'causerie-worker-'));
  #process: ChildProcess | undefined;

  constructor(name: string) {
    this.name = name;
  }

  async start(): Promise<void> {
    const { host, user, database, connectionString } = program.database.connection;
    const url = new URL(connectionString ?? `postgresql://${user}@localhost/${database}`);
    if (!connectionString) url.searchParams.set('host', String(host));
    url.searchParams.set('application_name', this.name);
    const child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PORT: '0',
        HOST: '127.0.0.1',
        CAUSERIE_DATA: this.#folder,
        CAUSERIE_ROLES: 'worker',
        DATABASE_URL: url.href,
        LOG_LEVEL: 'fatal',
      },
    });
    this.#process = child;
    for await (const line of createInterface(child.stdout)) if (line.startsWith('Causerie is ready')) return;
    throw new Error(`${this.name} ended before it was ready.`);
  }

  async kill(): Promise<void> {
    const child = this.#process!;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

let program: TestProgram;
let workspace: TestWorkspace;
let scene: FaqScene;
const workers = [new Worker('worker one'), new Worker('worker two')];
beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  workspace = await createTestWorkspace(program);
  scene = await createFaqScene(workspace, { train: false });
  // The second starts when there is a model: who has looked for one in vain answers without for a few seconds.
  await workers[0]!.start();
  await trainNow(workspace);
  await workers[1]!.start();
}, 240_000);
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.end()));
  await program.stop();
});

async function ask(text: string): Promise<string> {
  const tab = await (await TestVisitor.open(program.url, scene.inbox.key)).connect();
  const id = uuid();
  await tab.say({ conversationId: id, text });
  await tab.close();
  return id;
}

/** Answered by the bot, or given to people: which, once it is one of them. */
const settled = (id: string) =>
  waitUntil(
    'somebody has it',
    async () => {
      const { status } = await workspace.owner.read(id);
      const said = (await workspace.owner.log(id)).filter((entry) => entry.author.kind === 'bot');
      if (status === 'open') return 'people' as const;
      return said.length > 0 && ('bot' as const);
    },
    60_000,
  );

/** One answer with its record and its question, or none and a place in the queue: never both, never twice, never half. */
async function expectOnce(id: string): Promise<'bot' | 'people'> {
  const who = await settled(id);
  const entries = await workspace.owner.log(id);
  expectGapless(entries);
  const said = entries.filter((entry: Entry) => entry.author.kind === 'bot');
  const { items } = await workspace.owner.http.get<ConversationDecisions>(
    `/v1/workspaces/${workspace.id}/conversations/${id}/decisions`,
  );
  const answered = items.filter((one) => one.answerSeq !== null);
  const queue = await program.database.pool.query('select from queue_places where conversation_id = $1', [
    id,
  ]);
  expect({ who, said: said.length, answered: answered.length, queued: queue.rowCount }).toEqual(
    who === 'bot' ? { who, said: 2, answered: 1, queued: 0 } : { who, said: 0, answered: 0, queued: 1 },
  );
  return who;
}

/** Whoever answers has decided, and stops at a lock: where its decision would be put on record. It is killed there. */
async function killWhoAnswers(text: string): Promise<{ id: string; killed: Worker }> {
  const client = await program.database.pool.connect();
  try {
    await client.query('begin');
    await client.query('lock table faq_decisions in exclusive mode');
    const id = await ask(text);
    const name = await waitUntil(
      'a worker is in the middle',
      async () => {
        // Over another connection: within a transaction what is told of activity stands still.
        const found = await program.database.pool.query<{ name: string }>(
          `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
           where l.relation = 'faq_decisions'::regclass and not l.granted and a.query like 'insert into faq_decisions%'`,
        );
        return found.rows[0]?.name;
      },
      60_000,
    );
    const killed = workers.find((worker) => worker.name === name)!;
    await killed.kill();
    return { id, killed };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('P19: a worker killed between deciding and answering leaves nothing behind; another answers, once', () =>
  withoutWatchdog(program.database.pool, async () => {
    for (const text of ['where is my parcel', 'where is my order']) {
      const { id, killed } = await killWhoAnswers(text);
      expect(await expectOnce(id)).toBe('bot');
      await killed.start();
      await expectOnce(id);
    }
  }));

test('P19: killed right after the answer, nobody answers again; what was asked while none was there is not lost', async () => {
  const before = await ask('where can I download the receipt');
  await settled(before);
  await Promise.all(workers.map((worker) => worker.kill()));
  const meanwhile = await ask('how do I get my money back');
  expect((await workspace.owner.read(meanwhile)).status).toBe('pending');
  await Promise.all(workers.map((worker) => worker.start()));
  await expectOnce(meanwhile);
  // They have looked at everything that was there before this.
  await expectOnce(await ask('is the dimmer compatible with led'));
  await expectOnce(before);
});
