import type { UnderstoodFilter } from '@causerie/protocol';
import { inTransaction, type Tx } from '../../db/transaction.ts';
import { parseSearch } from '../../engines/search/parseSearch.ts';
import {
  formatSearchQueries,
  planSearchWords,
  type SearchWords,
} from '../../engines/search/planSearchWords.ts';
import { planWindow, type Window, type WindowResult } from '../../engines/search/planWindow.ts';
import { marksOfDays, searchMarks } from '../../engines/search/searchMarks.ts';
import { quoteLexeme } from '../../engines/search/searchVector.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { conversationConditions } from './conversationConditions.ts';
import { type FoundEntry, loadFound } from './loadFound.ts';
import { lookUpWords } from './lookUpWords.ts';
import { type ResolvedFilters, resolveFilters } from './resolveFilters.ts';
import { formatSearchCursor, type Place, parseSearchCursor } from './searchCursor.ts';
import { findFew, searchFew } from './searchFew.ts';

export type EntriesFound = {
  found: FoundEntry[];
  searched: SearchWords;
  filters: UnderstoodFilter[];
  next: string | undefined;
  searchedTo: Date | null;
  indexing: boolean;
};

/** How long one request goes on looking further back; what it has found by then is given, and where to go on. Milliseconds. */
const TIME_MS = 250;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Messages and notes, newest first, that hold what was typed. Goes back through time in windows that grow, so that the
 * cost follows what is shown and not what matches: see `planWindow`. A search without words and filters finds nothing.
 */
export async function searchEntries(
  core: Core,
  actor: DeskActor,
  options: { q: string; limit: number; cursor?: string | undefined; timeZone: string },
): Promise<EntriesFound> {
  const parsed = parseSearch(options.q);
  const searched = planSearchWords(parsed.terms);
  const filters = await resolveFilters(core.db, actor, parsed.filters, options.timeZone);
  const state = await readState(core, actor.workspaceId);
  const answer = { searched, filters: filters.understood, indexing: state.indexing };
  const asks = searched.wanted.some((each) => !each.excluded) || parsed.filters.length > 0;
  if (!filters.possible || !asks || !state.oldest)
    return { ...answer, found: [], next: undefined, searchedTo: null };
  const after = options.cursor === undefined ? undefined : parseSearchCursor(options.cursor);
  const oldest = latest(state.oldest, filters.from);
  const walked = await inTransaction(core.db, async (tx) => {
    await tx.query(settings);
    const { completions, uses } = await lookUpWords(tx, actor.workspaceId, searched);
    if (uses === 0) return { places: [], next: undefined, searchedTo: oldest };
    const queries = (marks: string[][]) =>
      formatSearchQueries(searched, completions, marks).map((query) => withoutMarks(query, filters.without));
    const few = await findFew(tx, actor, filters);
    if (few)
      return searchFew(
        tx,
        { conversations: few, workspaceId: actor.workspaceId, filters, queries, oldest, after },
        options.limit,
      );
    const firstDays = expectDays(options.limit, uses, state.oldest!);
    const { workspaceId } = actor;
    const { limit } = options;
    const scope = { actor, workspaceId, isAlone: state.isAlone, filters, queries, oldest, after };
    return walk(tx, { ...scope, limit, firstDays, uses });
  });
  return {
    ...answer,
    found: await loadFound(core.db, actor.workspaceId, walked.places),
    next: walked.next && formatSearchCursor(walked.next),
    searchedTo: walked.searchedTo,
  };
}

/** The index knows best: a guess from statistics could make the planner read the whole table instead. */
const settings = `select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
  set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true), set_config('work_mem', '32MB', true),
  set_config('max_parallel_workers_per_gather', '0', true), set_config('statement_timeout', '10000', true)`;

type Walk = {
  actor: DeskActor;
  workspaceId: string;
  /** There is no other workspace in the database. */
  isAlone: boolean;
  filters: ResolvedFilters;
  queries: (marks: string[][]) => string[];
  oldest: Date;
  after: Place | undefined;
  limit: number;
  firstDays: number;
  /** How often the rarest word occurs, about. */
  uses: number;
};

/** In how many days a page of entries is likely to be found, were they spread evenly since the oldest. */
function expectDays(limit: number, uses: number, oldest: Date): number {
  const days = (Date.now() - oldest.getTime()) / DAY_MS;
  return Math.ceil(Math.min(days + 2, (limit * days) / uses));
}

async function walk(
  tx: Tx,
  { filters, oldest, after, limit, firstDays, uses, ...rest }: Walk,
): Promise<{ places: Place[]; next: Place | undefined; searchedTo: Date }> {
  const started = performance.now();
  const places: Place[] = [];
  // A clock that is ahead must not hide what it wrote.
  let to = earliest(filters.to ?? new Date(Date.now() + HOUR_MS), after && new Date(after.at.getTime() + 1));
  let last: WindowResult | undefined;
  while (to > oldest && places.length < limit) {
    const msLeft = TIME_MS - (performance.now() - started);
    if (last && msLeft <= 0) return { places, next: placeBefore(to), searchedTo: to };
    const window = planWindow(to, oldest, last ?? firstDays, msLeft, uses);
    const began = performance.now();
    const inWindow = await readWindow(tx, rest, filters, window, after, limit - places.length);
    places.push(...inWindow);
    const days = window.lastDay - window.firstDay + 1;
    last = {
      days,
      ms: performance.now() - began,
      found: inWindow.length,
      daysSoFar: (last?.daysSoFar ?? 0) + days,
      foundSoFar: places.length,
    };
    to = window.from;
  }
  const full = places.length >= limit;
  return {
    places,
    next: full ? places.at(-1) : undefined,
    searchedTo: full ? places.at(-1)!.at : latest(to, oldest),
  };
}

async function readWindow(
  tx: Tx,
  { actor, workspaceId, isAlone, queries }: Pick<Walk, 'actor' | 'workspaceId' | 'isAlone' | 'queries'>,
  filters: ResolvedFilters,
  window: Window,
  after: Place | undefined,
  limit: number,
): Promise<Place[]> {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  // Each mark costs a look for every use of the rarest word: where few hits are left, none is cheaper than many.
  const wide = isAlone ? [] : [[searchMarks.workspace(workspaceId)]];
  const where = window.isRest ? wide : [marksOfDays(workspaceId, window.firstDay, window.lastDay)];
  const conditions = [
    `s.workspace_id = ${param(workspaceId)}`,
    `(${queries([...filters.marks, ...where])
      .map((query) => `s.words @@ ${param(query)}::tsquery`)
      .join(' or ')})`,
    `s.at >= ${param(latest(window.from, filters.from))}`,
    `s.at < ${param(window.to)}`,
  ];
  if (after)
    conditions.push(
      `(s.at, s.conversation_id, s.seq) < (${param(after.at)}::timestamptz, ${param(after.conversationId)}::uuid, ${param(after.seq)}::int)`,
    );
  const ofConversation = conversationConditions(actor, filters, param);
  // Sorted before the conversations are looked up, so that only as many are as are needed.
  const found = await tx.query<{ conversation_id: string; seq: number; at: Date }>(
    `select s.conversation_id, s.seq, s.at
     from (select s.workspace_id, s.conversation_id, s.seq, s.at from search_entries s where ${conditions.join(' and ')}
           order by s.at desc, s.conversation_id desc, s.seq desc offset 0) s
     join conversations c on (c.workspace_id, c.id) = (s.workspace_id, s.conversation_id)
     where ${ofConversation.join(' and ')}
     order by s.at desc, s.conversation_id desc, s.seq desc limit ${param(limit)}`,
    values,
  );
  return found.rows.map((row) => ({ at: row.at, conversationId: row.conversation_id, seq: row.seq }));
}

type State = { oldest: Date | null; indexing: boolean; isAlone: boolean };

/** What the workspace's index holds; `indexing`: the log has not been walked to its end yet. */
async function readState(core: Core, workspaceId: string): Promise<State> {
  const found = await core.db.query<State>(
    `select oldest, done is null as indexing, not exists (select from workspaces w where w.id <> $1) as "isAlone"
     from search_progress where workspace_id = $1 and what = 'entries'`,
    [workspaceId],
  );
  return found.rows[0] ?? { oldest: null, indexing: true, isAlone: false };
}

const withoutMarks = (query: string, marks: string[]): string =>
  [query, ...marks.map((mark) => `!${quoteLexeme(mark)}`)].join(' & ');

/** Where a search goes on that has looked at everything from `at` on. */
const placeBefore = (at: Date): Place => ({
  at,
  conversationId: '00000000-0000-0000-0000-000000000000',
  seq: 0,
});

const latest = (a: Date, b: Date | undefined): Date => (b && b > a ? b : a);
const earliest = (a: Date, b: Date | undefined): Date => (b && b < a ? b : a);
