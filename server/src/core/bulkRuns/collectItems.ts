import type { BulkChoice } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import type { AgentActor } from '../actor.ts';
import { listConditions } from '../conversations/readConversations.ts';
import { type Core, transact } from '../core.ts';
import { searchEntries } from '../search/searchEntries.ts';
import { loadDecidedView } from '../views/loadDecidedView.ts';
import type { DecidedView } from '../views/viewCondition.ts';
import type { BulkRunRow } from './bulkRunRow.ts';

/** Places found by a search that are asked for at once. */
const SEARCH_PAGE = 100;

/**
 * Writes down what the list holds at this moment: a list by one statement, a search page by page, each with the place
 * where it goes on. When all is there the run begins. Nothing is written for a run that was cancelled meanwhile.
 */
export async function collectItems(core: Core, actor: AgentActor, run: BulkRunRow): Promise<void> {
  if (run.choice.q !== undefined) return collectSearch(core, actor, run, run.choice.q);
  const { text, values } = await formatCollecting(core.db, actor, run.choice, run.id);
  await transact(core, async (tx) => {
    const locked = await tx.query(
      `select from bulk_runs where workspace_id = $1 and id = $2 and status = 'collecting' for update`,
      [run.workspace_id, run.id],
    );
    if (locked.rowCount === 0) return;
    const { rowCount } = await tx.query(text, values);
    await tx.query(
      `update bulk_runs set choice = '{}', total = $3, status = case $3::int when 0 then 'done' else 'running' end,
         finished_at = case $3::int when 0 then now() end, claimed_until = null where workspace_id = $1 and id = $2`,
      [run.workspace_id, run.id, rowCount],
    );
  });
}

/** The statement that writes down what a list holds. Throws as reading the list does. */
export async function formatCollecting(
  db: Pick<Db, 'query'>,
  actor: AgentActor,
  choice: BulkChoice,
  runId: string,
): Promise<{ text: string; values: unknown[] }> {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const { view = 'all', viewId, filter, teamId, inboxId } = choice;
  const decided: DecidedView | undefined = filter
    ? { kind: 'saved', filter, sort: choice.sort ?? 'newest' }
    : viewId === undefined
      ? undefined
      : await loadDecidedView(db, actor, viewId);
  const sort =
    choice.sort ?? (decided?.kind === 'saved' ? decided.sort : view === 'waiting' ? 'waiting' : 'newest');
  const conditions = await listConditions(
    db,
    actor.workspaceId,
    { view, decided, actor, userId: actor.userId, teamId, inboxId, sort },
    param,
  );
  const text = `insert into bulk_run_items (workspace_id, run_id, conversation_id, place)
    select c.workspace_id, ${param(runId)}, c.id, row_number() over (order by c.active_at desc, c.id desc)
    from conversations c join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)
    where ${conditions.join(' and ')}`;
  return { text, values };
}

async function collectSearch(core: Core, actor: AgentActor, run: BulkRunRow, q: string): Promise<void> {
  const { found, next } = await searchEntries(core, actor, {
    q,
    limit: SEARCH_PAGE,
    timeZone: run.choice.timeZone ?? 'UTC',
    ...(run.collected !== null && { cursor: run.collected }),
  });
  const ids = [...new Set(found.map((each) => each.entry.conversationId))];
  await transact(core, async (tx) => {
    const locked = await tx.query<{ collected: string | null; total: number }>(
      `select collected, total from bulk_runs where workspace_id = $1 and id = $2 and status = 'collecting' for update`,
      [run.workspace_id, run.id],
    );
    const now = locked.rows[0];
    if (!now || now.collected !== run.collected) return;
    const { rowCount } = await tx.query(
      `insert into bulk_run_items (workspace_id, run_id, conversation_id, place)
       select $1, $2, f.id, $4 + row_number() over (order by f.n) from unnest($3::uuid[]) with ordinality f (id, n)
       where not exists (select from bulk_run_items i where i.workspace_id = $1 and i.run_id = $2 and i.conversation_id = f.id)`,
      [run.workspace_id, run.id, ids, now.total],
    );
    const total = now.total + (rowCount ?? 0);
    const status = next !== undefined ? 'collecting' : total === 0 ? 'done' : 'running';
    await tx.query(
      `update bulk_runs set choice = case when $5 = 'collecting' then choice else '{}' end, total = $3, collected = $4, status = $5, claimed_until = null, tries = 0,
         finished_at = case when $5 = 'done' then now() end where workspace_id = $1 and id = $2`,
      [run.workspace_id, run.id, total, next ?? null, status],
    );
  });
}
