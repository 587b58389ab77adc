import type { LanguageModelInfo } from '@causerie/protocol';
import type { Db } from '../../../db/transaction.ts';
import { fail } from '../../../errors.ts';
import type { DeskActor } from '../../actor.ts';
import { type Core, transact } from '../../core.ts';
import { queueTraining } from './queueTraining.ts';

type Row = {
  id: string;
  version: number;
  state: LanguageModelInfo['state'];
  kind: LanguageModelInfo['kind'];
  current: boolean;
  progress: number;
  seconds_left: number | null;
  faqs: number;
  examples: number;
  size: number | null;
  measures: LanguageModelInfo['measures'];
  embeddings: LanguageModelInfo['embeddings'];
  problem: string | null;
  queued_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
};

const query = `select id, version, state, kind, progress, seconds_left, faqs, examples, size, measures, embeddings, problem, queued_at,
    started_at, finished_at, version is not distinct from (select max(version) from language_models r
      where r.workspace_id = $1 and r.state = 'ready') as current
  from language_models where workspace_id = $1`;

/** Newest first; at most thirty. */
export async function listModels(core: Core, { workspaceId }: DeskActor): Promise<LanguageModelInfo[]> {
  const found = await core.db.query<Row>(`${query} order by version desc limit 30`, [workspaceId]);
  return found.rows.map(toInfo);
}

/** Orders a training at once. One that waits already is the one. */
export async function orderTraining(
  core: Core,
  actor: DeskActor,
  { full = true }: { full?: boolean },
): Promise<LanguageModelInfo> {
  return transact(core, async (tx) => {
    const id = await queueTraining(tx, actor.workspaceId, { full, now: true });
    return loadModel(tx, actor.workspaceId, id);
  });
}

/** What was learnt before goes on answering. Errors: `language_model_not_found`, `training_settled`. */
export async function cancelTraining(core: Core, actor: DeskActor, id: string): Promise<LanguageModelInfo> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const cancelled = await tx.query(
      `update language_models set state = 'cancelled', finished_at = now(), seconds_left = null
       where workspace_id = $1 and id = $2 and state in ('queued', 'training')`,
      [workspaceId, id],
    );
    const model = await loadModel(tx, workspaceId, id);
    if (cancelled.rowCount === 0) fail('training_settled');
    tx.announce({ kind: 'changed', workspaceId, what: 'language_models' });
    return model;
  });
}

async function loadModel(db: Pick<Db, 'query'>, workspaceId: string, id: string): Promise<LanguageModelInfo> {
  const found = await db.query<Row>(`${query} and id = $2`, [workspaceId, id]);
  return toInfo(found.rows[0] ?? fail('language_model_not_found'));
}

const toInfo = (row: Row): LanguageModelInfo => ({
  id: row.id,
  version: row.version,
  state: row.state,
  kind: row.kind,
  current: row.current,
  progress: row.progress,
  secondsLeft: row.seconds_left,
  faqs: row.faqs,
  examples: row.examples,
  bytes: row.size,
  measures: row.measures,
  embeddings: row.embeddings,
  problem: row.problem,
  queuedAt: row.queued_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
});
