import { Worker } from 'node:worker_threads';
import type { ModelEmbeddings, ModelMeasures } from '@causerie/protocol';
import { decodeModel, isOlderModel } from '../../../engines/language/model/decodeModel.ts';
import { coerceError } from '../../../errors.ts';
import { uuid } from '../../../lib/uuid.ts';
import { type Core, transact } from '../../core.ts';
import { type Collected, collectVectors } from '../../embeddings/collectVectors.ts';
import { planRetry } from '../../embeddings/retryEndpoints.ts';
import { type Claimed, claimTraining } from './claimTraining.ts';
import { dropMarked } from './forgetRemoved.ts';
import { chooseHistoryFrom, readHistory } from './readHistory.ts';
import { readTrainInput } from './readTrainInput.ts';
import type { TrainOrder, TrainReport } from './trainThread.ts';

const BEAT_MS = 1000;
/** An edit is learnt on top of the last model, until so many models were made in a row without a training from the start. */
const MOST_UPDATES = 10;
/** The same once so much of the examples is new. */
const MOST_CHANGED = 0.1;
const SEED = 1;

/**
 * Does the trainings that are due, one at a time, in a thread of its own. Several nodes may: a training belongs to who
 * claimed it for as long as they say so every second; after twenty seconds of silence another one takes it up from the start.
 */
export class Trainer {
  readonly #core: Core;
  readonly #id = uuid();
  readonly #stopping = new AbortController();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Resolves with how many were done. */
  async trainNext(): Promise<number> {
    if (this.#stopping.signal.aborted) return 0;
    const claimed = await claimTraining(this.#core, this.#id);
    if (!claimed) return 0;
    try {
      await this.#train(claimed);
    } catch (thrown) {
      // Of a program that ends: whoever comes next takes it up at once.
      if (this.#stopping.signal.aborted) await giveBack(this.#core, claimed, this.#id);
      else await recordFailure(this.#core, claimed, this.#id, coerceError(thrown).message);
    }
    return 1;
  }

  /** Ends the training under way; another node, or this one after its start, does it again. */
  stop(): void {
    this.#stopping.abort();
  }

  async #train(claimed: Claimed): Promise<void> {
    const core = this.#core;
    const input = await readTrainInput(core.db, claimed.workspaceId);
    const examples = input.faqs.reduce((sum, faq) => sum + faq.examples.length, 0);
    const counts = { faqs: new Set(input.faqs.map((faq) => faq.id)).size, examples };
    let previous =
      claimed.kind === 'update'
        ? await readPrevious(
            core,
            claimed,
            input.faqs.map((f) => f.language!),
            examples,
          )
        : undefined;
    let collected: Collected | undefined;
    let historyFrom: Date | null = null;
    const done = await this.#runThread(claimed, async (signal) => {
      collected = await collectVectors(core, claimed.workspaceId, input, signal);
      // Vectors that the model before had to do without are learnt from the start.
      if (collected?.report.problem === null && isWithout(previous)) previous = undefined;
      const languages = new Set(input.faqs.map((faq) => faq.language)).size;
      historyFrom = previous ? previous.historyFrom : await chooseHistoryFrom(core.db, claimed.workspaceId);
      if (!previous) input.history = await readHistory(core.db, claimed.workspaceId, languages, historyFrom);
      const embeddings = collected?.embeddings;
      const all = embeddings ? { ...input, embeddings } : input;
      return { input: all, previous: previous?.bytes ?? null, seed: SEED };
    });
    if (!done) return;
    const embeddings = collected && judgeEmbeddings(collected, done.usesVectors);
    await planRetry(core, claimed.workspaceId, embeddings?.problem ?? null);
    await transact(core, async (tx) => {
      const written = await tx.query<{ version: number; holds_removed: boolean }>(
        `update language_models set state = 'ready', kind = $4, progress = 1, seconds_left = null, faqs = $5, examples = $6,
           bytes = $7, size = $8, measures = $9, embeddings = $10, history_from = $11, finished_at = now(), trainer = null
         where workspace_id = $1 and id = $2 and trainer = $3 and state = 'training' returning version, holds_removed`,
        [
          claimed.workspaceId,
          claimed.id,
          this.#id,
          previous ? 'update' : 'full',
          counts.faqs,
          counts.examples,
          Buffer.from(done.bytes),
          done.bytes.byteLength,
          JSON.stringify(done.measures ?? previous?.measures ?? null),
          embeddings ? JSON.stringify(embeddings) : null,
          historyFrom,
        ],
      );
      const model = written.rows[0];
      if (!model) return;
      await forgetOld(tx, claimed.workspaceId);
      if (!model.holds_removed) await dropMarked(tx, claimed.workspaceId, model.version);
      tx.announce({ kind: 'changed', workspaceId: claimed.workspaceId, what: 'language_models' });
    });
  }

  /** Undefined where it was cancelled, or is somebody else's by now. */
  async #runThread(
    claimed: Claimed,
    prepare: (signal: AbortSignal) => Promise<TrainOrder>,
  ): Promise<Done | undefined> {
    const abort = new AbortController();
    const signal = AbortSignal.any([abort.signal, this.#stopping.signal]);
    const started = performance.now();
    let share = 0;
    const beat = async () => {
      const seconds = (performance.now() - started) / 1000;
      const left = share > 0.02 ? Math.round((seconds * (1 - share)) / share) : null;
      const mine = await sayAlive(this.#core, claimed, this.#id, share, left);
      if (!mine) abort.abort(new Error('cancelled'));
    };
    // A beat that the database does not answer is missed; the next one tells.
    const timer = setInterval(() => void beat().catch(() => {}), BEAT_MS);
    try {
      return await inThread(await prepare(signal), (now) => (share = now), signal);
    } catch (thrown) {
      if (abort.signal.aborted) return undefined;
      throw thrown;
    } finally {
      clearInterval(timer);
    }
  }
}

type Done = Omit<Extract<TrainReport, { kind: 'done' }>, 'kind'>;

const isWithout = (previous: Previous | undefined): boolean =>
  previous !== undefined && (previous.embeddings === null || previous.embeddings.state === 'failed');

/** What is on record of the endpoint. */
function judgeEmbeddings({ report }: Collected, usesVectors: boolean): ModelEmbeddings {
  return { ...report, state: usesVectors ? 'used' : report.problem ? 'failed' : 'unhelpful' };
}

function inThread(
  order: TrainOrder,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Done> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const thread = new Worker(new URL('./trainThread.ts', import.meta.url), { workerData: order });
    const end = () => {
      void thread.terminate();
      reject(coerceError(signal.reason));
    };
    signal.addEventListener('abort', end, { once: true });
    thread.on('message', (report: TrainReport) => {
      if (report.kind === 'progress') onProgress(report.share);
      else resolve(report);
    });
    thread.once('error', reject);
    thread.once('exit', () => {
      signal.removeEventListener('abort', end);
      reject(new Error('The training ended without a model.'));
    });
  });
}

/** Whether it is still ours. Tells those who look on how far it is. */
async function sayAlive(
  core: Core,
  { workspaceId, id }: Claimed,
  trainer: string,
  progress: number,
  secondsLeft: number | null,
): Promise<boolean> {
  return transact(core, async (tx) => {
    const updated = await tx.query(
      `update language_models set heartbeat_at = now(), progress = $4, seconds_left = $5
       where workspace_id = $1 and id = $2 and trainer = $3 and state = 'training'`,
      [workspaceId, id, trainer, progress, secondsLeft],
    );
    if (updated.rowCount === 0) return false;
    tx.announce({ kind: 'changed', workspaceId, what: 'language_models' });
    return true;
  });
}

type Previous = {
  bytes: Uint8Array;
  measures: ModelMeasures | null;
  embeddings: ModelEmbeddings | null;
  historyFrom: Date | null;
};

/** The model to build on; undefined where it is time to train from the start. */
async function readPrevious(
  core: Core,
  { workspaceId }: Claimed,
  languages: string[],
  examples: number,
): Promise<Previous | undefined> {
  const found = await core.db.query<{
    bytes: Buffer;
    measures: ModelMeasures | null;
    embeddings: ModelEmbeddings | null;
    holds_removed: boolean;
    history_from: Date | null;
    updates: number;
    full_examples: number;
    /** Examples that came since the last training from the start began. */
    fresh: number;
  }>(
    `with whole as (select version, examples from language_models
       where workspace_id = $1 and state = 'ready' and kind = 'full' order by version desc limit 1)
     select m.bytes, m.measures, m.embeddings, m.holds_removed, m.history_from, w.examples as full_examples,
       (select count(*)::int from language_models u where u.workspace_id = $1 and u.state = 'ready' and u.version > w.version) as updates,
       (select count(*)::int from faq_examples e join language_models l on l.workspace_id = $1 and l.version = w.version
        where e.workspace_id = $1 and e.created_at > l.started_at) as fresh
     from language_models m, whole w where m.workspace_id = $1 and m.state = 'ready' and m.bytes is not null
     order by m.version desc limit 1`,
    [workspaceId],
  );
  const row = found.rows[0];
  if (!row || row.holds_removed || row.updates >= MOST_UPDATES) return undefined;
  const most = MOST_CHANGED * Math.max(1, row.full_examples);
  if (row.fresh > most || Math.abs(examples - row.full_examples) > most) return undefined;
  const bytes = new Uint8Array(row.bytes);
  if (isOlderModel(bytes)) return undefined;
  const known = new Set(decodeModel(bytes).matchers.map((matcher) => matcher.language));
  if (languages.some((language) => !known.has(language))) return undefined;
  return {
    bytes,
    measures: row.measures,
    embeddings: row.embeddings,
    historyFrom: row.history_from,
  };
}

/** Two models keep their bytes, so that a node that still loads the last one finds it; twenty trainings stay on record. */
async function forgetOld(tx: { query: Core['db']['query'] }, workspaceId: string): Promise<void> {
  await tx.query(
    `update language_models set bytes = null where workspace_id = $1 and bytes is not null and version < (
       select version from language_models where workspace_id = $1 and state = 'ready' order by version desc offset 1 limit 1)`,
    [workspaceId],
  );
  await tx.query(
    `delete from language_models where workspace_id = $1 and state not in ('queued', 'training') and bytes is null and version <= (
       select version from language_models where workspace_id = $1 order by version desc offset 20 limit 1)`,
    [workspaceId],
  );
}

async function giveBack(core: Core, { workspaceId, id }: Claimed, trainer: string): Promise<void> {
  await core.db.query(
    `update language_models set heartbeat_at = '-infinity', attempts = attempts - 1
     where workspace_id = $1 and id = $2 and trainer = $3 and state = 'training'`,
    [workspaceId, id, trainer],
  );
}

async function recordFailure(
  core: Core,
  { workspaceId, id }: Claimed,
  trainer: string,
  problem: string,
): Promise<void> {
  await transact(core, async (tx) => {
    await tx.query(
      `update language_models set state = 'failed', problem = $4, finished_at = now(), seconds_left = null
       where workspace_id = $1 and id = $2 and trainer = $3 and state = 'training'`,
      [workspaceId, id, trainer, problem.slice(0, 500)],
    );
    tx.announce({ kind: 'changed', workspaceId, what: 'language_models' });
  });
}
