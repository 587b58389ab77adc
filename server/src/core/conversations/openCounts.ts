import type { ViewCounts } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import type { Actor } from '../actor.ts';
import { type Changed, changedSince, isTooMany } from './changedSince.ts';
import { type CountedRow, countVisible } from './mayRead.ts';
import { countOpen, parseWatermark, takeWatermark, type Watermark } from './readConversations.ts';

/** Fewer than so many are counted each time: that costs less than a millisecond, and no memory. */
const KEPT_FROM = 3000;
/** Of all workspaces together: some 120 bytes each. */
const MOST_KEPT = 300_000;
/** So many changes at once are dearer to follow than to count anew. */
const MOST_CHANGED = 5000;
/** While a transaction goes on that began so many ago, each look would pass over all that changed since: counted, as long as it lasts. */
const MOST_BEHIND = 20_000;
/** Counted from the ground up again after so long, whatever was followed meanwhile. */
const COUNTED_ANEW_MS = 300_000;

type Reader = Pick<Db, 'query'>;
type Limits = { keptFrom: number; mostKept: number; mostChanged: number; mostBehind: number };

/** Conversations that count alike. */
type Group = CountedRow;
type Kept = {
  at: Watermark;
  countedAt: number;
  askedAt: number;
  groups: Map<string, Group>;
  of: Map<string, Group>;
};
/** What changed, or one row without anything. */
type Followed = { watermark: string } & ((Changed & { key: string | null }) | { id: null });
type Turn = { running: Promise<CountedRow[]>; next: Promise<CountedRow[]> | undefined };

/** What decides where a conversation is counted; null where it is not. The same as the conditions of `countOpen`. */
const bucket = `case when c.spam then case when c.merged_into is null then 'spam' end
  when c.status in ('open', 'pending') then 'open' when c.status = 'snoozed' then 'snoozed' end`;
const keyOf = `concat_ws('|', b.bucket, coalesce(c.assignee_id::text, '-'), coalesce(c.team_id::text, '-'),
  case when b.bucket = 'open' and c.waiting_since is not null and (c.status = 'open' or c.assignee_id is not null) then 1 else 0 end,
  case when b.bucket = 'open' and c.status = 'pending' and c.assignee_id is null then 1 else 0 end)`;

/**
 * Counts of views, exact at the moment of asking, whatever the number of open conversations. Where there are many, which of
 * them counts as what is kept here, with the snapshot of the database under which it was read; who asks later reads what was
 * committed since then, as those who follow the rows do. Nothing is added to what a message costs, and nodes need
 * not agree with one another. A conversation's change is known by `changedSince`, its deletion by the feed's event.
 */
export class OpenCounts {
  readonly #db: Reader;
  readonly #limits: Limits;
  readonly #kept = new Map<string, Kept>();
  readonly #turns = new Map<string, Turn>();

  constructor(db: Reader, limits: Partial<Limits> = {}) {
    this.#db = db;
    this.#limits = {
      keptFrom: KEPT_FROM,
      mostKept: MOST_KEPT,
      mostChanged: MOST_CHANGED,
      mostBehind: MOST_BEHIND,
      ...limits,
    };
  }

  /** How many conversations each view holds for this reader. */
  async views(actor: Actor): Promise<ViewCounts> {
    return countVisible(await this.rows(actor.workspaceId), actor);
  }

  /**
   * Counted by what decides who sees them. Whoever asks while others are being answered gets, together with all who came
   * since, an answer that is begun after they asked: their own change is in it.
   */
  rows(workspaceId: string): Promise<CountedRow[]> {
    const turn = this.#turns.get(workspaceId);
    if (!turn) return this.#run(workspaceId);
    turn.next ??= turn.running.then(
      () => this.#run(workspaceId),
      () => this.#run(workspaceId),
    );
    return turn.next;
  }

  #run(workspaceId: string): Promise<CountedRow[]> {
    const turn: Turn = { running: this.#count(workspaceId), next: undefined };
    this.#turns.set(workspaceId, turn);
    const end = () => {
      // The next one, if any, puts itself in this place.
      if (turn.next === undefined) this.#turns.delete(workspaceId);
    };
    turn.running.then(end, end);
    return turn.running;
  }

  async #count(workspaceId: string): Promise<CountedRow[]> {
    const kept = this.#kept.get(workspaceId);
    if (
      kept &&
      performance.now() - kept.countedAt < COUNTED_ANEW_MS &&
      (await this.#follow(workspaceId, kept))
    )
      return toRows(kept);
    this.#kept.delete(workspaceId);
    const rows = await countOpen(this.#db, workspaceId);
    const all = rows.reduce((sum, { n }) => sum + n, 0);
    if (all < this.#limits.keptFrom || all > this.#limits.mostKept) return rows;
    const read = await this.#read(workspaceId);
    if (!read) return rows;
    this.#kept.set(workspaceId, read);
    this.#makeRoom();
    return toRows(read);
  }

  /** False: it cannot be followed, and is counted anew. */
  async #follow(workspaceId: string, kept: Kept): Promise<boolean> {
    const { mostChanged } = this.#limits;
    if (this.#isBehind(kept.at)) return false;
    const found = await this.#db.query<Followed>({
      name: 'follow-open',
      text: `select now.watermark, f.* from (${watermark}) now left join lateral (
        select c.id, case when b.bucket is not null then ${keyOf} end as key, changed.rows, changed.entries
        from (${changedSince}) changed, conversations c, lateral (select ${bucket} as bucket) b
        where c.workspace_id = $1 and c.id = changed.id
        union all
        (select e.conversation_id, null, 1, 0 from feed_events e
         where e.workspace_id = $1 and e.xid >= $2::xid8 and not pg_visible_in_snapshot(e.xid, $3::pg_snapshot)
           and e.type = 'conversation.deleted' limit $4::int + 1)
      ) f on true`,
      values: [workspaceId, String(kept.at.xmin), kept.at.snapshot, mostChanged],
    });
    const at = parseWatermark(found.rows[0]!.watermark);
    // Another database, or one from before a restore.
    if (!at || at.cluster !== kept.at.cluster || at.xmax < kept.at.xmax) return false;
    const changed = found.rows.filter((row) => row.id !== null);
    if (isTooMany(changed, mostChanged)) return false;
    for (const { id, key } of changed) place(kept, id, key);
    kept.at = at;
    kept.askedAt = performance.now();
    return true;
  }

  /** Ids are read as one text for each group: thousands of rows would keep the process from its sockets. */
  async #read(workspaceId: string): Promise<Kept | undefined> {
    // Before they are read: what is committed meanwhile is read once more, and not missed.
    const at = parseWatermark(await takeWatermark(this.#db));
    if (!at || this.#isBehind(at)) return undefined;
    const open = [
      "c.status in ('open', 'pending') and not c.spam",
      "c.status = 'snoozed' and not c.spam",
      'c.spam',
    ];
    const found = await this.#db.query<{ key: string; ids: string }>({
      name: 'read-open',
      text: open
        .map(
          (condition) => `select ${keyOf} as key, string_agg(c.id::text, ',') as ids
            from conversations c, lateral (select ${bucket} as bucket) b
            where c.workspace_id = $1 and ${condition} and b.bucket is not null group by 1`,
        )
        .join(' union all '),
      values: [workspaceId],
    });
    const kept: Kept = {
      at,
      countedAt: performance.now(),
      askedAt: performance.now(),
      groups: new Map(),
      of: new Map(),
    };
    for (const { key, ids } of found.rows) for (const id of ids.split(',')) place(kept, id, key);
    return kept;
  }

  #isBehind({ xmin, xmax }: Watermark): boolean {
    return xmax - xmin > BigInt(this.#limits.mostBehind);
  }

  /** Those that were not asked for longest go first. */
  #makeRoom(): void {
    let held = this.#kept.values().reduce((sum, { of }) => sum + of.size, 0);
    const byAge = [...this.#kept].sort(([, a], [, b]) => a.askedAt - b.askedAt);
    for (const [workspaceId, { of }] of byAge) {
      if (held <= this.#limits.mostKept) return;
      this.#kept.delete(workspaceId);
      held -= of.size;
    }
  }
}

const watermark = `select current_setting('cluster_name') || (select oid::text from pg_database where datname = current_database())
  || ':' || pg_current_snapshot()::text as watermark`;

/** A conversation counts under `key` from now on, or not at all. */
function place({ groups, of }: Kept, id: string, key: string | null): void {
  const before = of.get(id);
  const after = key === null ? undefined : (groups.get(key) ?? newGroup(groups, key));
  if (before === after) return;
  if (before) before.n -= 1;
  if (after) {
    after.n += 1;
    of.set(id, after);
  } else of.delete(id);
}

/** `waiting` and `with_bot` of a group are those of one conversation until it is told. */
function newGroup(groups: Map<string, Group>, key: string): Group {
  const [status, assignee, team, waiting, withBot] = key.split('|') as [
    string,
    string,
    string,
    string,
    string,
  ];
  const group: Group = {
    status,
    assignee_id: assignee === '-' ? null : assignee,
    team_id: team === '-' ? null : team,
    n: 0,
    waiting: Number(waiting),
    with_bot: Number(withBot),
  };
  groups.set(key, group);
  return group;
}

const toRows = ({ groups }: Kept): CountedRow[] =>
  [...groups.values()]
    .filter(({ n }) => n > 0)
    .map((group) => ({ ...group, waiting: group.n * group.waiting, with_bot: group.n * group.with_bot }));
