import type { OpportunityRun, OpportunityRunCreate } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';

type Row = {
  id: string;
  state: OpportunityRun['state'];
  since: Date;
  until: Date;
  inbox_ids: string[];
  languages: string[];
  progress: number;
  seconds_left: number | null;
  conversations: number;
  conversations_read: number;
  asked: number;
  problem: string | null;
  queued_at: Date;
  finished_at: Date | null;
};
const columns = `id, state, since, until, inbox_ids, languages, progress, seconds_left, conversations, conversations_read, asked, problem,
  queued_at, finished_at`;
const YEAR_MS = 365 * 24 * 3600_000;

/** Newest first; at most twenty. */
export async function listRuns(core: Core, { workspaceId }: DeskActor): Promise<OpportunityRun[]> {
  const found = await core.db.query<Row>(
    `select ${columns} from opportunity_runs where workspace_id = $1 order by queued_at desc, id limit 20`,
    [workspaceId],
  );
  return found.rows.map(toRun);
}

/**
 * Orders a search. A repeat with the same id gives the same run. Errors: `run_under_way`, `inbox_not_found`, `invalid_value` for
 * a time that ends before it begins.
 */
export async function orderRun(
  core: Core,
  actor: DeskActor,
  body: OpportunityRunCreate,
): Promise<OpportunityRun> {
  const { workspaceId } = actor;
  const until = body.until ? new Date(body.until) : new Date();
  const since = body.since ? new Date(body.since) : new Date(until.getTime() - YEAR_MS);
  if (!(since < until)) fail('invalid_value', { field: '/since' });
  const inboxIds = body.inboxIds ?? [];
  return transact(core, async (tx) => {
    const known = await findRun(tx, workspaceId, body.id);
    if (known) return known;
    const inboxes = await tx.query('select from inboxes where workspace_id = $1 and id = any ($2)', [
      workspaceId,
      inboxIds,
    ]);
    if (inboxes.rowCount !== inboxIds.length) fail('inbox_not_found', { field: '/inboxIds' });
    const inserted = await tx.query<Row>(
      `insert into opportunity_runs (workspace_id, id, since, until, inbox_ids, utc_offset_minutes, languages)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning ${columns}`,
      [workspaceId, body.id, since, until, inboxIds, body.utcOffsetMinutes ?? 0, body.languages ?? []],
    );
    const row = inserted.rows[0];
    // The same order may have come twice at this moment.
    if (!row) return (await findRun(tx, workspaceId, body.id)) ?? fail('run_under_way');
    const target = { kind: 'opportunity_run', id: row.id };
    await recordAudit(tx, actor, { action: 'opportunities.searched', target });
    tx.announce({ kind: 'changed', workspaceId, what: 'opportunities' });
    return toRun(row);
  });
}

/** Errors: `opportunity_run_not_found`, `run_settled`. */
export async function cancelRun(core: Core, { workspaceId }: DeskActor, id: string): Promise<OpportunityRun> {
  return transact(core, async (tx) => {
    const cancelled = await tx.query(
      `update opportunity_runs set state = 'cancelled', finished_at = now(), seconds_left = null
       where workspace_id = $1 and id = $2 and state in ('queued', 'running')`,
      [workspaceId, id],
    );
    const run = (await findRun(tx, workspaceId, id)) ?? fail('opportunity_run_not_found');
    if (cancelled.rowCount === 0) fail('run_settled');
    tx.announce({ kind: 'changed', workspaceId, what: 'opportunities' });
    return run;
  });
}

/** One run, or the newest that is ready. */
export async function findRun(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  id: string | undefined,
): Promise<OpportunityRun | undefined> {
  const found = await db.query<Row>(
    id
      ? `select ${columns} from opportunity_runs where workspace_id = $1 and id = $2`
      : `select ${columns} from opportunity_runs where workspace_id = $1 and state = 'ready' order by queued_at desc, id limit 1`,
    id ? [workspaceId, id] : [workspaceId],
  );
  return found.rows[0] && toRun(found.rows[0]);
}

const toRun = (row: Row): OpportunityRun => ({
  id: row.id,
  state: row.state,
  since: row.since.toISOString(),
  until: row.until.toISOString(),
  inboxIds: row.inbox_ids,
  languages: row.languages,
  progress: row.progress,
  secondsLeft: row.seconds_left,
  conversations: row.conversations,
  conversationsRead: row.conversations_read,
  asked: row.asked,
  problem: row.problem,
  queuedAt: row.queued_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});
