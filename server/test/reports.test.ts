import type {
  Board,
  Durations,
  GivenRating,
  Inbox,
  Kpis,
  OpeningHours,
  Report,
  Team,
} from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetFacts, refreshFacts } from '../src/core/reports/refreshFacts.ts';
import { isOpen } from '../src/engines/hours/isOpen.ts';
import { uuid } from '../src/lib/uuid.ts';
import { seededRandom } from '../src/testing/seededRandom.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let owner: TestAgent;
let agents: string[];
let inboxes: Inbox[];
let teams: Team[];
let base: string;
const TIME_ZONE = 'Europe/Paris';

const hours: OpeningHours = {
  timeZone: 'America/New_York',
  weekly: {
    mon: [
      ['09:00', '12:30'],
      ['13:30', '18:00'],
    ],
    tue: [['09:00', '18:00']],
    wed: [['00:00', '24:00']],
    thu: [['09:00', '18:00']],
    fri: [['09:00', '17:00']],
    sat: [],
    sun: [],
  },
  holidays: [
    { date: '2026-03-10', name: 'Closed' },
    { date: '2026-03-14', name: 'Open Saturday', spans: [['10:00', '14:00']] },
  ],
};

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  owner = company.owner;
  base = `/v1/workspaces/${company.id}`;
  await owner.http.patch(base, { timeZone: TIME_ZONE });
  agents = [owner.userId, (await company.addAgent('Ada')).userId, (await company.addAgent('Bo')).userId];
  inboxes = [await company.addInbox(), await company.addInbox({ hours })];
  teams = [await owner.http.post<Team>(`${base}/teams`, { name: 'Returns' })];
});
afterAll(() => program.stop());

type Raw = {
  seq: number;
  at: Date;
  kind: string;
  author_kind: string;
  author_id: string | null;
  content: { kind: string; score?: number } | null;
  event: { type: string; from?: string[]; into?: string } | null;
  origin_id: string | null;
};
type Conversation = {
  id: string;
  inbox_id: string;
  team_id: string | null;
  labels: string[];
  merged_into: string | null;
  entries: Raw[];
};
type Logs = Map<string, Conversation>;

const DAY = 1440;

/** Entries as they would be in the log, from a minute on, numbered after `after`. */
function randomEntries(random: () => number, contactId: string, minute: number, after: number, many: number) {
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  let at = minute;
  return Array.from({ length: many }, (_, n) => {
    at += Math.floor(random() ** 3 * 3 * DAY);
    const text = { kind: 'text', text: 'x' };
    const message = (author: string, author_id: string | null, content: object = text) => ({
      kind: 'message',
      author_kind: author,
      author_id,
      content,
      event: null,
    });
    const event = (type: string, author = 'agent') => ({
      kind: 'event',
      author_kind: author,
      author_id: author === 'agent' ? pick(agents) : null,
      content: null,
      event: { type },
    });
    const made = pick([
      () => message('contact', contactId),
      () => message('contact', contactId),
      () => message('agent', pick(agents)),
      () => message('agent', pick(agents)),
      () => message('bot', uuid()),
      () => ({ ...message('agent', pick(agents)), kind: 'note' }),
      () => event('resolved', pick(['agent', 'system'])),
      () => event('reopened', 'system'),
      () => event('snoozed'),
      () => event('labels_changed'),
      () => message('system', null, { kind: 'rating', question: '?', scale: 5 }),
      () => message('contact', contactId, { kind: 'rating_answer', score: 1 + Math.floor(random() * 5) }),
    ])();
    return { ...made, seq: after + n + 1, id: uuid(), at: new Date(at * 60_000).toISOString() };
  });
}

async function insertEntries(conversationId: string, entries: { seq: number }[]): Promise<void> {
  await program.database.pool.query(
    `insert into entries (workspace_id, conversation_id, seq, id, at, kind, author_kind, author_id, content, event)
     select $1, $2, r.* from jsonb_to_recordset($3) as r (seq int, id uuid, at timestamptz, kind text, author_kind text, author_id uuid, content jsonb, event jsonb)`,
    [company.id, conversationId, JSON.stringify(entries)],
  );
  await program.database.pool.query('update conversations set last_seq = $2 where id = $1', [
    conversationId,
    entries.at(-1)!.seq,
  ]);
}

/** Conversations with a random history over some weeks around a change of clocks. */
async function writeHistory(seed: number, many: number): Promise<{ contactId: string; ids: string[] }> {
  const random = seededRandom(seed);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const { pool } = program.database;
  const contactId = uuid();
  const ids: string[] = [];
  await pool.query('insert into contacts (workspace_id, id) values ($1, $2)', [company.id, contactId]);
  for (let i = 0; i < many; i += 1) {
    const id = uuid();
    ids.push(id);
    await pool.query(
      `insert into conversations (workspace_id, id, inbox_id, contact_id, mode, team_id, labels) values ($1, $2, $3, $4, 'messaging', $5, $6)`,
      [
        company.id,
        id,
        pick(inboxes).id,
        contactId,
        pick([null, teams[0]!.id]),
        pick([[], ['a'], ['a', 'b']]),
      ],
    );
    const minute = Date.UTC(2026, 2, 1) / 60_000 + Math.floor(random() * 40 * DAY);
    await insertEntries(id, randomEntries(random, contactId, minute, 0, 1 + Math.floor(random() * 14)));
  }
  return { contactId, ids };
}

/** Merges conversations of a history and takes some apart again, over and over; the talk goes on in between. */
async function mergeHistory(seed: number, { contactId, ids }: { contactId: string; ids: string[] }) {
  const random = seededRandom(seed);
  const { pool } = program.database;
  const living = [...ids];
  const undoable: string[] = [];
  const takeOne = () => living.splice(Math.floor(random() * living.length), 1)[0]!;
  const lastMinute = async (of: string[]) => {
    const found = await pool.query<{ at: Date; seq: number }>(
      `select max(at) filter (where at < '2026-07-01') as at from entries where conversation_id = any ($1)`,
      [of],
    );
    return found.rows[0]!.at.getTime() / 60_000;
  };
  /** What the API wrote just now happened then. */
  const atThatTime = (of: string[], minute: number) =>
    pool.query(
      `update entries set at = $2 where conversation_id = any ($1) and event->>'type' in ('merged', 'unmerged') and at > '2026-07-01'`,
      [of, new Date(minute * 60_000)],
    );
  const goOn = async (id: string, minute: number) => {
    const { rows } = await pool.query<{ last_seq: number }>(
      'select last_seq from conversations where id = $1',
      [id],
    );
    const many = Math.floor(random() * 6);
    if (many > 0) await insertEntries(id, randomEntries(random, contactId, minute, rows[0]!.last_seq, many));
  };
  for (let i = 0; i < 24; i += 1) {
    if (undoable.length > 0 && random() < 0.4) {
      const merged = undoable.splice(Math.floor(random() * undoable.length), 1)[0]!;
      const { rows } = await pool.query<{ target_id: string; source_id: string }>(
        'select target_id, source_id from merges where id = $1',
        [merged],
      );
      const both = [rows[0]!.target_id, rows[0]!.source_id];
      const minute = (await lastMinute([merged, ...both])) + Math.floor(random() * 60);
      await owner.http.post(owner.path(merged, '/unmerge'), {});
      await atThatTime([merged, ...both], minute);
      living.splice(living.indexOf(merged), 1, ...both);
      for (const { id } of await stillUndoable(both)) undoable.push(id);
      for (const id of both) await goOn(id, minute);
    } else {
      const [target, source] = [takeOne(), takeOne()];
      const minute = (await lastMinute([target, source])) + Math.floor(random() * 60);
      const merged = await owner.http.post<{ id: string }>(owner.path(target, '/merge'), {
        sourceId: source,
      });
      await atThatTime([merged.id, target, source], minute);
      for (const gone of [target, source])
        if (undoable.includes(gone)) undoable.splice(undoable.indexOf(gone), 1);
      living.push(merged.id);
      undoable.push(merged.id);
      await goOn(merged.id, minute);
    }
  }
}

const stillUndoable = async (ids: string[]) =>
  (
    await program.database.pool.query<{ id: string }>(
      'select id from merges where id = any ($1) and undone_at is null',
      [ids],
    )
  ).rows;

async function readLogs(): Promise<Logs> {
  const { pool } = program.database;
  const conversations = await pool.query<Omit<Conversation, 'entries'>>(
    'select id, inbox_id, team_id, labels, merged_into from conversations where workspace_id = $1',
    [company.id],
  );
  const entries = await pool.query<Raw & { conversation_id: string }>(
    'select * from entries where workspace_id = $1 order by seq',
    [company.id],
  );
  const of = Map.groupBy(entries.rows, (e) => e.conversation_id);
  return new Map(conversations.rows.map((c) => [c.id, { ...c, entries: of.get(c.id) ?? [] }]));
}

/** `of`: the conversation it is shown with, where it is read now; `on`: whose opening hours count, where it was written. */
type Fact = { of: Conversation; on: Conversation; at: Date; agent: string | null } & (
  | { kind: 'started' }
  | { kind: 'response'; first: boolean; from: Date }
  | { kind: 'unanswered'; from: Date }
  | { kind: 'resolution'; from: Date }
  | { kind: 'rating'; score: number }
);

/** How things stand in a conversation. */
type State = {
  waitingSince: Date | undefined;
  answered: boolean;
  lastReply: { by: string | null; at: Date } | undefined;
  episodeBegan: Date | undefined;
  resolvedBefore: boolean;
};

/** Of two that were merged: the earlier wait, the earlier beginning, the later reply. */
function joined([a, b]: State[]): State {
  const earlier = (x?: Date, y?: Date) => (x && y ? (x <= y ? x : y) : (x ?? y));
  return {
    waitingSince: earlier(a!.waitingSince, b!.waitingSince),
    answered: a!.answered || b!.answered,
    lastReply:
      !a!.lastReply || (b!.lastReply && b!.lastReply.at >= a!.lastReply.at) ? b!.lastReply : a!.lastReply,
    episodeBegan: earlier(a!.episodeBegan, b!.episodeBegan),
    resolvedBefore: true,
  };
}

const factsOfAll = (logs: Logs): Fact[] => [...logs.values()].flatMap((each) => factsOf(each, logs).facts);

/**
 * docs/kpis.md in plain TypeScript: walks through a log once, as a person would read it, up to an entry. A merged one goes on from
 * how things stood in the two; a copy changes how things stand and counts nowhere.
 */
function factsOf(on: Conversation, logs: Logs, until = Infinity): { facts: Fact[]; state: State } {
  const facts: Fact[] = [];
  let of = on;
  while (of.merged_into) of = logs.get(of.merged_into)!;
  const merged = on.entries.find((e) => e.event?.type === 'merged' && e.event.from);
  const state: State = merged
    ? joined(
        merged.event!.from!.map((id) => {
          const source = logs.get(id)!;
          const left = source.entries.find((e) => e.event?.type === 'merged' && e.event.into === on.id)!;
          return factsOf(source, logs, left.seq).state;
        }),
      )
    : {
        waitingSince: undefined,
        answered: false,
        lastReply: undefined,
        episodeBegan: undefined,
        resolvedBefore: false,
      };
  for (const e of on.entries) {
    if (e.seq >= until) break;
    if (merged && e.seq < merged.seq) continue;
    const tell = (fact: Record<string, unknown>) => {
      if (!e.origin_id) facts.push({ agent: null, ...fact, of, on, at: e.at } as Fact);
    };
    const content = e.content?.kind ?? '';
    const isRating = content === 'rating' || content === 'rating_answer';
    if (e.seq === 1) tell({ kind: 'started' });
    if (!state.resolvedBefore) state.episodeBegan ??= e.at;
    if (e.event?.type === 'reopened' || e.event?.type === 'snoozed' || (e.kind === 'message' && !isRating))
      state.episodeBegan ??= e.at;
    if (e.kind === 'message' && e.author_kind === 'contact') {
      if (content === 'rating_answer')
        tell({ kind: 'rating', agent: state.lastReply?.by ?? null, score: e.content!.score! });
      else state.waitingSince ??= e.at;
    } else if (e.kind === 'message' && e.author_kind === 'agent') {
      if (state.waitingSince) {
        tell({ kind: 'response', agent: e.author_id, first: !state.answered, from: state.waitingSince });
        state.answered = true;
      }
      state.waitingSince = undefined;
      state.lastReply = { by: e.author_id, at: e.at };
    } else if (e.event?.type === 'resolved') {
      if (state.waitingSince) tell({ kind: 'unanswered', from: state.waitingSince });
      state.waitingSince = undefined;
      tell({
        kind: 'resolution',
        agent: e.author_kind === 'agent' ? e.author_id : null,
        from: state.episodeBegan ?? e.at,
      });
      state.episodeBegan = undefined;
      state.resolvedBefore = true;
    }
  }
  return { facts, state };
}

function openMinutes(from: Date, to: Date): number {
  let minutes = 0;
  for (let at = from.getTime(); at < to.getTime(); at += 60_000)
    if (isOpen(hours, Temporal.Instant.fromEpochMilliseconds(at))) minutes += 1;
  return minutes;
}

type Clock = 'wall' | 'open';
function durationsOf(facts: Fact[], clock: Clock): Durations {
  const seconds = facts
    .map((f) => {
      if (!('from' in f)) throw new Error('no duration');
      const isTimed = clock === 'open' && f.on.inbox_id === inboxes[1]!.id;
      return isTimed
        ? openMinutes(f.from, f.at) * 60
        : Math.max(0, (f.at.getTime() - f.from.getTime()) / 1000);
    })
    .toSorted((a, b) => a - b);
  const percentile = (p: number) => {
    const place = p * (seconds.length - 1);
    const [low, high] = [seconds[Math.floor(place)]!, seconds[Math.ceil(place)]!];
    return low + (high - low) * (place - Math.floor(place));
  };
  if (seconds.length === 0) return { count: 0, median: null, mean: null, p90: null };
  const mean = seconds.reduce((sum, each) => sum + each, 0) / seconds.length;
  return { count: seconds.length, median: percentile(0.5), mean, p90: percentile(0.9) };
}

function kpisOf(facts: Fact[], clock: Clock): Kpis {
  const of = (...kinds: Fact['kind'][]) => facts.filter((f) => kinds.includes(f.kind));
  const scores = facts.flatMap((f) => (f.kind === 'rating' ? [f.score] : []));
  const mean = (numbers: number[]) =>
    numbers.length ? numbers.reduce((a, b) => a + b, 0) / numbers.length : null;
  return {
    started: of('started').length,
    resolved: of('resolution').length,
    firstResponse: durationsOf(
      facts.filter((f) => f.kind === 'response' && f.first),
      clock,
    ),
    response: durationsOf(of('response'), clock),
    waiting: durationsOf(of('response', 'unanswered'), clock),
    resolution: durationsOf(of('resolution'), clock),
    ratings: scores.length,
    rating: mean(scores),
    satisfied: mean(scores.map((s) => (s >= 4 ? 1 : 0))),
  };
}

const keysOf: Record<string, (fact: Fact) => (string | null)[]> = {
  day: (f) => [localOf(f).toPlainDate().toString()],
  hour: (f) => [String(localOf(f).hour)],
  weekday: (f) => [String(localOf(f).dayOfWeek)],
  inbox: (f) => [f.of.inbox_id],
  team: (f) => [f.of.team_id],
  agent: (f) => [f.agent],
  label: (f) => (f.of.labels.length ? f.of.labels : [null]),
};
const localOf = (fact: Fact) =>
  Temporal.Instant.fromEpochMilliseconds(fact.at.getTime()).toZonedDateTimeISO(TIME_ZONE);

/** Sums of floats differ in their last digits by the order of adding. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === 'number' ? Math.round(each * 1e6) / 1e6 : each,
  );

const report = (query: string) => owner.http.elsewhere().get<Report>(`${base}/reports?${query}`);

async function expectAgreement(from: string, to: string): Promise<void> {
  const all = factsOfAll(await readLogs());
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const within = (a: Temporal.PlainDate, b: Temporal.PlainDate) =>
    all.filter((f) => {
      const day = localOf(f).toPlainDate();
      return Temporal.PlainDate.compare(a, day) <= 0 && Temporal.PlainDate.compare(day, b) <= 0;
    });
  const facts = within(first, last);
  const days = first.until(last).days + 1;
  for (const clock of ['wall', 'open'] as const) {
    const whole = await report(`from=${from}&to=${to}&clock=${clock}`);
    expect(rounded(whole.total)).toEqual(rounded(kpisOf(facts, clock)));
    const before = within(first.subtract({ days }), first.subtract({ days: 1 }));
    expect(rounded(whole.previous)).toEqual(rounded(kpisOf(before, clock)));
  }
  for (const [groupBy, keys] of Object.entries(keysOf)) {
    const { rows } = await report(`from=${from}&to=${to}&groupBy=${groupBy}`);
    const expected = new Map<string | null, Fact[]>();
    for (const fact of facts)
      for (const key of keys(fact)) expected.set(key, [...(expected.get(key) ?? []), fact]);
    expect(rounded(Object.fromEntries(rows.map((row) => [String(row.key), row.kpis]))), groupBy).toEqual(
      rounded(Object.fromEntries([...expected].map(([key, of]) => [String(key), kpisOf(of, 'wall')]))),
    );
  }
}

describe('reports', () => {
  test('P17: every figure is what a walk through the raw log gives, over a random history', {
    timeout: 120_000,
  }, async () => {
    for (const seed of [1, 2, 3]) {
      await writeHistory(seed, 60);
      await expectAgreement('2026-03-08', '2026-04-04');
      await expectAgreement('2026-03-29', '2026-03-29');
    }
    const { total } = await report('from=2026-03-01&to=2026-05-01');
    expect(total.response.count).toBeGreaterThan(40);
    expect(total.ratings).toBeGreaterThan(10);
  });

  test('P10, P17: conversations that are merged and taken apart, over and over, count nothing twice and lose nothing', {
    timeout: 240_000,
  }, async () => {
    const period = 'from=2026-02-01&to=2026-06-30';
    for (const seed of [11, 12]) {
      const history = await writeHistory(seed, 40);
      const { total: before } = await report(period);
      const first = await owner.http.post<{ id: string }>(owner.path(history.ids[0]!, '/merge'), {
        sourceId: history.ids[1],
      });
      expect((await report(period)).total, 'a merge changes nothing of what was').toEqual(before);
      await owner.http.post(owner.path(first.id, '/unmerge'), {});
      expect((await report(period)).total, 'nor does taking it back').toEqual(before);
      await program.database.pool.query(
        `update entries set at = '2026-06-01' where workspace_id = $1 and event->>'type' in ('merged', 'unmerged') and at > '2026-07-01'`,
        [company.id],
      );
      await mergeHistory(seed, { ...history, ids: history.ids.slice(2) });
      await expectAgreement('2026-03-08', '2026-05-20');
    }
    const logs = [...(await readLogs()).values()];
    const living = logs.filter((each) => !each.merged_into);
    expect(
      living.some((each) => each.entries[0]?.origin_id),
      'some are merged still',
    ).toBe(true);
    expect(
      living.some((each) =>
        each.entries.some((e) => e.origin_id && e.seq > 1 && !each.entries[0]!.origin_id),
      ),
      'some went on after an undo',
    ).toBe(true);
  });

  test('P17: facts that are derived anew from the log are the facts that were kept', async () => {
    const { pool } = program.database;
    const read = async () =>
      (
        await pool.query(
          'select * from report_facts where workspace_id = $1 order by conversation_id, kind, seq',
          [company.id],
        )
      ).rows;
    await refreshFacts(program.doors.core, company.id);
    const before = await read();
    expect(before.length).toBeGreaterThan(200);
    await forgetFacts(program.doors.core, company.id);
    await refreshFacts(program.doors.core, company.id);
    expect(await read()).toEqual(before);
  });

  test('P17: bots are never counted as agents', async () => {
    const { rows } = await report('from=2026-03-01&to=2026-05-01&groupBy=agent');
    expect(
      rows
        .map((row) => row.key)
        .filter((key) => key !== null)
        .toSorted(),
    ).toEqual(agents.toSorted());
  });

  test('P17: the list of marks holds those that the figures are made of, each once, on pages of any size', async () => {
    const period = 'from=2026-03-01&to=2026-05-01';
    const read = (query: string) =>
      owner.http
        .elsewhere()
        .get<{ items: GivenRating[]; next?: string }>(`${base}/reports/ratings?${period}&${query}`);
    const walk = async (query: string) => {
      const items: GivenRating[] = [];
      for (let cursor = ''; ; ) {
        const page = await read(`${query}${cursor && `&cursor=${cursor}`}`);
        items.push(...page.items);
        if (!page.next) return items;
        cursor = page.next;
      }
    };
    const scoresOf = (items: GivenRating[]) => items.map((item) => item.score).toSorted();
    await writeHistory(4, 40);
    const facts = factsOfAll(await readLogs()).filter((f) => f.kind === 'rating');
    expect(facts.length).toBeGreaterThan(10);
    const cases: [string, (f: Fact) => boolean][] = [
      ['limit=100', () => true],
      ['limit=7', () => true],
      ['satisfied=false', (f) => f.kind === 'rating' && f.score < 4],
      [
        `satisfied=true&agentId=${agents[1]}`,
        (f) => f.kind === 'rating' && f.score >= 4 && f.agent === agents[1],
      ],
      [`inboxId=${inboxes[0]!.id}`, (f) => f.of.inbox_id === inboxes[0]!.id],
      ['label=b', (f) => f.of.labels.includes('b')],
    ];
    for (const [query, fits] of cases) {
      const items = await walk(query);
      expect(scoresOf(items), query).toEqual(
        facts.flatMap((f) => (f.kind === 'rating' && fits(f) ? [f.score] : [])).toSorted(),
      );
      expect(new Set(items.map((item) => `${item.conversationId} ${item.seq}`)).size).toBe(items.length);
      expect(items.map((item) => item.at)).toEqual(
        items
          .map((item) => item.at)
          .toSorted()
          .reverse(),
      );
    }
    const { total } = await report(period);
    expect(await walk('limit=100')).toHaveLength(total.ratings);
    expect((await owner.http.call('GET', `${base}/reports/ratings?${period}&cursor=1`)).code).toBe(
      'invalid_value',
    );
  });

  test('P17: a mark comes with its words and whose it is, for those who may see its conversation', async () => {
    const other = await createTestWorkspace(program);
    const there = `/v1/workspaces/${other.id}`;
    const inbox = await other.addInbox();
    const role = await other.owner.http.post<{ id: string }>(`${there}/roles`, {
      name: 'Own figures',
      permissions: ['reports.read', 'conversations.reply', 'conversations.change'],
    });
    const [ada, bo] = [await other.addAgent('Ada', role.id), await other.addAgent('Bo')];
    const rate = async (agent: TestAgent, score: number, comment?: string) => {
      const visitor = await TestVisitor.open(program.url, inbox.key);
      const tab = await visitor.connect();
      const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello?' });
      await other.owner.patch(conversationId, { assigneeId: agent.userId });
      await agent.write(conversationId, 'Hello!');
      await tab.say({
        conversationId,
        content: { kind: 'rating_answer', score, ...(comment && { comment }) },
      });
      await tab.close();
      return conversationId;
    };
    const [kind, rude] = [await rate(ada, 5, 'So kind!'), await rate(bo, 1)];
    const today = Temporal.Now.plainDateISO('UTC');
    const period = `from=${today.subtract({ days: 1 })}&to=${today.add({ days: 1 })}`;
    const read = async (who: TestAgent) =>
      (await who.http.get<{ items: GivenRating[] }>(`${there}/reports/ratings?${period}`)).items;
    expect(await read(other.owner)).toMatchObject([
      { conversationId: rude, score: 1, comment: null, agentId: bo.userId, inboxId: inbox.id },
      { conversationId: kind, score: 5, comment: 'So kind!', agentId: ada.userId },
    ]);
    expect((await read(ada)).map((item) => item.conversationId)).toEqual([kind]);
    expect((await bo.http.call('GET', `${there}/reports/ratings?${period}`)).code).toBe('forbidden');
  });

  test('are filtered by inbox, team, agent and label', async () => {
    const period = 'from=2026-03-01&to=2026-05-01';
    const all = factsOfAll(await readLogs());
    const cases: [string, (f: Fact) => boolean][] = [
      [`inboxId=${inboxes[0]!.id}`, (f) => f.of.inbox_id === inboxes[0]!.id],
      [`teamId=${teams[0]!.id}`, (f) => f.of.team_id === teams[0]!.id],
      [`agentId=${agents[1]}`, (f) => f.agent === agents[1]],
      ['label=b', (f) => f.of.labels.includes('b')],
    ];
    for (const [query, fits] of cases)
      expect(rounded((await report(`${period}&${query}`)).total), query).toEqual(
        rounded(kpisOf(all.filter(fits), 'wall')),
      );
  });

  test('are had as CSV, with names, and that is in the audit log', async () => {
    const answer = await owner.http.call(
      'GET',
      `${base}/reports.csv?from=2026-03-01&to=2026-05-01&groupBy=agent`,
    );
    const lines = String(answer.body).trim().split('\r\n');
    expect(lines[0]).toMatch(/^agent,name,started,resolved,first_response_count,first_response_median,/);
    expect(lines.some((line) => line.startsWith(`${agents[1]},Ada,`))).toBe(true);
    const { rows, total } = await report('from=2026-03-01&to=2026-05-01&groupBy=agent');
    expect(lines.length).toBe(rows.length + 2);
    expect(lines.at(-1)).toMatch(
      new RegExp(`^total,2026-03-01 2026-05-01,${total.started},${total.resolved},`),
    );
    const audit = await owner.http.get<{ items: unknown[] }>(`${base}/audit?action=report.exported`);
    expect(audit.items).toHaveLength(1);
  });

  test('refuse a period that is none, and who may not read them', async () => {
    for (const query of [
      'from=2026-03-02&to=2026-03-01',
      'from=2026-02-30&to=2026-03-01',
      'from=2020-01-01&to=2026-01-01',
    ])
      expect((await owner.http.call('GET', `${base}/reports?${query}`)).code, query).toBe('invalid_value');
    expect((await owner.http.call('PATCH', base, { timeZone: 'Mars/Olympus' })).code).toBe('invalid_value');
    const agent = await company.addAgent('Carl');
    for (const path of [
      'reports?from=2026-03-01&to=2026-03-02',
      'reports.csv?from=2026-03-01&to=2026-03-02',
      'board',
    ])
      expect((await agent.http.call('GET', `${base}/${path}`)).code, path).toBe('forbidden');
  });
});

describe('the live board', () => {
  test('P17: shows who waits and who is free, and the same figures as the report of today', async () => {
    const other = await createTestWorkspace(program);
    const there = `/v1/workspaces/${other.id}`;
    const inbox = await other.addInbox();
    const [ada, bo] = [await other.addAgent('Ada'), await other.addAgent('Bo')];
    const ids: string[] = [];
    for (const text of ['first', 'second', 'third']) {
      const visitor = await TestVisitor.open(program.url, inbox.key);
      const tab = await visitor.connect();
      ids.push((await tab.say({ conversationId: uuid(), text })).conversationId);
      await tab.close();
    }
    await ada.write(ids[1]!, 'I am here');
    await ada.patch(ids[1]!, { status: 'resolved' });
    await other.owner.patch(ids[2]!, { assigneeId: ada.userId });
    const console = await bo.connect();
    const board = await other.owner.http.get<Board>(`${there}/board`);
    expect(board).toMatchObject({ open: 2, unassigned: 1, waitingCount: 2, free: 1, timeZone: 'UTC' });
    expect(board.waiting.map((c) => c.id)).toEqual([ids[0], ids[2]]);
    expect(board.longestWaitSince).toBe(board.waiting[0]!.waitingSince);
    expect(board.active.map((c) => c.id)).toEqual([ids[2]]);
    const of = (userId: string) => board.agents.find((a) => a.userId === userId);
    expect(of(ada.userId)).toMatchObject({
      load: 1,
      waiting: 1,
      connected: false,
      today: { resolved: 1, response: { count: 1 } },
    });
    expect(of(bo.userId)).toMatchObject({ load: 0, connected: true, today: { resolved: 0 } });
    const today = new Date().toISOString().slice(0, 10);
    const same = await other.owner.http.get<Report>(
      `${there}/reports?from=${today}&to=${today}&groupBy=agent`,
    );
    expect(board.today).toEqual(same.total);
    expect(board.today.started).toBe(3);
    for (const row of same.rows.filter((r) => r.key)) expect(of(row.key!)!.today).toEqual(row.kpis);
    await console.close();
  });
});
