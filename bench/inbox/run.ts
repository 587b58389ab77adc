import { existsSync } from 'node:fs';
import type { SearchPage } from '@causerie/protocol';
import type pg from 'pg';
import { runBench } from '../support/cleanUp.ts';
import { call, type Desk, setUpDesk, signInAtDesk } from '../support/desk.ts';
import { readOptions } from '../support/options.ts';
import { createReport } from '../support/report.ts';
import { connectDatabase, type RunningProgram, startProgram } from '../support/startProgram.ts';
import { percentile } from '../support/stats.ts';
import {
  COMMON_WORD,
  conversationId,
  LONG_THREAD,
  planConversations,
  planEntries,
  planLongThread,
  RARE_WORD,
} from './plan.ts';

/**
 * What an agent waits for in a workspace of a million conversations with ten million entries, beside the same with ten
 * thousand: `floor` is the small one, so the ratio tells how a page grows while the workspace grows a hundredfold.
 */
const ENTRIES_EACH = 10;
const SMALL = 10_000;
const FULL = 1_000_000;
const CHUNK = 20_000;
/** A page after so many open conversations were written to. */
const CHANGES = 100;
const AFTER_CHANGES = 'view-all-after-100-changes';

await runBench(async () => {
  const { json, scale, rounds, priority, data } = readOptions({ rounds: 100 });
  const report = createReport(json);
  const full = Math.max(SMALL, Math.round(FULL * scale));
  const small = await measureAt(SMALL, { rounds, priority });
  const large = await measureAt(full, { rounds, priority, data });
  report({ name: 'inbox/conversations', value: full, unit: 'rows' });
  report({ name: 'inbox/entries', value: full * ENTRIES_EACH + LONG_THREAD, unit: 'rows' });
  for (const [name, { times, cpuMs }] of large) {
    for (const [what, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const) {
      const floor = percentile(small.get(name)!.times, share);
      report({ name: `inbox/${name}/${what}`, value: percentile(times, share), unit: 'ms', floor });
    }
    if (!Number.isNaN(cpuMs))
      report({ name: `inbox/${name}/cpu`, value: cpuMs, unit: 'ms CPU', floor: small.get(name)!.cpuMs });
  }
});

type Measured = {
  times: number[];
  /** Of program and database, for one page: what a machine that does nothing else would need at least. */
  cpuMs: number;
};
type Measuring = { rounds: number; priority: number; data?: string | undefined };

/** A server of its own with so many conversations, measured. */
async function measureAt(
  size: number,
  { rounds, priority, data }: Measuring,
): Promise<Map<string, Measured>> {
  const isFilled = data !== undefined && existsSync(data);
  const program = await startProgram({ dataDir: data });
  const desk = isFilled ? await signInAtDesk(program.url) : await setUpDesk(program.url);
  const database = await connectDatabase(program);
  if (!isFilled) {
    await fill(database, desk, 0, size);
    for (const statement of planLongThread(desk)) await database.query(statement);
    await indexed(database);
    await database.query('vacuum (analyze)');
  }
  program.prioritise(priority);
  const pages = await pagesOf(desk);
  const changing = { [AFTER_CHANGES]: () => changeSome(database, desk, size) };
  const times = await measure({ ...pages, [AFTER_CHANGES]: pages['view-all']! }, changing, size, rounds);
  const measured = new Map<string, Measured>();
  for (const [name, ask] of Object.entries(pages))
    measured.set(name, { times: times.get(name)!, cpuMs: await measureCpu(program, ask, size, rounds) });
  measured.set(AFTER_CHANGES, { times: times.get(AFTER_CHANGES)!, cpuMs: Number.NaN });
  program.prioritise(0);
  await database.end();
  await program.stop();
  return measured;
}

/** Foreign keys are left unchecked while the rows are made: they are right, and there are many. */
async function fill(database: pg.Client, desk: Desk, from: number, to: number): Promise<void> {
  await database.query('set session_replication_role = replica');
  for (let at = from; at < to; at += CHUNK) {
    const until = Math.min(to, at + CHUNK);
    for (const statement of planConversations(desk, at, until)) await database.query(statement);
    await database.query(planEntries(desk, at, until, ENTRIES_EACH));
  }
  await database.query('set session_replication_role = origin');
  await database.query('vacuum (analyze) conversations, entries, contacts');
}

/** Until the search knows everything that was said: no pass is under way, and none has anything left to see. */
async function indexed(database: pg.Client): Promise<void> {
  for (;;) {
    const left = await database.query(
      `select from workspaces w left join search_progress p on p.workspace_id = w.id and p.what = 'entries'
       where p.done is null or p.target is not null or exists (select from entries e where e.workspace_id = w.id
         and e.xid >= pg_snapshot_xmin(p.done) and not pg_visible_in_snapshot(e.xid, p.done))`,
    );
    if (left.rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

type Page = (n: number) => Promise<unknown>;

/** What a busy second changes: counts are followed, so an idle workspace's would flatter. */
async function changeSome(database: pg.Client, desk: Desk, size: number): Promise<void> {
  const ids = Array.from({ length: CHANGES }, () =>
    conversationId(40 * (1 + Math.floor((Math.random() * size) / 40))),
  );
  await database.query(
    `update conversations set version = version + 1, changed_xid = pg_current_xact_id(), active_at = now(),
       waiting_since = case when waiting_since is null then now() end
     where workspace_id = $1 and id = any ($2) and status = 'open'`,
    [desk.workspaceId, ids],
  );
}

/** Each page in turn, so that none has the caches to itself. Milliseconds over HTTP, as a console asks. */
async function measure(
  pages: Record<string, Page>,
  before: Record<string, Page>,
  conversations: number,
  rounds: number,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds + 3; round += 1) {
    const n = 1 + Math.floor(Math.random() * conversations);
    for (const [name, ask] of Object.entries(pages)) {
      await before[name]?.(n);
      const started = performance.now();
      await ask(n);
      // The first rounds load and plan.
      if (round >= 3) times.set(name, [...(times.get(name) ?? []), performance.now() - started]);
    }
  }
  return times;
}

async function measureCpu(program: RunningProgram, ask: Page, conversations: number, rounds: number) {
  const before = program.cpu();
  for (let round = 0; round < rounds; round += 1) await ask(1 + Math.floor(Math.random() * conversations));
  const after = program.cpu();
  return ((after.program - before.program + after.database - before.database) / rounds) * 1000;
}

async function pagesOf(desk: Desk): Promise<Record<string, Page>> {
  const base = `/v1/workspaces/${desk.workspaceId}`;
  const get = <T>(path: string) =>
    call<T>(desk.url, 'GET', `${base}${path}`, desk).then((answer) => answer.body);
  const cursor = encodeURIComponent(
    (await get<{ next?: string }>('/conversations?view=resolved&limit=50')).next ?? '',
  );
  const pages: Record<string, Page> = {
    'view-mine': () => get('/conversations?view=mine'),
    'view-unassigned': () => get('/conversations?view=unassigned'),
    'view-all': () => get('/conversations?view=all'),
    'view-all-waiting': () => get('/conversations?view=all&sort=waiting'),
    'view-snoozed': () => get('/conversations?view=snoozed'),
    'view-resolved': () => get('/conversations?view=resolved'),
    'view-resolved-page-2': () => get(`/conversations?view=resolved&cursor=${cursor}`),
    'view-by-inbox': () => get(`/conversations?view=all&inboxId=${desk.inboxId}`),
    'open-thread': async (n) => {
      await Promise.all([
        get(`/conversations/${conversationId(n)}`),
        get(`/conversations/${conversationId(n)}/entries`),
      ]);
    },
    'open-long-thread': () => get(`/conversations/${conversationId(1)}/entries`),
    'jump-to-start': () => get(`/conversations/${conversationId(1)}/entries?before=51`),
    contacts: () => get('/contacts'),
  };
  const search = (q: string, more = '') => get<SearchPage>(`/search?q=${encodeURIComponent(q)}${more}`);
  const found = await search(COMMON_WORD);
  pages['search-common'] = () => search(COMMON_WORD);
  pages['search-rare'] = () => search(RARE_WORD);
  pages['search-page-2'] = () => search(COMMON_WORD, `&cursor=${encodeURIComponent(found.next ?? '')}`);
  pages['search-two-words'] = () => search(`${COMMON_WORD} damaged`);
  pages['search-phrase'] = () => search('"tell me the size"');
  pages['search-beginning'] = () => search(COMMON_WORD.slice(0, 4));
  pages['search-nothing'] = () => search('xylophone');
  pages['views-own-counts'] = () => get('/views');
  return pages;
}
