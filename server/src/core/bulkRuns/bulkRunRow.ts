import type { BulkChoice, BulkRun, ConversationPatch } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { AgentActor } from '../actor.ts';

export type BulkRunRow = {
  workspace_id: string;
  id: string;
  user_id: string;
  status: BulkRun['status'];
  choice: BulkChoice;
  patch: ConversationPatch;
  total: number;
  place: number;
  collected: string | null;
  changed: number;
  failures: Record<string, number>;
  undone: number;
  created_at: Date;
  finished_at: Date | null;
};

export const bulkRunColumns = `workspace_id, id, user_id, status, choice, patch, total, place, collected, changed, failures,
  undone, created_at, finished_at`;

/** What was found is kept so long, for an undo. Hours. */
export const UNDO_WITHIN_HOURS = 24;

/** One of one's own. Throws `bulk_run_not_found`. */
export async function loadBulkRun(db: Pick<Db, 'query'>, actor: AgentActor, id: string): Promise<BulkRun> {
  const found = await db.query<BulkRunRow>(
    `select ${bulkRunColumns} from bulk_runs where workspace_id = $1 and id = $2 and user_id = $3`,
    [actor.workspaceId, id, actor.userId],
  );
  return toBulkRun(found.rows[0] ?? fail('bulk_run_not_found'));
}

/** The newest twenty of one's own. */
export async function listBulkRuns(db: Pick<Db, 'query'>, actor: AgentActor): Promise<BulkRun[]> {
  const found = await db.query<BulkRunRow>(
    `select ${bulkRunColumns} from bulk_runs where workspace_id = $1 and user_id = $2
     order by created_at desc, id desc limit 20`,
    [actor.workspaceId, actor.userId],
  );
  return found.rows.map(toBulkRun);
}

function toBulkRun(row: BulkRunRow): BulkRun {
  const ended = row.status === 'done' || row.status === 'cancelled' || row.status === 'failed';
  const until = row.finished_at && new Date(row.finished_at.getTime() + UNDO_WITHIN_HOURS * 3600_000);
  return {
    id: row.id,
    status: row.status,
    total: row.total,
    done: row.place,
    changed: row.changed,
    failures: row.failures,
    undone: row.undone,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    ...(ended && row.changed > 0 && until && until > new Date() && { undoUntil: until.toISOString() }),
  };
}
