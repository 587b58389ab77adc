import { fail } from '../../errors.ts';
import { parseWatermark, takeWatermark, type Watermark } from '../conversations/readConversations.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { formatEventCursor, parseEventCursor } from '../events/eventCursor.ts';
import { factsStatement } from './factsStatement.ts';

const AT_ONCE = 300;

/**
 * Brings the facts of a workspace up to date with its logs: those of every conversation that got an entry since the last
 * time are derived anew, so that a fact never depends on what was there before. Called by the worker, and by whoever is
 * about to read facts, so that no screen shows older ones than another. Waits while somebody else is at it.
 */
export async function refreshFacts(core: Core, workspaceId: string): Promise<void> {
  while (await refreshSome(core, workspaceId));
}

/** The same for all workspaces; what the worker does. */
export async function refreshAllFacts(core: Core): Promise<number> {
  const workspaces = await core.db.query<{ id: string }>('select id from workspaces');
  for (const { id } of workspaces.rows) await refreshFacts(core, id);
  return 0;
}

/** Forgets the facts of a workspace, so that the next refresh derives all of them from the logs. */
export async function forgetFacts(core: Core, workspaceId: string): Promise<void> {
  await transact(core, async (tx) => {
    await tx.query('delete from report_progress where workspace_id = $1', [workspaceId]);
    await tx.query('delete from report_facts where workspace_id = $1', [workspaceId]);
  });
}

/** One transaction's worth; whether there may be more. */
async function refreshSome(core: Core, workspaceId: string): Promise<boolean> {
  return transact(core, async (tx) => {
    const now = parseWatermark(await takeWatermark(tx)) ?? fail('internal');
    const progress = await lockProgress(tx, workspaceId, now);
    const to = progress.to ?? now;
    const ids = await listChanged(tx, workspaceId, progress.from, to, progress.after);
    if (ids.length > 0) await deriveFacts(tx, workspaceId, ids);
    const isWhole = ids.length < AT_ONCE;
    const cursor = isWhole
      ? formatEventCursor({ from: to })
      : formatEventCursor({
          from: progress.from,
          to,
          place: { stage: 1, conversationId: ids.at(-1)!, seq: 0 },
        });
    await tx.query('update report_progress set cursor = $2 where workspace_id = $1', [workspaceId, cursor]);
    return !isWhole || (progress.to !== undefined && progress.to.snapshot !== now.snapshot);
  });
}

type Progress = { from: Watermark; to?: Watermark; after: string };
const NOBODY = '00000000-0000-0000-0000-000000000000';

async function lockProgress(tx: CoreTx, workspaceId: string, now: Watermark): Promise<Progress> {
  const beginning: Watermark = { cluster: now.cluster, snapshot: '3:3:', xmin: 3n, xmax: 3n };
  await tx.query(
    'insert into report_progress (workspace_id, cursor) values ($1, $2) on conflict (workspace_id) do nothing',
    [workspaceId, formatEventCursor({ from: beginning })],
  );
  const locked = await tx.query<{ cursor: string }>(
    'select cursor from report_progress where workspace_id = $1 for update',
    [workspaceId],
  );
  const { from, to, place } = parseEventCursor(locked.rows[0]!.cursor);
  // A restored database counts anew: everything is derived once more.
  if ([from, to].some((mark) => mark && (mark.cluster !== now.cluster || mark.xmax > now.xmax)))
    return { from: beginning, after: NOBODY };
  return { from, ...(to && { to }), after: place?.stage === 1 ? place.conversationId : NOBODY };
}

async function listChanged(
  tx: CoreTx,
  workspaceId: string,
  from: Watermark,
  to: Watermark,
  after: string,
): Promise<string[]> {
  const found = await tx.query<{ id: string }>(
    `select distinct e.conversation_id as id from entries e
     where e.workspace_id = $1 and e.xid >= $2::xid8 and e.xid < $3::xid8
       and not pg_visible_in_snapshot(e.xid, $4::pg_snapshot) and pg_visible_in_snapshot(e.xid, $5::pg_snapshot)
       and e.conversation_id > $6 order by 1 limit $7`,
    [workspaceId, String(from.xmin), String(to.xmax), from.snapshot, to.snapshot, after, AT_ONCE],
  );
  return found.rows.map((row) => row.id);
}

async function deriveFacts(tx: CoreTx, workspaceId: string, ids: string[]): Promise<void> {
  await tx.query('delete from report_facts where workspace_id = $1 and conversation_id = any ($2)', [
    workspaceId,
    ids,
  ]);
  await tx.query(
    `insert into report_facts (workspace_id, conversation_id, kind, seq, at, agent_id, is_first, seconds, open_seconds, score)
     select $1::uuid, f.* from (${factsStatement}) f`,
    [workspaceId, ids],
  );
}
