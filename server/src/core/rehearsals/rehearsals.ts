import type { Rehearsal, RehearsalCreate } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';

export type RehearsalRow = {
  id: string;
  state: Rehearsal['state'];
  since: Date;
  until: Date;
  inbox_ids: string[];
  faq_ids: string[];
  progress: number;
  seconds_left: number | null;
  conversations: number;
  conversations_read: number;
  problem: string | null;
  queued_at: Date;
  finished_at: Date | null;
};
export const rehearsalColumns = `id, state, since, until, inbox_ids, faq_ids, progress, seconds_left, conversations,
  conversations_read, problem, queued_at, finished_at`;
const YEAR_MS = 365 * 24 * 3600_000;

/** Newest first; at most twenty. */
export async function listRehearsals(core: Core, { workspaceId }: DeskActor): Promise<Rehearsal[]> {
  const found = await core.db.query<RehearsalRow>(
    `select ${rehearsalColumns} from rehearsals where workspace_id = $1 order by queued_at desc, id limit 20`,
    [workspaceId],
  );
  return found.rows.map(toRehearsal);
}

/**
 * Orders a rehearsal. A repeat with the same id gives the same one. Errors: `rehearsal_under_way`, `inbox_not_found`, `faq_not_found`,
 * `invalid_value` for a time that ends before it begins.
 */
export async function orderRehearsal(
  core: Core,
  actor: DeskActor,
  body: RehearsalCreate,
): Promise<Rehearsal> {
  const { workspaceId } = actor;
  const until = body.until ? new Date(body.until) : new Date();
  const since = body.since ? new Date(body.since) : new Date(until.getTime() - YEAR_MS);
  if (!(since < until)) fail('invalid_value', { field: '/since' });
  const { inboxIds = [], faqIds = [] } = body;
  return transact(core, async (tx) => {
    const known = await findRehearsal(tx, workspaceId, body.id);
    if (known) return known;
    const there = await tx.query<{ inboxes: number; faqs: number }>(
      `select (select count(*)::int from inboxes where workspace_id = $1 and id = any ($2)) as inboxes,
         (select count(*)::int from faqs where workspace_id = $1 and id = any ($3)) as faqs`,
      [workspaceId, inboxIds, faqIds],
    );
    if (there.rows[0]!.inboxes !== inboxIds.length) fail('inbox_not_found', { field: '/inboxIds' });
    if (there.rows[0]!.faqs !== faqIds.length) fail('faq_not_found', { field: '/faqIds' });
    const inserted = await tx.query<RehearsalRow>(
      `insert into rehearsals (workspace_id, id, since, until, inbox_ids, faq_ids) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning ${rehearsalColumns}`,
      [workspaceId, body.id, since, until, inboxIds, faqIds],
    );
    const row = inserted.rows[0];
    // The same order may have come twice at this moment.
    if (!row) return (await findRehearsal(tx, workspaceId, body.id)) ?? fail('rehearsal_under_way');
    await recordAudit(tx, actor, { action: 'rehearsals.ordered', target: { kind: 'rehearsal', id: row.id } });
    tx.announce({ kind: 'changed', workspaceId, what: 'rehearsals' });
    return toRehearsal(row);
  });
}

/** Errors: `rehearsal_not_found`, `rehearsal_settled`. */
export async function cancelRehearsal(
  core: Core,
  { workspaceId }: DeskActor,
  id: string,
): Promise<Rehearsal> {
  return transact(core, async (tx) => {
    const cancelled = await tx.query(
      `update rehearsals set state = 'cancelled', finished_at = now(), seconds_left = null
       where workspace_id = $1 and id = $2 and state in ('queued', 'running')`,
      [workspaceId, id],
    );
    const run = (await findRehearsal(tx, workspaceId, id)) ?? fail('rehearsal_not_found');
    if (cancelled.rowCount === 0) fail('rehearsal_settled');
    tx.announce({ kind: 'changed', workspaceId, what: 'rehearsals' });
    return run;
  });
}

async function findRehearsal(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  id: string,
): Promise<Rehearsal | undefined> {
  const found = await db.query<RehearsalRow>(
    `select ${rehearsalColumns} from rehearsals where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return found.rows[0] && toRehearsal(found.rows[0]);
}

export const toRehearsal = (row: RehearsalRow): Rehearsal => ({
  id: row.id,
  state: row.state,
  since: row.since.toISOString(),
  until: row.until.toISOString(),
  inboxIds: row.inbox_ids,
  faqIds: row.faq_ids,
  progress: row.progress,
  secondsLeft: row.seconds_left,
  conversations: row.conversations,
  conversationsRead: row.conversations_read,
  problem: row.problem,
  queuedAt: row.queued_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});
