import { chosenOnce } from '../../db/chosenOnce.ts';
import { isPassing } from '../../db/errors.ts';
import { AppError, coerceError, fail } from '../../errors.ts';
import { type AgentActor, mustBeAble } from '../actor.ts';
import { type BulkItem, differenceOf } from '../conversations/bulkChange.ts';
import { lockConversation } from '../conversations/changeConversation.ts';
import { patchInTransaction } from '../conversations/patchConversation.ts';
import { restoreInTransaction } from '../conversations/undoBulkChange.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { findMember } from '../workspaces/findMember.ts';
import { type BulkRunRow, bulkRunColumns, UNDO_WITHIN_HOURS } from './bulkRunRow.ts';
import { collectItems } from './collectItems.ts';

const CLAIM_SECONDS = 60;
const AT_ONCE = 50;
/** So often a search may take too long before the run is ended. */
const MOST_TRIES = 3;
const QUERY_CANCELED = '57014';
/** At once: enough to keep the database busy, few enough to leave connections to everybody else. */
const SIDE_BY_SIDE = 4;

/**
 * One step of the bulk change that was served longest ago: collecting, or a batch of conversations. Each conversation is its
 * own transaction, in which its item says what became of it; how far the run is follows from the items. So a worker
 * that dies loses nothing and does nothing twice: the next one skips what is dealt with. Returns how many steps were
 * done: 0 where nothing waits.
 */
export async function runBulk(core: Core): Promise<number> {
  const claimed = await core.db.query<BulkRunRow>(
    `${chosenOnce(
      `select workspace_id as w, id as i from bulk_runs where status in ('collecting', 'running', 'undoing')
         and (claimed_until is null or claimed_until < now()) order by stepped_at, created_at limit 1 for update`,
    )}
     update bulk_runs set stepped_at = clock_timestamp(), claimed_until = now() + interval '${CLAIM_SECONDS} seconds'
     from chosen where (workspace_id, id) = (w, i) returning ${bulkRunColumns}`,
  );
  const run = claimed.rows[0];
  if (!run) return 0;
  try {
    const actor = await loadStarter(core, run);
    if (run.status === 'collecting') await collectItems(core, actor, run);
    else await changeBatch(core, actor, run);
  } catch (thrown) {
    const error = coerceError(thrown);
    if (passes(error) && !(await isTooOften(core, run, error))) throw error;
    await giveUp(core, run, passes(error) ? new AppError('search_too_slow') : error);
  }
  return 1;
}

/**
 * Whether this was once too often that collecting what a search finds was ended because it took too long: it will not be quicker the
 * next time. Other trouble of the moment is none of the search's.
 */
async function isTooOften(core: Core, { workspace_id, id }: BulkRunRow, error: Error): Promise<boolean> {
  if ((error as { code?: unknown }).code !== QUERY_CANCELED) return false;
  const counted = await core.db.query<{ tries: number }>(
    `update bulk_runs set tries = tries + 1 where workspace_id = $1 and id = $2 and status = 'collecting' returning tries`,
    [workspace_id, id],
  );
  return (counted.rows[0]?.tries ?? 0) >= MOST_TRIES;
}

/** Trouble of the moment, which is no answer to the change: the claim runs out, and the next worker tries again. */
const passes = (error: Error): boolean =>
  error instanceof AppError ? error.retryAfterMs !== undefined : isPassing(error);

/** Whoever began it, as they are now: who is no member any more, or may no longer change, changes nothing. */
async function loadStarter(core: Core, run: BulkRunRow): Promise<AgentActor> {
  const { workspace_id: workspaceId, user_id: userId } = run;
  const member = (await findMember(core.db, workspaceId, userId)) ?? fail('forbidden');
  const found = await core.db.query<{ name: string }>('select name from users where id = $1', [userId]);
  const actor: AgentActor = {
    kind: 'agent',
    workspaceId,
    userId,
    ...member,
    name: found.rows[0]?.name ?? '',
  };
  mustBeAble(actor, 'conversations.change');
  return actor;
}

type Item = {
  conversation_id: string;
  state: string;
  before: BulkItem['before'];
  after: BulkItem['after'];
};

async function changeBatch(core: Core, actor: AgentActor, run: BulkRunRow): Promise<void> {
  const wanted = run.status === 'undoing' ? 'changed' : 'waiting';
  const found = await core.db.query<{ conversation_id: string }>(
    `select conversation_id from bulk_run_items
     where workspace_id = $1 and run_id = $2 and place > $3 and place <= $4 and state = $5 order by place`,
    [run.workspace_id, run.id, run.place, run.place + AT_ONCE, wanted],
  );
  const queue = found.rows.map((row) => row.conversation_id);
  const work = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) await settleItem(core, actor, run, id);
  };
  // All come to their end before a failure is told: none may go on beside the next batch.
  const ended = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, work));
  const failed = ended.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  await moveOn(core, run);
}

/** One conversation and what became of it, in one transaction; a refusal is written beside, since its own was rolled back. */
async function settleItem(core: Core, actor: AgentActor, run: BulkRunRow, id: string): Promise<void> {
  try {
    await transact(core, async (tx) => {
      if (!(await isUnderWay(tx, run))) return;
      const item = await lockItem(tx, run, id);
      if (item) await (run.status === 'undoing' ? putBack : changeOne)(tx, actor, run, item);
    });
  } catch (thrown) {
    const error = coerceError(thrown);
    if (passes(error)) throw error;
    const refused = error instanceof AppError;
    if (!refused) core.db.log(error);
    await core.db.query(
      `update bulk_run_items set state = $4, code = $5 where workspace_id = $1 and run_id = $2 and conversation_id = $3 and state = $6`,
      [
        run.workspace_id,
        run.id,
        id,
        run.status === 'undoing' ? 'kept' : 'failed',
        refused ? error.code : 'internal',
        run.status === 'undoing' ? 'changed' : 'waiting',
      ],
    );
  }
}

/** Held until the end of the transaction, so that a cancel waits for it and nothing is changed after one. */
async function isUnderWay(tx: CoreTx, run: BulkRunRow): Promise<boolean> {
  const found = await tx.query(
    'select from bulk_runs where workspace_id = $1 and id = $2 and status = $3 for share',
    [run.workspace_id, run.id, run.status],
  );
  return found.rowCount === 1;
}

/** Undefined where another worker was quicker. */
async function lockItem(tx: CoreTx, run: BulkRunRow, id: string): Promise<Item | undefined> {
  const found = await tx.query<Item>(
    `select conversation_id, state, before, after from bulk_run_items
     where workspace_id = $1 and run_id = $2 and conversation_id = $3 and state = $4 for update`,
    [run.workspace_id, run.id, id, run.status === 'undoing' ? 'changed' : 'waiting'],
  );
  return found.rows[0];
}

async function changeOne(tx: CoreTx, actor: AgentActor, run: BulkRunRow, item: Item): Promise<void> {
  const before = await lockConversation(tx, actor, item.conversation_id);
  const after = await patchInTransaction(tx, actor, item.conversation_id, run.patch);
  const difference = differenceOf(before, after);
  await tx.query(
    `update bulk_run_items set state = $4, before = $5, after = $6 where workspace_id = $1 and run_id = $2 and conversation_id = $3`,
    [
      run.workspace_id,
      run.id,
      item.conversation_id,
      difference ? 'changed' : 'same',
      difference ? JSON.stringify(difference.before) : null,
      difference ? JSON.stringify(difference.after) : null,
    ],
  );
}

async function putBack(tx: CoreTx, actor: AgentActor, run: BulkRunRow, item: Item): Promise<void> {
  const { conversation_id: id, before, after } = item;
  await restoreInTransaction(tx, actor, { id, before, after });
  await tx.query(
    `update bulk_run_items set state = 'undone' where workspace_id = $1 and run_id = $2 and conversation_id = $3`,
    [run.workspace_id, run.id, id],
  );
}

/** How far it is now, told by the items of the batch: whoever settled them. Whoever finds that another moved on leaves it. */
async function moveOn(core: Core, run: BulkRunRow): Promise<void> {
  const ids = [run.workspace_id, run.id];
  await transact(core, async (tx) => {
    const locked = await tx.query<BulkRunRow>(
      `select ${bulkRunColumns} from bulk_runs where workspace_id = $1 and id = $2 and status = $3 and place = $4 for update`,
      [...ids, run.status, run.place],
    );
    const now = locked.rows[0];
    if (!now) return;
    const place = Math.min(now.place + AT_ONCE, now.total);
    const counted = await tx.query<{ state: string; code: string | null; n: number }>(
      `select state, code, count(*)::int as n from bulk_run_items
       where workspace_id = $1 and run_id = $2 and place > $3 and place <= $4 group by 1, 2`,
      [...ids, now.place, place],
    );
    const many = (state: string) =>
      counted.rows.reduce((sum, row) => sum + (row.state === state ? row.n : 0), 0);
    const failures = { ...now.failures };
    for (const { code, n, state } of counted.rows)
      if (code && state === (run.status === 'undoing' ? 'kept' : 'failed'))
        failures[code] = (failures[code] ?? 0) + n;
    const finished = place >= now.total;
    const ended = run.status === 'undoing' ? 'undone' : 'done';
    await tx.query(
      `update bulk_runs set place = $3, changed = changed + $4, undone = undone + $5, failures = $6, claimed_until = null,
         patch = case when $8 then '{}' else patch end, status = $7, finished_at = case when $8 then now() end where workspace_id = $1 and id = $2`,
      [
        ...ids,
        place,
        run.status === 'undoing' ? 0 : many('changed'),
        run.status === 'undoing' ? many('undone') : 0,
        JSON.stringify(failures),
        finished ? ended : run.status,
        finished,
      ],
    );
  });
}

/** What was changed until then stays, and can be undone by whoever still may. */
async function giveUp(core: Core, run: BulkRunRow, error: Error): Promise<void> {
  if (!(error instanceof AppError)) core.db.log(error);
  await core.db.query(
    `update bulk_runs r set status = 'failed', finished_at = now(), claimed_until = null, choice = '{}', patch = '{}',
       failures = failures || jsonb_build_object($3::text, 1),
       changed = (select count(*) from bulk_run_items i where i.workspace_id = r.workspace_id and i.run_id = r.id and i.state = 'changed')
     where workspace_id = $1 and id = $2 and status in ('collecting', 'running', 'undoing')`,
    [run.workspace_id, run.id, error instanceof AppError ? error.code : 'internal'],
  );
}

/** Forgets runs that cannot be undone any more, with what they found. Returns how many. */
export async function forgetOldBulkRuns(core: Core): Promise<number> {
  const { rowCount } = await core.db.query(
    `delete from bulk_runs where (workspace_id, id) in (
       select workspace_id, id from bulk_runs where created_at < now() - interval '2 days'
         and status not in ('collecting', 'running', 'undoing')
         and finished_at < now() - make_interval(hours => $1) limit 20)`,
    [UNDO_WITHIN_HOURS],
  );
  return rowCount ?? 0;
}
