import type { AgentRead, ConversationView, ViewSort } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { nextDue } from '../../engines/sla/nextDue.ts';
import { fail } from '../../errors.ts';
import type { Actor } from '../actor.ts';
import { loadFilterFields } from '../fields/filterFields.ts';
import { type DecidedView, viewCondition } from '../views/viewCondition.ts';
import { aboutSince, aboutUntil } from './activeAbout.ts';
import { type ReadRow, toAgentRead } from './agentRead.ts';
import { type Changed, changedSince, isTooMany } from './changedSince.ts';
import {
  type ConversationRecord,
  type ConversationRow,
  conversationColumns,
  conversationTables,
  toConversationRecord,
} from './conversationRecord.ts';
import { type CountedRow, mayRead, visibleTo } from './mayRead.ts';

type Reader = Pick<Db, 'query'>;

/** Throws `conversation_not_found` for what does not exist and for what is another contact's. */
export async function loadConversation(db: Reader, actor: Actor, id: string): Promise<ConversationRecord> {
  const found = await db.query<ConversationRow>(
    `select ${conversationColumns} from ${conversationTables} where c.workspace_id = $1 and c.id = $2`,
    [actor.workspaceId, id],
  );
  const row = found.rows[0] ?? fail('conversation_not_found');
  const record = toConversationRecord(row);
  return mayRead(actor, record) ? record : fail('conversation_not_found');
}

export type ListOptions = {
  view: ConversationView;
  /** Who asks: they get what they may see. */
  actor: Actor;
  /** A view that rows alone cannot decide, in place of `view`. */
  decided?: DecidedView | undefined;
  userId: string | undefined;
  teamId?: string | undefined;
  inboxId?: string | undefined;
  contactId?: string | undefined;
  sort: ViewSort;
  limit: number;
  cursor?: string | undefined;
};

/** Each view is a condition that one of the partial indexes answers. `me` is the parameter with the agent's id. */
const viewConditions: Record<
  Exclude<ConversationView, 'mentions' | 'following'>,
  (me: () => string) => string
> = {
  mine: (me) => `c.status in ('open', 'pending') and c.assignee_id = ${me()} and not c.spam`,
  // Pending without anybody: a bot has it, and nobody else need look.
  unassigned: () => `c.status = 'open' and c.assignee_id is null and not c.spam`,
  all: () => `c.status in ('open', 'pending') and not c.spam`,
  waiting: () =>
    `c.status in ('open', 'pending') and c.waiting_since is not null and not c.spam and (c.status = 'open' or c.assignee_id is not null)`,
  snoozed: () => `c.status = 'snoozed' and not c.spam`,
  resolved: () => `c.status = 'resolved' and not c.spam and c.merged_into is null`,
  spam: () => 'c.spam and c.merged_into is null',
};

export type ListPage = { conversations: ConversationRecord[]; next: string | undefined };

/** One page of a view, by key and not by offset: page 1,000 costs what page 1 costs. A contact's list has every status. */
export async function listConversations(
  db: Reader,
  workspaceId: string,
  options: ListOptions,
): Promise<ListPage> {
  const { key, near, direction, after, placeOf } = orders[options.sort];
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = await listConditions(db, workspaceId, options, param);
  if (options.cursor) {
    const [at, id] = parseCursor(options.cursor);
    const place = param(at);
    conditions.push(`(c.${key}, c.id) ${after} (${place}::timestamptz, ${param(id)}::uuid)`);
    if (near) conditions.push(near.reached(`${place}::timestamptz`));
  }
  const sorted = [near?.by, `c.${key}`, 'c.id'].filter((each) => each !== undefined);
  const found = await db.query<ConversationRow>(
    `select ${conversationColumns} from ${conversationTables} where ${conditions.join(' and ')}
     order by ${sorted.map((each) => `${each} ${direction}`).join(', ')} limit ${param(options.limit + 1)}`,
    values,
  );
  const conversations = found.rows.slice(0, options.limit).map(toConversationRecord);
  const last = found.rows.length > options.limit ? conversations.at(-1) : undefined;
  return {
    conversations,
    next: last && formatCursor(placeOf(last) ?? last.activeAt, last.id),
  };
}

/** What is true of all that a list holds, of the conversation `c` and its contact `ct`. */
export async function listConditions(
  db: Reader,
  workspaceId: string,
  options: Omit<ListOptions, 'limit' | 'cursor'>,
  param: (value: unknown) => string,
): Promise<string[]> {
  const conditions = [`c.workspace_id = ${param(workspaceId)}`];
  if (options.contactId)
    conditions.push(`c.contact_id = ${param(options.contactId)} and c.merged_into is null`);
  else conditions.push(await conditionOf(db, workspaceId, options, param));
  const visible = visibleTo(options.actor, param);
  if (visible) conditions.push(visible);
  if (options.teamId) conditions.push(`c.team_id = ${param(options.teamId)}`);
  if (options.inboxId) conditions.push(`c.inbox_id = ${param(options.inboxId)}`);
  if (options.sort === 'waiting' || options.sort === 'due')
    conditions.push(`c.${orders[options.sort].key} is not null`);
  return conditions;
}

type Order = {
  key: string;
  /** What the index is sorted by, from which rows of one value are sorted by the key; and what it is where the list goes on. */
  near?: { by: string; reached: (place: string) => string };
  direction: string;
  after: string;
  /** The key of a record. */
  placeOf: (row: ConversationRecord) => string | null;
};

/** What a list goes by. */
const orders: Record<ListOptions['sort'], Order> = {
  newest: {
    key: 'active_at',
    near: { by: 'c.active_about', reached: aboutUntil },
    direction: 'desc',
    after: '<',
    placeOf: (row) => row.activeAt,
  },
  oldest: {
    key: 'active_at',
    near: { by: 'c.active_about', reached: aboutSince },
    direction: 'asc',
    after: '>',
    placeOf: (row) => row.activeAt,
  },
  waiting: { key: 'waiting_since', direction: 'asc', after: '>', placeOf: (row) => row.waitingSince },
  due: { key: 'sla_due_at', direction: 'asc', after: '>', placeOf: (row) => nextDue(row.sla) },
};

async function conditionOf(
  db: Reader,
  workspaceId: string,
  { view, decided, userId }: Pick<ListOptions, 'view' | 'decided' | 'userId'>,
  param: (value: unknown) => string,
): Promise<string> {
  const kind = view === 'mentions' || view === 'following' ? view : undefined;
  const own: DecidedView | undefined = decided ?? (kind && { kind });
  if (!own) return viewConditions[view as keyof typeof viewConditions](() => param(userId));
  const fields = await loadFilterFields(db, workspaceId);
  return viewCondition(own, { param, fields, userId, subject: 'conversation' });
}

const formatCursor = (at: string, id: string): string => Buffer.from(`${at}|${id}`).toString('base64url');

function parseCursor(cursor: string): [string, string] {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('|');
  if (!at || !id || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))
    fail('invalid_value', { field: '/cursor' });
  return [at, id];
}

/** The agent's own cursors in these conversations; none means nothing read. */
export async function listReads(
  db: Reader,
  workspaceId: string,
  userId: string,
  ids: string[],
): Promise<AgentRead[]> {
  const found = await db.query<ReadRow>(
    `select conversation_id, read_seq, contact_messages, unread_marks from conversation_reads
     where workspace_id = $1 and user_id = $2 and conversation_id = any ($3)`,
    [workspaceId, userId, ids],
  );
  return found.rows.map(toAgentRead);
}

/**
 * The conversations that are not resolved, and spam, counted by what decides who sees them and in which view. Read from
 * partial indexes, whatever the number of resolved ones. For readers there is `OpenCounts`, which does not count all each time.
 */
export async function countOpen(db: Reader, workspaceId: string): Promise<CountedRow[]> {
  const found = await db.query<CountedRow>({
    name: 'count-open',
    text: `select 'open' as status, assignee_id, team_id, count(*)::int as n,
       count(waiting_since) filter (where status = 'open' or assignee_id is not null)::int as waiting,
       count(*) filter (where status = 'pending' and assignee_id is null)::int as with_bot from conversations
     where workspace_id = $1 and status in ('open', 'pending') and not spam group by 2, 3
     union all
     select 'snoozed', assignee_id, team_id, count(*)::int, 0, 0 from conversations
     where workspace_id = $1 and status = 'snoozed' and not spam group by 2, 3
     union all
     select 'spam', assignee_id, team_id, count(*)::int, 0, 0 from conversations
     where workspace_id = $1 and spam and merged_into is null group by 2, 3`,
    values: [workspaceId],
  });
  return found.rows;
}

/**
 * A point in the database's history: the snapshot under which a list is read, so that a later reader can be told exactly
 * what was committed since. No counter that all writers share, and no gap for a transaction that commits late. The
 * cluster's name is part of it, because a restored database counts anew.
 */
export async function takeWatermark(db: Reader): Promise<string> {
  const found = await db.query<{ watermark: string }>(
    `select current_setting('cluster_name') || (select oid::text from pg_database where datname = current_database())
       || ':' || pg_current_snapshot()::text as watermark`,
  );
  return found.rows[0]!.watermark;
}

/** Conversations changed since the watermark, or `reset` where they are too many or the watermark is another database's. */
export async function listChangedSince(
  db: Reader,
  workspaceId: string,
  since: string,
  most: number,
): Promise<{ reset: true } | { reset: false; conversations: ConversationRecord[] }> {
  const [now, then] = [parseWatermark(await takeWatermark(db)), parseWatermark(since)];
  // One that lies ahead is from before a restore: what was changed since then cannot be told.
  if (!now || !then || then.cluster !== now.cluster || then.xmax > now.xmax) return { reset: true };
  const found = await db.query<ConversationRow & Changed>(
    `select ${conversationColumns}, changed.rows, changed.entries from (${changedSince}) changed, ${conversationTables}
     where c.workspace_id = $1 and c.id = changed.id`,
    [workspaceId, String(then.xmin), then.snapshot, most],
  );
  if (isTooMany(found.rows, most)) return { reset: true };
  return { reset: false, conversations: found.rows.map(toConversationRecord) };
}

export type Watermark = { cluster: string; snapshot: string; xmin: bigint; xmax: bigint };

/** `<cluster>:<xmin>:<xmax>:<those in flight, rising>`; undefined for what the database would not take as a snapshot. */
export function parseWatermark(text: string): Watermark | undefined {
  const match = /^(.*):(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?)$/.exec(text);
  if (!match) return undefined;
  const [cluster, xmin, xmax, inFlight] = [match[1]!, BigInt(match[2]!), BigInt(match[3]!), match[4]!];
  const ids = inFlight === '' ? [] : inFlight.split(',').map(BigInt);
  const bounds = [xmin, ...ids];
  const rising = ids.every((id, i) => (i === 0 ? id >= xmin : id > bounds[i]!) && id < xmax);
  if (xmin < 1n || xmax < xmin || !rising) return undefined;
  return { cluster, snapshot: `${xmin}:${xmax}:${inFlight}`, xmin, xmax };
}

/** Conversations that changed since the watermark, or whose contact did; `reset` as in `listChangedSince`. */
export async function listTouchedSince(
  db: Reader,
  workspaceId: string,
  since: string,
  most: number,
): Promise<{ reset: true } | { reset: false; ids: string[] }> {
  const [now, then] = [parseWatermark(await takeWatermark(db)), parseWatermark(since)];
  if (!now || !then || then.cluster !== now.cluster || then.xmax > now.xmax) return { reset: true };
  const found = await db.query<Changed>(
    `${changedSince}
     union all
     (select c.id, 1, 0 from contacts ct join conversations c on (c.workspace_id, c.contact_id) = (ct.workspace_id, ct.id)
      where ct.workspace_id = $1 and ct.changed_xid >= $2::xid8 and not pg_visible_in_snapshot(ct.changed_xid, $3::pg_snapshot) limit $4::int + 1)`,
    [workspaceId, String(then.xmin), then.snapshot, most],
  );
  if (isTooMany(found.rows, most)) return { reset: true };
  return { reset: false, ids: [...new Set(found.rows.map((row) => row.id))] };
}
