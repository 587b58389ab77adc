import type { UnderstoodFilter } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { foldText } from '../../engines/search/foldText.ts';
import type { SearchFilter, SearchFilterName } from '../../engines/search/parseSearch.ts';
import { searchMarks } from '../../engines/search/searchMarks.ts';
import type { DeskActor } from '../actor.ts';
import { findContactIds } from './findContactIds.ts';
import { parseDays } from './parseDays.ts';

type Reader = Pick<Db, 'query'>;

/** What a filter asks for. Marks narrow in the index; conditions are on the conversation `c`; `days` is a stretch of time. */
type Meaning = {
  known: boolean;
  meaning?: string;
  marks?: string[];
  condition?: (param: (value: unknown) => string) => string;
  /** The same condition, in a form that an index answers: where few conversations are meant, they are found first. */
  narrow?: (param: (value: unknown) => string) => string;
  days?: { from?: Date; to?: Date };
};

export type ResolvedFilters = {
  understood: UnderstoodFilter[];
  /** False where a filter names what does not exist: nothing can be found. */
  possible: boolean;
  /** Of each group one mark must be there; of `without` none. */
  marks: string[][];
  without: string[];
  conditions: ((param: (value: unknown) => string) => string)[];
  /** Those of them that an index answers. */
  narrowing: ((param: (value: unknown) => string) => string)[];
  from?: Date;
  to?: Date;
};

type Context = { db: Reader; actor: DeskActor; timeZone: string };

/** What the typed filters mean in this workspace. Several of one name widen (`from:a from:b`), except labels, which all must be there. */
export async function resolveFilters(
  db: Reader,
  actor: DeskActor,
  filters: readonly SearchFilter[],
  timeZone: string,
): Promise<ResolvedFilters> {
  const context = { db, actor, timeZone };
  const found = await Promise.all(
    filters.map(async (filter) => ({ filter, meaning: await resolvers[filter.name](context, filter.value) })),
  );
  const resolved: ResolvedFilters = {
    understood: [],
    possible: true,
    marks: [],
    without: [],
    conditions: [],
    narrowing: [],
  };
  for (const { filter, meaning } of found) {
    const { known, meaning: words } = meaning;
    resolved.understood.push({ ...filter, known, ...(words !== undefined && { meaning: words }) });
    if (!known) resolved.possible = false;
  }
  const groups = Map.groupBy(
    found.filter(({ meaning }) => meaning.known),
    ({ filter }) =>
      `${filter.excluded} ${filter.name} ${filter.name === 'label' || filter.name === 'has' ? filter.value : ''}`,
  );
  for (const group of groups.values())
    addGroup(
      resolved,
      group.map((each) => each.meaning),
      group[0]!.filter.excluded,
    );
  return resolved;
}

function addGroup(resolved: ResolvedFilters, meanings: Meaning[], excluded: boolean): void {
  const marks = meanings.flatMap((meaning) => meaning.marks ?? []);
  if (marks.length > 0)
    (excluded ? resolved.without : resolved.marks).push(...((excluded ? marks : [marks]) as never[]));
  const conditions = meanings.flatMap((meaning) => (meaning.condition ? [meaning.condition] : []));
  if (conditions.length > 0) {
    resolved.conditions.push((param) => {
      const any = `(${conditions.map((condition) => condition(param)).join(' or ')})`;
      return excluded ? `${any} is not true` : any;
    });
  }
  const narrow = meanings.flatMap((meaning) => (meaning.narrow ? [meaning.narrow] : []));
  if (!excluded && narrow.length > 0 && narrow.length === meanings.length)
    resolved.narrowing.push((param) => `(${narrow.map((each) => each(param)).join(' or ')})`);
  for (const { days } of meanings) {
    if (days?.from && !(resolved.from && resolved.from > days.from)) resolved.from = days.from;
    if (days?.to && !(resolved.to && resolved.to < days.to)) resolved.to = days.to;
  }
}

const unknown: Meaning = { known: false };
const statuses = ['open', 'pending', 'snoozed', 'resolved'];

const resolvers: Record<SearchFilterName, (context: Context, value: string) => Promise<Meaning> | Meaning> = {
  async from(context, value) {
    const word = foldText(value);
    if (/^(contact|customer|client)s?$/.test(word))
      return { known: true, marks: [searchMarks.authorKind('contact')] };
    if (/^agents?$/.test(word)) return { known: true, marks: [searchMarks.authorKind('agent')] };
    if (/^bots?$/.test(word)) return { known: true, marks: [searchMarks.authorKind('bot')] };
    const people = await findPeople(context, value);
    const contacts =
      people.length > 0 ? [] : await findContactIds(context.db, context.actor.workspaceId, value, 100);
    const marks = [...people, ...contacts].map(({ id }) => searchMarks.author(id));
    return named([...people, ...contacts], { marks });
  },
  async in(context, value) {
    const inboxes = await findNamed(context, 'select id, name from inboxes where workspace_id = $1', value);
    return named(inboxes, { condition: (param) => `c.inbox_id = any (${param(inboxes.map((i) => i.id))})` });
  },
  label: (_, value) => ({
    known: true,
    condition: (param) =>
      `exists (select from unnest(c.labels) as l (name) where lower(l.name) = ${param(value.toLowerCase())})`,
    narrow: (param) =>
      `c.id in (select l.conversation_id from conversation_labels l where l.workspace_id = c.workspace_id and l.label = lower(${param(value)}))`,
  }),
  async assignee(context, value) {
    if (/^(none|nobody|personne)$/.test(foldText(value)))
      return { known: true, condition: () => 'c.assignee_id is null' };
    const people = await findPeople(context, value);
    return named(people, { condition: (param) => `c.assignee_id = any (${param(people.map((p) => p.id))})` });
  },
  async team(context, value) {
    const teams = await findNamed(context, 'select id, name from teams where workspace_id = $1', value);
    return named(teams, { condition: (param) => `c.team_id = any (${param(teams.map((t) => t.id))})` });
  },
  async contact(context, value) {
    const contacts = await findContactIds(context.db, context.actor.workspaceId, value, 500);
    const condition = (param: (value: unknown) => string) =>
      `c.contact_id = any (${param(contacts.map((c) => c.id))})`;
    return named(contacts, { condition, narrow: condition });
  },
  is(_, value) {
    const word = foldText(value);
    if (word === 'note') return { known: true, marks: [searchMarks.note] };
    if (word === 'spam') return { known: true, condition: () => 'c.spam' };
    return statuses.includes(word)
      ? { known: true, condition: (param) => `c.status = ${param(word)}` }
      : unknown;
  },
  has: (_, value) =>
    /^(files?|fichiers?|attachments?)$/.test(foldText(value))
      ? { known: true, marks: [searchMarks.file] }
      : unknown,
  before: ({ timeZone }, value) => days(value, timeZone, ({ from }) => ({ to: from })),
  after: ({ timeZone }, value) => days(value, timeZone, ({ from }) => ({ from })),
  on: ({ timeZone }, value) => days(value, timeZone, (both) => both),
};

function days(
  value: string,
  timeZone: string,
  choose: (both: { from: Date; to: Date }) => { from?: Date; to?: Date },
): Meaning {
  const both = parseDays(value, timeZone);
  return both ? { known: true, days: choose(both) } : unknown;
}

type Named = { id: string; name: string };

function named(found: Named[], meaning: Omit<Meaning, 'known'>): Meaning {
  if (found.length === 0) return unknown;
  const names = found.slice(0, 3).map((each) => each.name);
  return {
    ...meaning,
    known: true,
    meaning: names.join(', ') + (found.length > 3 ? ` (${found.length})` : ''),
  };
}

async function findPeople(context: Context, value: string): Promise<Named[]> {
  const { actor } = context;
  if (actor.kind === 'agent' && /^(me|moi)$/.test(foldText(value)))
    return [{ id: actor.userId, name: actor.name }];
  return findNamed(
    context,
    `select u.id, u.name from members m join users u on u.id = m.user_id where m.workspace_id = $1
     union all select k.id, k.name from api_keys k where k.workspace_id = $1`,
    value,
  );
}

/** By id or whole name, else by the beginning of any word of the name. These lists are short and read whole. */
async function findNamed({ db, actor }: Context, query: string, value: string): Promise<Named[]> {
  const found = await db.query<Named>(query, [actor.workspaceId]);
  const wanted = foldText(value);
  const whole = found.rows.filter((row) => row.id === value || foldText(row.name) === wanted);
  if (whole.length > 0) return whole;
  return found.rows.filter((row) => ` ${foldText(row.name)}`.includes(` ${wanted}`));
}
