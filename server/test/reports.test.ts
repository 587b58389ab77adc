import type { Board, Durations, Inbox, Kpis, OpeningHours, Report, Team } from '@causerie/protocol';
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
  event: { type: string } | null;
};
type Conversation = {
  id: string;
  inbox_id: string;
  team_id: string | null;
  labels: string[];
  entries: Raw[];
};

/** Conversations with a random history over some weeks around a change of clocks, written as they would be in the log. */
async function writeHistory(seed: number, many: number): Promise<void> {
  const random = seededRandom(seed);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const { pool } = program.database;
  const contactId = uuid();
  await pool.query('insert into contacts (workspace_id, id) values ($1, $2)', [company.id, contactId]);
  for (let i = 0; i < many; i += 1) {
    const id = uuid();
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
    let minute = Date.UTC(2026, 2, 1) / 60_000 + Math.floor(random() * 40 * 1440);
    const length = 1 + Math.floor(random() * 14);
    const entries = Array.from({ length }, (_, n) => {
      minute += Math.floor(random() ** 3 * 3 * 1440);
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
      return { ...made, seq: n + 1, id: uuid(), at: new Date(minute * 60_000).toISOString() };
    });
    await pool.query(
      `insert into entries (workspace_id, conversation_id, seq, id, at, kind, author_kind, author_id, content, event)
       select $1, $2, r.* from jsonb_to_recordset($3) as r (seq int, id uuid, at timestamptz, kind text, author_kind text, author_id uuid, content jsonb, event jsonb)`,
      [company.id, id, JSON.stringify(entries)],
    );
  }
}

async function readLogs(): Promise<Conversation[]> {
  const { pool } = program.database;
  const conversations = await pool.query<Omit<Conversation, 'entries'>>(
    'select id, inbox_id, team_id, labels from conversations where workspace_id = $1',
    [company.id],
  );
  const entries = await pool.query<Raw & { conversation_id: string }>(
    'select * from entries where workspace_id = $1 order by seq',
    [company.id],
  );
  return conversations.rows.map((c) => ({
    ...c,
    entries: entries.rows.filter((e) => e.conversation_id === c.id),
  }));
}

type Fact = { of: Conversation; at: Date; agent: string | null } & (
  | { kind: 'started' }
  | { kind: 'response'; first: boolean; from: Date }
  | { kind: 'unanswered'; from: Date }
  | { kind: 'resolution'; from: Date }
  | { kind: 'rating'; score: number }
);

/** docs/kpis.md in plain TypeScript: walks through a log once, as a person would read it. */
function factsOf(of: Conversation): Fact[] {
  const facts: Fact[] = [];
  let waitingSince: Date | undefined;
  let answered = false;
  let lastReplier: string | null = null;
  let episodeBegan: Date | undefined;
  let resolvedBefore = false;
  for (const [i, e] of of.entries.entries()) {
    const content = e.content?.kind ?? '';
    const isRating = content === 'rating' || content === 'rating_answer';
    if (i === 0) facts.push({ kind: 'started', of, at: e.at, agent: null });
    if (!resolvedBefore && episodeBegan === undefined) episodeBegan = e.at;
    if (resolvedBefore && episodeBegan === undefined) {
      const begins =
        e.event?.type === 'reopened' || e.event?.type === 'snoozed' || (e.kind === 'message' && !isRating);
      if (begins) episodeBegan = e.at;
    }
    if (e.kind === 'message' && e.author_kind === 'contact') {
      if (content === 'rating_answer')
        facts.push({ kind: 'rating', of, at: e.at, agent: lastReplier, score: e.content!.score! });
      else waitingSince ??= e.at;
    } else if (e.kind === 'message' && e.author_kind === 'agent') {
      if (waitingSince) {
        facts.push({
          kind: 'response',
          of,
          at: e.at,
          agent: e.author_id,
          first: !answered,
          from: waitingSince,
        });
        answered = true;
      }
      waitingSince = undefined;
      lastReplier = e.author_id;
    } else if (e.event?.type === 'resolved') {
      if (waitingSince) facts.push({ kind: 'unanswered', of, at: e.at, agent: null, from: waitingSince });
      waitingSince = undefined;
      facts.push({
        kind: 'resolution',
        of,
        at: e.at,
        agent: e.author_kind === 'agent' ? e.author_id : null,
        from: episodeBegan ?? e.at,
      });
      episodeBegan = undefined;
      resolvedBefore = true;
    }
  }
  return facts;
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
      const isTimed = clock === 'open' && f.of.inbox_id === inboxes[1]!.id;
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
  const all = (await readLogs()).flatMap(factsOf);
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

  test('are filtered by inbox, team, agent and label', async () => {
    const period = 'from=2026-03-01&to=2026-05-01';
    const all = (await readLogs()).flatMap(factsOf);
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
